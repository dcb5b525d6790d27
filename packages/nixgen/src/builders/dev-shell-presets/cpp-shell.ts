import { select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import type { NixExpression } from "../input.js";
import { buildPreset, presetSchema, type Preset } from "./preset.js";

/** The options of {@link cppShell}, besides those of every shell. */
export interface CppShellOptions extends DevShellOptions {
  /** The compiler; nixpkgs' own choice, GCC on Linux and Clang on macOS, where it is absent. */
  readonly compiler?: "gcc" | "clang";
  /** What builds the project. */
  readonly buildSystem?: CppBuildSystem;
  /** The debugger. */
  readonly debugger?: "gdb" | "lldb";
  /** The language server clangd, clang-format and clang-tidy. */
  readonly clangTools?: boolean;
}

const buildSystems = {
  make: [select(pkgs, "gnumake")],
  cmake: [pkgs.cmake, pkgs.ninja],
  meson: [pkgs.meson, pkgs.ninja],
  autotools: [select(pkgs, "autoconf"), select(pkgs, "automake"), select(pkgs, "libtool")],
} satisfies Record<string, readonly NixExpression[]>;

/** What builds projects in C and C++. */
export type CppBuildSystem = keyof typeof buildSystems;

const own = {
  compiler: z.enum(["gcc", "clang"]).optional(),
  buildSystem: z.enum(Object.keys(buildSystems) as CppBuildSystem[]).optional(),
  debugger: z.enum(["gdb", "lldb"]).optional(),
  clangTools: z.boolean().optional(),
} satisfies Preset<CppShellOptions>["own"];

export const cppShellSchema = presetSchema(own);

/**
 * A shell with a compiler for C and C++, what builds with it, and a debugger.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "The Standard Environment"
 * @example
 * cppShell({ compiler: "clang", buildSystem: "cmake", buildInputs: [pkgs.openssl] })
 * // pkgs.mkShell.override { stdenv = pkgs.clangStdenv; } {
 * //   nativeBuildInputs = [
 * //     pkgs.cmake
 * //     pkgs.ninja
 * //     pkgs.pkg-config
 * //   ];
 * //   buildInputs = [ pkgs.openssl ];
 * // }
 */
export function cppShell(options: CppShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "cppShell", schema: cppShellSchema, own, toShell }, options, settings);
}

function toShell(options: CppShellOptions): DevShellOptions {
  const { compiler, buildSystem, debugger: debug, clangTools } = options;
  const packages = [
    // Before the compiler's own clangd, which does not find the headers of nixpkgs.
    ...(clangTools === true ? [select(pkgs, "clang-tools")] : []),
    ...(debug === undefined ? [] : [select(pkgs, debug)]),
  ];
  return {
    ...(compiler !== undefined && {
      stdenv: compiler === "clang" ? select(pkgs, "clangStdenv") : select(pkgs, "gccStdenv"),
    }),
    ...(packages.length > 0 && { packages }),
    ...(buildSystem !== undefined && {
      nativeBuildInputs: [...buildSystems[buildSystem], pkgs["pkg-config"]],
    }),
  };
}
