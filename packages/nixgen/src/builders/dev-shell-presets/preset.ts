import { binary, select, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import { built, checkOptions, warningsIn, type Built, type CheckSettings } from "../builder.js";
import { buildShell, devShellShape, type DevShellOptions } from "../dev-shell.js";
import { nixExpression, type NixExpression } from "../input.js";

/** The schema of a preset's options: those of every shell, and its own. */
export function presetSchema<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<typeof devShellShape & Shape, z.core.$strict> {
  return z.strictObject({ ...devShellShape, ...shape });
}

/** What makes a preset. */
export interface Preset<Options> {
  /** The name of the builder, for diagnostics. */
  readonly builder: string;
  readonly schema: z.ZodType;
  /** The preset's own options, which are not attributes of the shell. */
  readonly own: Readonly<Record<Exclude<keyof Options, keyof DevShellOptions>, z.ZodType>>;
  /** What the toolchain needs of a shell. */
  readonly toShell: (options: Options) => DevShellOptions;
}

/** A shell with a toolchain: what the preset needs comes first, then what the user adds. */
export function buildPreset<Options extends DevShellOptions>(
  preset: Preset<Options>,
  options: Options,
  settings: CheckSettings,
): Built {
  const checked = checkOptions(preset.builder, preset.schema, options, settings);
  const added = Object.fromEntries(Object.entries(checked).filter(([name]) => !(name in preset.own)));
  const shell = joinShells(preset.toShell(checked), added);
  return built(preset.builder, buildShell(shell), warningsIn(checked));
}

const lists = [
  "packages",
  "nativeBuildInputs",
  "buildInputs",
  "inputsFrom",
  "hardeningEnable",
  "hardeningDisable",
] as const;

function joinShells(base: DevShellOptions, added: DevShellOptions): DevShellOptions {
  const joined: Record<string, unknown> = { ...base, ...added };
  for (const name of lists) joined[name] = joinLists(base[name], added[name]);
  if (base.env && added.env) joined["env"] = { ...base.env, ...added.env };
  if (base.shellHook !== undefined && added.shellHook !== undefined)
    joined["shellHook"] = joinTexts(base.shellHook, added.shellHook);
  return Object.fromEntries(Object.entries(joined).filter(([, value]) => value !== undefined));
}

function joinLists(base: NixValue | undefined, added: NixValue | undefined): NixValue | undefined {
  if (base === undefined || added === undefined) return base ?? added;
  if (Array.isArray(base) && Array.isArray(added)) return [...base, ...added] as NixValue;
  return binary(base, "++", added);
}

function joinTexts(base: NixValue, added: NixValue): NixValue {
  if (typeof base === "string" && typeof added === "string") return `${base.trimEnd()}\n${added}`;
  return binary(base, "+", added);
}

/** A tool: its version, such as `22` or `"3.12"`, or the package itself. */
export type Tool = number | `${number}` | `${number}.${number}` | NixExpression;

const toolMessage = 'expected a version such as 22 or "3.12", or a package';

export const toolSchema: z.ZodType<Tool> = z.union(
  [z.int().min(0), z.string().regex(/^\d+(\.\d+)?$/, toolMessage), nixExpression],
  { error: toolMessage },
) as z.ZodType<Tool, unknown>; // A text of this form is a number's.

/**
 * The package of a tool.
 *
 * @param prefix what its attribute starts with, before the version.
 * @param separator what stands in the attribute for the dot of a version.
 * @param fallback the attribute where no version is named.
 */
export function findTool(
  tool: Tool | undefined,
  prefix: string,
  separator: "" | "_",
  fallback: string,
): NixExpression {
  if (tool === undefined) return select(pkgs, fallback);
  if (typeof tool === "object" || typeof tool === "function") return tool;
  return select(pkgs, `${prefix}${String(tool).replace(".", separator)}`);
}
