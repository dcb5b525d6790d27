import { binary, call, fn, select, toExpr, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import { nixString, type NixString } from "../input.js";
import { buildPreset, findTool, presetSchema, toolSchema, type Preset, type Tool } from "./preset.js";

/** The options of {@link phpShell}, besides those of every shell. */
export interface PhpShellOptions extends DevShellOptions {
  /** PHP: `"8.4"`, or a package. */
  readonly php?: Tool;
  /** Extensions besides those that PHP has anyway, by their names in `phpExtensions`. */
  readonly extensions?: readonly string[];
  /** Lines of `php.ini`. */
  readonly config?: NixString;
  /** Leave out Composer. */
  readonly noComposer?: boolean;
}

const own = {
  php: toolSchema.optional(),
  extensions: z.array(z.string().min(1)).optional(),
  config: nixString.optional(),
  noComposer: z.boolean().optional(),
} satisfies Preset<PhpShellOptions>["own"];

export const phpShellSchema = presetSchema(own);

/**
 * A shell with PHP, extensions and Composer.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "PHP"
 * @example
 * phpShell({ php: "8.4", extensions: ["redis"], noComposer: true })
 * // pkgs.mkShell {
 * //   packages = [ (pkgs.php84.buildEnv { extensions = { enabled, all }: enabled ++ [ all.redis ]; }) ];
 * // }
 */
export function phpShell(options: PhpShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "phpShell", schema: phpShellSchema, own, toShell }, options, settings);
}

function toShell({ php, extensions, config, noComposer }: PhpShellOptions): DevShellOptions {
  const plain = findTool(php, "php", "", "php");
  const changes: NixAttributes = {
    extensions:
      extensions &&
      fn(["enabled", "all"], ({ enabled, all }) =>
        binary(
          enabled!,
          "++",
          extensions.map((name) => select(toExpr(all!), name)),
        ),
      ),
    extraConfig: config,
  };
  const isChanged = extensions !== undefined || config !== undefined;
  return {
    packages: [
      isChanged ? call(select(plain, "buildEnv"), changes) : plain,
      ...(noComposer === true ? [] : [select(plain, "packages", "composer")]),
    ],
  };
}
