import { select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import type { NixExpression } from "../input.js";
import { buildPreset, findTool, presetSchema, toolSchema, type Preset, type Tool } from "./preset.js";

/** The options of {@link nodeShell}, besides those of every shell. */
export interface NodeShellOptions extends DevShellOptions {
  /** Node.js: `22`, or a package. */
  readonly nodejs?: Tool;
  /** What installs packages; `"npm"`, which comes with Node.js, where it is absent. */
  readonly packageManager?: PackageManager;
  /** Programs of Node.js that are used from nixpkgs, such as the TypeScript language server. */
  readonly typescript?: boolean;
}

/** The programs that install npm packages, with what they are in nixpkgs. */
const packageManagers = {
  npm: [],
  pnpm: [pkgs.pnpm],
  yarn: [pkgs.yarn],
  "yarn-berry": [pkgs["yarn-berry"]],
  bun: [pkgs.bun],
  corepack: [select(pkgs, "corepack")],
} satisfies Record<string, readonly NixExpression[]>;

/** A program that installs npm packages. */
export type PackageManager = keyof typeof packageManagers;

const own = {
  nodejs: toolSchema.optional(),
  packageManager: z.enum(Object.keys(packageManagers) as PackageManager[]).optional(),
  typescript: z.boolean().optional(),
} satisfies Preset<NodeShellOptions>["own"];

export const nodeShellSchema = presetSchema(own);

/**
 * A shell with Node.js and a program that installs npm packages.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Javascript"
 * @example
 * nodeShell({ nodejs: 22, packageManager: "pnpm" })
 * // pkgs.mkShell {
 * //   packages = [
 * //     pkgs.nodejs_22
 * //     pkgs.pnpm
 * //   ];
 * // }
 */
export function nodeShell(options: NodeShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "nodeShell", schema: nodeShellSchema, own, toShell }, options, settings);
}

function toShell({ nodejs, packageManager = "npm", typescript }: NodeShellOptions): DevShellOptions {
  return {
    packages: [
      findTool(nodejs, "nodejs_", "_", "nodejs"),
      ...packageManagers[packageManager],
      ...(typescript === true ? [pkgs.typescript, pkgs["typescript-language-server"]] : []),
    ],
  };
}
