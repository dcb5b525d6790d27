import { call, fn, select, toExpr } from "@nixgen/core";
import * as z from "zod";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import { buildPreset, findTool, presetSchema, toolSchema, type Preset, type Tool } from "./preset.js";

/** The options of {@link rubyShell}, besides those of every shell. */
export interface RubyShellOptions extends DevShellOptions {
  /** Ruby: `"3.4"`, or a package. */
  readonly ruby?: Tool;
  /** Gems of nixpkgs that Ruby has, by their names in `rubyPackages`. */
  readonly gems?: readonly string[];
  /** Where Bundler installs gems, relative to where the shell starts; `.bundle` where it is absent. */
  readonly bundlePath?: string;
}

const own = {
  ruby: toolSchema.optional(),
  gems: z.array(z.string().min(1)).optional(),
  bundlePath: z
    .string()
    .regex(/^[\w./-]+$/, "expected a directory relative to where the shell starts, without white space")
    .optional(),
} satisfies Preset<RubyShellOptions>["own"];

export const rubyShellSchema = presetSchema(own);

/**
 * A shell with Ruby and Bundler. Gems that Bundler installs stay in the project.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Ruby"
 * @example
 * rubyShell({ ruby: "3.4" })
 * // pkgs.mkShell {
 * //   packages = [ pkgs.ruby_3_4 ];
 * //   env.BUNDLE_PATH = ".bundle";
 * // }
 */
export function rubyShell(options: RubyShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "rubyShell", schema: rubyShellSchema, own, toShell }, options, settings);
}

function toShell({ ruby, gems, bundlePath = ".bundle" }: RubyShellOptions): DevShellOptions {
  const interpreter = findTool(ruby, "ruby_", "_", "ruby");
  const withGems =
    gems === undefined
      ? interpreter
      : call(
          select(interpreter, "withPackages"),
          fn("ps", ({ ps }) => gems.map((name) => select(toExpr(ps!), name))),
        );
  return { packages: [withGems], env: { BUNDLE_PATH: bundlePath } };
}
