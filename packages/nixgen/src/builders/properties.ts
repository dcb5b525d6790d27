import {
  Annotated,
  attrs,
  call,
  dotted,
  isPlainAttributes,
  select,
  toExpr,
  toNix,
  type Expr,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import { lib } from "../references/references.js";
import { built, checkOptions, warningsIn, type Built } from "./builder.js";
import { nixBoolean, nixExpression, nixValue, type NixBoolean, type NixExpression } from "./input.js";

/**
 * A value of an option with something said about it: a condition, a priority, an order. It can stand wherever an option
 * gets a value.
 */
export interface Property extends Built {
  /** The values that it is about; several for `mkMerge`. */
  readonly contents: readonly NixValue[];
}

const content = z.strictObject({ content: nixValue });

export const mkIfSchema = z.strictObject({ condition: nixBoolean, content: nixValue });

export const mkMergeSchema = z.strictObject({
  contents: z.union([z.array(nixValue), nixExpression], {
    error: "expected a list of definitions, or an expression that gives one",
  }),
});

export const mkOverrideSchema = z.strictObject({ priority: z.int(), content: nixValue });

export const mkOrderSchema = z.strictObject({ priority: z.int(), content: nixValue });

export {
  content as mkForceSchema,
  content as mkDefaultSchema,
  content as mkBeforeSchema,
  content as mkAfterSchema,
};

/**
 * A definition that holds only where a condition is true. Unlike `if`, the condition may depend on other options.
 *
 * @throws NixError where an argument is wrong (codes `input/*`).
 * @see the NixOS manual, "Option Definitions": delaying conditionals
 * @example
 * mkIf(config.services.web!.enable!, { networking: { firewall: { allowedTCPPorts: [80] } } })
 * // lib.mkIf config.services.web.enable { networking.firewall.allowedTCPPorts = [ 80 ]; }
 */
export function mkIf(condition: NixBoolean, content: NixValue): Property {
  checkOptions("mkIf", mkIfSchema, { condition, content });
  return property("mkIf", [toExpr(condition)], content);
}

/**
 * Several definitions of one option or of many, merged as if they were in different modules.
 *
 * @see the NixOS manual, "Option Definitions": merging configurations
 * @example
 * mkMerge([{ boot: { tmp: { useTmpfs: true } } }, mkIf(isServer, { services: { openssh: { enable: true } } })])
 */
export function mkMerge(contents: readonly NixValue[] | NixExpression): Property {
  checkOptions("mkMerge", mkMergeSchema, { contents });
  const isList = Array.isArray(contents);
  const list = isList ? (contents as readonly NixValue[]).map(foldContent) : contents;
  return {
    ...built("mkMerge", call(select(lib, "mkMerge"), list), warningsIn(contents)),
    contents: isList ? (contents as readonly NixValue[]) : [],
  };
}

/**
 * A definition that wins over all ordinary ones (priority 50).
 *
 * @see the NixOS manual, "Option Definitions": setting priorities
 * @example
 * mkForce(false) // lib.mkForce false
 */
export function mkForce(content: NixValue): Property {
  return checkedProperty("mkForce", content);
}

/**
 * A definition that gives way to ordinary ones (priority 1000).
 *
 * @see the NixOS manual, "Option Definitions": setting priorities
 * @example
 * mkDefault("nvim") // lib.mkDefault "nvim"
 */
export function mkDefault(content: NixValue): Property {
  return checkedProperty("mkDefault", content);
}

/**
 * A definition with a priority; the lowest number wins. Ordinary definitions have 100.
 *
 * @see the NixOS manual, "Option Definitions": setting priorities
 * @example
 * mkOverride(90, true) // lib.mkOverride 90 true
 */
export function mkOverride(priority: number, content: NixValue): Property {
  checkOptions("mkOverride", mkOverrideSchema, { priority, content });
  return property("mkOverride", [priority], content);
}

/**
 * A definition that comes before ordinary ones, where definitions are joined (order 500).
 *
 * @see the NixOS manual, "Option Definitions": ordering definitions
 * @example
 * mkBefore(["first"]) // lib.mkBefore [ "first" ]
 */
export function mkBefore(content: NixValue): Property {
  return checkedProperty("mkBefore", content);
}

/**
 * A definition that comes after ordinary ones, where definitions are joined (order 1500).
 *
 * @see the NixOS manual, "Option Definitions": ordering definitions
 * @example
 * mkAfter("last line") // lib.mkAfter "last line"
 */
export function mkAfter(content: NixValue): Property {
  return checkedProperty("mkAfter", content);
}

/**
 * A definition with a place, where definitions are joined; ordinary ones have the order 1000.
 *
 * @see the NixOS manual, "Option Definitions": ordering definitions
 * @example
 * mkOrder(550, "early") // lib.mkOrder 550 "early"
 */
export function mkOrder(priority: number, content: NixValue): Property {
  checkOptions("mkOrder", mkOrderSchema, { priority, content });
  return property("mkOrder", [priority], content);
}

/** Whether a value is a {@link Property}. */
export function isProperty(value: unknown): value is Property {
  return typeof value === "object" && value !== null && toNix in value && "contents" in value;
}

/**
 * Settings without what is said about them, for checks: the values themselves, where all definitions of `mkMerge` are
 * one set.
 */
export function plainSettings(value: unknown): unknown {
  if (value instanceof Annotated) return plainSettings(value.value);
  if (isProperty(value)) {
    if (value.builder !== "mkMerge") return plainSettings(value.contents[0]);
    return value.contents.length === 0 ? value : value.contents.map(plainSettings).reduce(mergeSettings);
  }
  if (Array.isArray(value)) return value.map(plainSettings);
  if (!isPlainAttributes(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainSettings(item)]));
}

function mergeSettings(left: unknown, right: unknown): unknown {
  if (Array.isArray(left) && Array.isArray(right)) return [...(left as unknown[]), ...(right as unknown[])];
  if (!isPlainAttributes(left) || !isPlainAttributes(right)) return right;
  const merged: Record<string, unknown> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    merged[key] = Object.hasOwn(merged, key) ? mergeSettings(merged[key], value) : value;
  }
  return merged;
}

function checkedProperty(name: string, value: NixValue): Property {
  checkOptions(name, content, { content: value });
  return property(name, [], value);
}

function property(name: string, before: readonly NixValue[], content: NixValue): Property {
  const applied = call(select(lib, name), ...([...before, foldContent(content)] as [NixValue]));
  return { ...built(name, applied, warningsIn(content)), contents: [content] };
}

/** Sets with one attribute are written as dotted paths, as everywhere in settings. */
function foldContent(content: NixValue): NixValue | Expr {
  return isPlainAttributes(content) ? dotted(attrs(content)) : content;
}
