import {
  fn,
  formal,
  formals,
  identifier,
  mapChildren,
  markNode,
  toExpr,
  type Expr,
  type NixAttributes,
  type NixValue,
  type Node,
} from "@nixgen/core";
import * as z from "zod";
import { built, checkOptions, warningsIn, type Built } from "../builders/builder.js";
import { withInherited } from "../builders/inherited.js";
import { headerNames, nixAttributes, nixValue } from "../builders/input.js";
import { onNextLine, usedNames } from "./header.js";
import { openScopes, packageName, suppliedNames } from "./open-scopes.js";
import { replaceFree } from "./rename-variable.js";

/** The options of {@link packageFile}. */
export interface PackageFileOptions {
  /** Arguments with defaults, such as switches that an override may set: `{ withGui: false }`. */
  readonly defaults?: NixAttributes;
  /** Arguments that the body uses as plain variables, besides what it takes from `pkgs` and `lib`. */
  readonly arguments?: readonly string[];
  /** Arguments that the header lists, used or not, in this order; `"..."` for others. What is used is listed anyway. */
  readonly header?: readonly string[];
}

export const packageFileSchema = z.strictObject({
  expression: nixValue,
  defaults: nixAttributes.optional(),
  arguments: z.array(z.string()).optional(),
  header: headerNames.optional(),
});

/**
 * A file for `callPackage`: a function of what the expression takes from `pkgs`, by name.
 *
 * @throws NixError where a variable is bound nowhere (`tree/unbound-variable`).
 * @see the nixpkgs manual, "<pkg>.override", "Defining overlays"
 * @example
 * packageFile(shellApplication({ name: "greet", runtimeInputs: [pkgs.hello], text: "hello" }))
 * // { writeShellApplication, hello }:
 * //
 * // writeShellApplication {
 * //   name = "greet";
 * //   runtimeInputs = [ hello ];
 * //   text = "hello";
 * // }
 */
export function packageFile(expression: NixValue, options: PackageFileOptions = {}): Built {
  const checked = checkOptions("packageFile", packageFileSchema, { ...options, expression });
  const { defaults = {}, arguments: more = [], header = [] } = checked;
  const [body, taken] = takeFromPkgs(openScopes(toExpr(expression)), Object.keys(defaults));
  const listed = header.filter((name) => name !== "...");
  const known = ["lib", "pkgs", ...taken, ...more, ...listed, ...Object.keys(defaults)];
  const used = usedNames(body, [...new Set(known)]);
  const names = inHeaderOrder(used.filter((name) => !listed.includes(name)));
  const specs = [
    ...[...listed, ...names].filter((name) => !Object.hasOwn(defaults, name)),
    ...Object.entries(defaults).flatMap(([name, value]) =>
      value === undefined ? [] : [formal(name, value)],
    ),
    ...(listed.length < header.length ? ["..."] : []),
  ];
  const parameter = markNode({
    ...formals(specs),
    ...(specs.length > mostOnOneLine && { multiline: true as const }),
  });
  const file = built("packageFile", apart(onNextLine(fn(parameter, body))), warningsIn(expression));
  return taken.length === 0 ? file : { ...file, fromPackages: [...new Set(taken)] };
}

const mostOnOneLine = 2;

/**
 * What the body takes from `pkgs` becomes a variable of its own, unless something in between binds that name, or a `with`
 * supplies it somewhere, where the variable would stand in its way.
 */
function takeFromPkgs(expression: Expr, defaults: readonly string[]): [Expr, string[]] {
  const taken: string[] = [];
  const reserved = new Set([...defaults, ...suppliedNames(expression)]);
  const body = replaceFree(expression, (node, isBound) => {
    const name = packageName(node);
    if (name === undefined || isBound("pkgs") || isBound(name) || reserved.has(name)) return undefined;
    taken.push(name);
    const { path, leading, trailing } = node as Select;
    const names = path.names.slice(1);
    const variable = identifier(name);
    return markNode({
      ...(names.length === 0
        ? variable
        : { kind: "Select" as const, subject: variable, path: { kind: "AttributePath" as const, names } }),
      ...(leading && { leading }),
      ...(trailing !== undefined && { trailing }),
    });
  });
  return [inheritAll(body), taken];
}

/** `nodejs = pkgs.nodejs` has become `nodejs = nodejs`, which is written `inherit nodejs`. */
function inheritAll<N extends Node>(node: N): N {
  const inner = mapChildren(node, inheritAll);
  // A set stays a set.
  return inner.kind === "AttributeSet" ? (withInherited(inner) as Node as N) : inner;
}

type Select = Extract<Node, { kind: "Select" }>;

/** As package files have it: `lib`, what builds, what fetches, then the dependencies as they are used. */
function inHeaderOrder(names: readonly string[]): string[] {
  const rank = (name: string): number => {
    if (name === "lib") return 0;
    if (/^(stdenv|build[A-Z]|write[A-Z]|runCommand|symlinkJoin|rustPlatform|dockerTools)/.test(name))
      return 1;
    if (name.endsWith("Packages")) return 1;
    return name.startsWith("fetch") ? 2 : 3;
  };
  return [...names].sort((a, b) => rank(a) - rank(b));
}

/** A blank line between the header and the body, as package files have it. */
function apart<F extends Extract<Expr, { kind: "Function" }>>(node: F): F {
  const leading = [{ kind: "BlankLine" } as const, ...(node.body.leading ?? [])];
  return markNode({ ...node, body: markNode({ ...node.body, leading }) });
}
