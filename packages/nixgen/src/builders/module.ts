import {
  attrs,
  dotted,
  inheritFrom,
  reference,
  select,
  staticName,
  fn,
  isPlainAttributes,
  letIn,
  markNode,
  NixError,
  toExpr,
  type AttributeName,
  type AttrsPart,
  type Binding,
  type Diagnostic,
  type Expr,
  type NixAttributes,
  type PathName,
  requireOptions,
  under,
} from "@nixgen/core";
import * as z from "zod";
import { onNextLine, usedNames, withHeader } from "../files/header.js";
import { replaceFree } from "../files/rename-variable.js";
import { lib } from "../references/references.js";
import { built, checkOptions, diagnosticsOf, warningsIn, type Built, type CheckSettings } from "./builder.js";
import { diskoSchema } from "./disko-devices.js";
import { inputName, nixAttributes, nixBindings, type NixBindings, headerNames } from "./input.js";
import { plainSettings } from "./properties.js";
import { darwinSettingsSchema } from "./settings/darwin-settings.js";
import { homeSettingsSchema } from "./settings/home-settings.js";
import { nixosSettingsSchema } from "./settings/nixos-settings.js";
import { findPlainSecrets } from "./settings/secrets.js";
import type { SettingsOf } from "./settings/known-settings.js";
import { structureKeys } from "./settings/structure.js";

/**
 * What a NixOS module says. Where a program has imported `nixgen/types/nixos`, all options are known with their types.
 *
 * @see the NixOS manual, "Configuration Syntax" and "Writing NixOS Modules"
 */
export type NixosSettings = SettingsOf<"nixos">;

/**
 * What a home-manager module says. Where a program has imported `nixgen/types/home-manager`, all options are known with their
 * types.
 *
 * @see the home-manager manual, "Writing Home Manager Modules"
 */
export type HomeSettings = SettingsOf<"home-manager">;

/**
 * What a nix-darwin module says. Where a program has imported `nixgen/types/nix-darwin`, all options are known with their types.
 *
 * @see the manual of nix-darwin, "Configuration Options"
 */
export type DarwinSettings = SettingsOf<"nix-darwin">;

/**
 * The arguments that every module gets.
 *
 * @see the NixOS manual, "Writing NixOS Modules"
 */
export const moduleArguments = ["config", "lib", "pkgs", "options", "modulesPath"] as const;

/** The settings of any module. */
export type ModuleSettings = NixosSettings | HomeSettings | DarwinSettings;

/** How a module is made. */
export interface ModuleOptions extends CheckSettings {
  /** Names that the module gets through `specialArgs` or `_module.args`, besides the usual ones. */
  readonly arguments?: readonly string[];
  /** Variables of the code around the module, which its header does not list: `["cfg"]`. */
  readonly outside?: readonly string[];
  /** Arguments that the header lists, used or not, in this order. What is used is listed anyway. */
  readonly header?: readonly string[];
  /** Functions of `lib` that the module inherits and uses without `lib.`: `["mkIf", "types"]`. */
  readonly fromLib?: readonly [string, ...string[]];
  /** Variables of the module, before its settings: `{ cfg: config.services.web }`. */
  readonly let?: NixBindings;
  /** Let texts through that look like secrets. */
  readonly plainSecrets?: boolean;
}

export const moduleOptionsSchema = z.strictObject({
  strict: z.boolean().optional(),
  arguments: z.array(inputName).optional(),
  outside: z.array(inputName).optional(),
  header: headerNames.optional(),
  fromLib: z.array(inputName).min(1).optional(),
  let: nixBindings.optional(),
  plainSecrets: z.boolean().optional(),
});

/**
 * A NixOS module. Its header names what its body uses: `{ pkgs, ... }:`. Sets with one attribute are written as dotted
 * paths. Users, systemd units, file systems and other settings that are known here are checked.
 *
 * @throws NixError where a setting is wrong (codes `input/*`), or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the NixOS manual, "Writing NixOS Modules"
 * @example
 * nixosModule({ services: { nginx: { enable: true } }, environment: { systemPackages: [pkgs.git] } })
 * // { pkgs, ... }:
 * // {
 * //   services.nginx.enable = true;
 * //   environment.systemPackages = [ pkgs.git ];
 * // }
 */
export function nixosModule(settings: NixosSettings, options: ModuleOptions = {}): Built {
  return buildModule(
    { builder: "nixosModule", schema: nixosSettingsSchema, arguments: [] },
    settings,
    options,
  );
}

/**
 * A home-manager module.
 *
 * @throws NixError where a setting is wrong (codes `input/*`), or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the home-manager manual, "Writing Home Manager Modules"
 * @example
 * homeModule({ programs: { git: { enable: true } } })
 * // { programs.git.enable = true; }
 */
export function homeModule(settings: HomeSettings, options: ModuleOptions = {}): Built {
  const kind = { builder: "homeModule", schema: homeSettingsSchema, arguments: ["osConfig"] };
  return buildModule(kind, settings, options);
}

/**
 * A nix-darwin module.
 *
 * @throws NixError where a setting is wrong (codes `input/*`), or a variable is bound nowhere (`tree/unbound-variable`).
 * @see the manual of nix-darwin, "Configuration Options"
 * @example
 * darwinModule({ system: { defaults: { dock: { autohide: true } } } })
 * // { system.defaults.dock.autohide = true; }
 */
