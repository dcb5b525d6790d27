import { call, fn, select, toExpr } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import { buildPreset, presetSchema, type Preset } from "./preset.js";

/** The options of {@link haskellShell}, besides those of every shell. */
export interface HaskellShellOptions extends DevShellOptions {
  /** The version of GHC as nixpkgs names it, such as `"ghc98"`; nixpkgs' own choice where it is absent. */
  readonly compiler?: `ghc${number}`;
  /** Packages of nixpkgs that GHC knows, by their names in `haskellPackages`. */
  readonly haskellPackages?: readonly string[];
  /** Tools of the same package set; `cabal-install` and the language server where they are not named. */
  readonly tools?: readonly HaskellTool[];
}

const toolNames = [
  "cabal-install",
  "stack",
  "haskell-language-server",
  "hlint",
  "ormolu",
  "fourmolu",
  "ghcid",
  "hpack",
  "implicit-hie",
] as const;

/** A tool of Haskell projects. */
export type HaskellTool = (typeof toolNames)[number];

const own = {
  compiler: z
    .string()
    .regex(/^ghc\d+$/, 'expected a compiler such as "ghc98"')
    .optional(),
  haskellPackages: z.array(z.string().min(1)).optional(),
  tools: z.array(z.enum(toolNames)).optional(),
} satisfies Preset<HaskellShellOptions>["own"];

export const haskellShellSchema = presetSchema(own);

/**
 * A shell with GHC, packages that it knows, and the usual tools.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Haskell"
 * @example
 * haskellShell({ compiler: "ghc98", haskellPackages: ["aeson"], tools: ["cabal-install"] })
 * // pkgs.mkShell {
 * //   packages = [
 * //     (pkgs.haskell.packages.ghc98.ghcWithPackages (ps: [ ps.aeson ]))
 * //     pkgs.haskell.packages.ghc98.cabal-install
 * //   ];
 * // }
 */
export function haskellShell(options: HaskellShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset(
    { builder: "haskellShell", schema: haskellShellSchema, own, toShell },
    options,
    settings,
  );
}

function toShell(options: HaskellShellOptions): DevShellOptions {
  const { compiler, haskellPackages, tools = ["cabal-install", "haskell-language-server"] } = options;
  const set =
    compiler === undefined ? select(pkgs, "haskellPackages") : select(pkgs, "haskell", "packages", compiler);
  const ghc =
    haskellPackages === undefined
      ? select(set, "ghc")
      : call(
          select(set, "ghcWithPackages"),
          fn("ps", ({ ps }) => haskellPackages.map((name) => select(toExpr(ps!), name))),
        );
  return { packages: [ghc, ...tools.map((tool) => select(set, tool))] };
}
