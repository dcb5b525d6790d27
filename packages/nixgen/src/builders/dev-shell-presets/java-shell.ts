import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import type { NixExpression } from "../input.js";
import { buildPreset, findTool, presetSchema, toolSchema, type Preset, type Tool } from "./preset.js";

/** The options of {@link javaShell}, besides those of every shell. */
export interface JavaShellOptions extends DevShellOptions {
  /** The development kit: `21`, or a package. */
  readonly jdk?: Tool;
  /** What builds the project; it runs on the same development kit. */
  readonly buildTool?: JavaBuildTool;
}

const buildTools = {
  maven: (jdk) => call(select(pkgs.maven, "override"), { jdk_headless: jdk }),
  gradle: (jdk) => call(select(select(pkgs, "gradle"), "override"), { java: jdk }),
  ant: () => pkgs["ant"],
  sbt: (jdk) => call(select(select(pkgs, "sbt"), "override"), { jre: jdk }),
} satisfies Record<string, (jdk: NixExpression) => NixExpression>;

/** A program that builds Java projects. */
export type JavaBuildTool = keyof typeof buildTools;

const own = {
  jdk: toolSchema.optional(),
  buildTool: z.enum(Object.keys(buildTools) as JavaBuildTool[]).optional(),
} satisfies Preset<JavaShellOptions>["own"];

export const javaShellSchema = presetSchema(own);

/**
 * A shell with a Java development kit and a program that builds with it.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Java"
 * @example
 * javaShell({ jdk: 21 })
 * // pkgs.mkShell {
 * //   packages = [ pkgs.jdk21 ];
 * //   env.JAVA_HOME = pkgs.jdk21.home;
 * // }
 */
export function javaShell(options: JavaShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "javaShell", schema: javaShellSchema, own, toShell }, options, settings);
}

function toShell({ jdk, buildTool }: JavaShellOptions): DevShellOptions {
  const kit = findTool(jdk, "jdk", "", "jdk");
  // Without a version the tools take nixpkgs' own development kit, which is the same.
  const tool = buildTool && (jdk === undefined ? pkgs[buildTool] : buildTools[buildTool](kit));
  return { packages: [kit, ...(tool ? [tool] : [])], env: { JAVA_HOME: select(kit, "home") } };
}
