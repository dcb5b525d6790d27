import { binary, call, select, toExpr } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import type { NixExpression } from "../input.js";
import { buildPreset, presetSchema, toolSchema, type Preset, type Tool } from "./preset.js";

/** The options of {@link elixirShell}, besides those of every shell. */
export interface ElixirShellOptions extends DevShellOptions {
  /** Elixir: `"1.18"`, or a package. */
  readonly elixir?: Tool;
  /** The Erlang that Elixir runs on: `27`, or a set of packages such as `pkgs.beam.packages.erlang_27`. */
  readonly erlang?: Tool;
  /** The language server. */
  readonly languageServer?: boolean;
  /** The file watcher that Phoenix reloads code by, on Linux. */
  readonly phoenix?: boolean;
}

const own = {
  elixir: toolSchema.optional(),
  erlang: toolSchema.optional(),
  languageServer: z.boolean().optional(),
  phoenix: z.boolean().optional(),
} satisfies Preset<ElixirShellOptions>["own"];

export const elixirShellSchema = presetSchema(own);

/**
 * A shell with Elixir and Erlang. What Mix and Hex install stays in the project.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "BEAM Languages (Erlang, Elixir & LFE)"
 * @example
 * elixirShell({ elixir: "1.18", erlang: 27 })
 * // pkgs.mkShell {
 * //   packages = [
 * //     pkgs.beam.packages.erlang_27.elixir_1_18
 * //     pkgs.beam.packages.erlang_27.erlang
 * //   ];
 * //   env.ERL_AFLAGS = "-kernel shell_history enabled";
 * //   …
 * // }
 */
export function elixirShell(options: ElixirShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "elixirShell", schema: elixirShellSchema, own, toShell }, options, settings);
}

function toShell({ elixir, erlang, languageServer, phoenix }: ElixirShellOptions): DevShellOptions {
  const set = erlang === undefined ? select(pkgs, "beamPackages") : beamPackages(erlang);
  const packages: NixExpression[] = [
    typeof elixir === "number" || typeof elixir === "string"
      ? select(set, `elixir_${String(elixir).replace(".", "_")}`)
      : (elixir ?? select(set, "elixir")),
    ...(erlang === undefined ? [] : [select(set, "erlang")]),
    ...(languageServer === true ? [select(set, "elixir-ls")] : []),
  ];
  const watcher = call(select(pkgs, "lib", "optionals"), select(pkgs, "stdenv", "hostPlatform", "isLinux"), [
    pkgs["inotify-tools"],
  ]);
  return {
    packages: phoenix === true ? binary(packages, "++", watcher) : packages,
    env: { ERL_AFLAGS: "-kernel shell_history enabled" },
    shellHook:
      "export MIX_HOME=$PWD/.nix-mix\nexport HEX_HOME=$PWD/.nix-hex\nexport PATH=$MIX_HOME/bin:$HEX_HOME/bin:$PATH\n",
  };
}

function beamPackages(erlang: Tool): NixExpression {
  if (typeof erlang === "object" || typeof erlang === "function") return erlang;
  return toExpr(select(pkgs, "beam", "packages", `erlang_${erlang}`));
}
