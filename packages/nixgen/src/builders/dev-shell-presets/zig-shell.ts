import { select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import { buildPreset, findTool, presetSchema, toolSchema, type Preset, type Tool } from "./preset.js";

/** The options of {@link zigShell}, besides those of every shell. */
export interface ZigShellOptions extends DevShellOptions {
  /** Zig: `"0.14"`, or a package. */
  readonly zig?: Tool;
  /** Leave out the language server. */
  readonly noLanguageServer?: boolean;
}

const own = {
  zig: toolSchema.optional(),
  noLanguageServer: z.boolean().optional(),
} satisfies Preset<ZigShellOptions>["own"];

export const zigShellSchema = presetSchema(own);

/**
 * A shell with Zig and its language server.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Zig"
 * @example
 * zigShell({ zig: "0.14" })
 * // pkgs.mkShell {
 * //   packages = [
 * //     pkgs.zig_0_14
 * //     pkgs.zls
 * //   ];
 * // }
 */
export function zigShell(options: ZigShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "zigShell", schema: zigShellSchema, own, toShell }, options, settings);
}

function toShell({ zig, noLanguageServer }: ZigShellOptions): DevShellOptions {
  return {
    packages: [
      findTool(zig, "zig_", "_", "zig"),
      ...(noLanguageServer === true ? [] : [select(pkgs, "zls")]),
    ],
  };
}