export function darwinModule(settings: DarwinSettings, options: ModuleOptions = {}): Built {
  return buildModule(
    { builder: "darwinModule", schema: darwinSettingsSchema, arguments: [] },
    settings,
    options,
  );
}

interface ModuleKind {
  readonly builder: string;
  readonly schema: z.ZodType;
  /** Arguments that modules of this kind get besides the usual ones. */
  readonly arguments: readonly string[];
}

function buildModule(kind: ModuleKind, given: unknown, options: ModuleOptions): Built {
  // What options have in their own types is checked as any settings are.
  const settings = given as ModuleSettings;
  checkSettings(kind, settings, options);
  const names = [...new Set([...moduleArguments, ...kind.arguments, ...(options.arguments ?? [])])];
  // The schema has checked that the settings are values of Nix.
  const body: Expr = dotted(attrs(settings as NixAttributes));
  const scoped = withVariables(body, options);
  return built(kind.builder, withArguments(scoped, names, options), warningsIn(settings));
}

/** The settings below the variables of the module, and below what it inherits from `lib`. */
function withVariables(body: Expr, { let: variables = {}, fromLib }: ModuleOptions): Expr {
  const own = attrs(variables).bindings as readonly AttrsPart[]; // Sets have bindings and inherits alone.
  if (fromLib === undefined) return own.length === 0 ? body : letIn(own, body);
  const { bindings, body: settings } = inherited(letIn(own, body), fromLib) as Extract<Expr, { kind: "Let" }>;
  return letIn([inheritFrom(lib, ...fromLib), ...(bindings as Binding[])], settings);
}

/** `lib.mkIf` as `mkIf`, for the names that are inherited. */
function inherited(root: Expr, names: readonly string[]): Expr {
  return replaceFree(root, (node, isBound) => {
    if (node.kind !== "Select" || node.default !== undefined || isBound("lib")) return undefined;
    const [first, ...rest] = node.path.names;
    const name = first && staticName(first);
    const isOfLib = node.subject.kind === "Identifier" && node.subject.name === "lib";
    if (name === undefined || !isOfLib || !names.includes(name) || isBound(name)) return undefined;
    const [next, ...others] = rest;
    const variable = reference(name);
    const short =
      next === undefined ? toExpr(variable) : select(variable, toName(next), ...others.map(toName));
    const { leading, trailing } = node;
    return markNode({ ...short, ...(leading && { leading }), ...(trailing !== undefined && { trailing }) });
  });
}

function toName(name: AttributeName): PathName {
  return staticName(name) ?? (name as Extract<AttributeName, { kind: "Interpolation" }>).expression;
}

function withArguments(body: Expr, names: readonly string[], { header, outside = [] }: ModuleOptions): Expr {
  if (header === undefined) return withHeader(body, names, outside);
  const used = usedNames(body, [...new Set([...names, ...header, ...outside])]);
  const wanted = used.filter((name) => !outside.includes(name));
  const listed = [...new Set([...header, ...wanted])].filter((name) => name !== "...");
  return onNextLine(fn([...listed, "..."], body));
}

function checkSettings(
  { builder, schema }: ModuleKind,
  settings: ModuleSettings,
  options: ModuleOptions,
): void {
  const problems = diagnosticsOf(() => checkOptions(builder, nixAttributes, settings as NixAttributes));
  // What contains itself can't be looked through.
  if (problems.length > 0) throw new NixError(problems);
  const plain = plainSettings(settings);
  requireOptions(options, `the options of ${builder}`);
  const { strict } = options;
  const diagnostics = [
    ...diagnosticsOf(() => checkOptions(builder, schema, plain, strict === undefined ? {} : { strict })),
    ...diagnosticsOf(() => checkOptions(builder, moduleOptionsSchema, options)),
    ...findMixedStructure(builder, settings),
    ...findWrongDisks(plain),
    ...(isPlainAttributes(plain) ? findWrongDisks(plain["config"], ["config"]) : []),
  ];
  if (options.plainSecrets !== true) diagnostics.push(...findPlainSecrets(builder, plain));
  if (diagnostics.length > 0) throw new NixError(diagnostics);
}

/** What is wrong with the disks that a module describes for disko. */
function findWrongDisks(settings: unknown, path: readonly string[] = []): Diagnostic[] {
  const disko = isPlainAttributes(settings) ? settings["disko"] : undefined;
  const devices = isPlainAttributes(disko) ? disko["devices"] : undefined;
  if (!isPlainAttributes(devices)) return [];
  const wrong = diagnosticsOf(() => checkOptions("disko", diskoSchema, devices));
  return under([...path, "disko", "devices"], wrong);
}

/** Settings beside `config` or `options`, which the module system refuses. */
function findMixedStructure(builder: string, settings: ModuleSettings): Diagnostic[] {
  if (!isPlainAttributes(settings) || !("config" in settings || "options" in settings)) return [];
  const misplaced = Object.keys(settings).filter((key) => !structureKeys.includes(key));
  return misplaced.map((key) => ({
    code: "input/invalid",
    severity: "error",
    message: `${builder}: \`${key}\` can't stand beside \`config\` and \`options\``,
    path: [key],
    suggestions: [{ message: `move it into \`config\`: \`config: { ${key}: … }\`` }],
  }));
}
