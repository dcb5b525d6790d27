import { call, select, toExpr, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import {
  nixExpression,
  nixInteger,
  nixString,
  type NixExpression,
  type NixNumber,
  type NixString,
} from "./input.js";

/** The options of {@link nixShellImage}. */
export interface NixShellImageOptions {
  /** The derivation whose build environment the container has, such as what {@link devShell} made. */
  readonly drv: NixExpression;
  /** The image's name; that of the derivation with `-env` where it is absent. */
  readonly name?: NixString;
  readonly tag?: NixString;
  /** The user of the container; 1000 where it is absent. */
  readonly uid?: NixNumber;
  readonly gid?: NixNumber;
  /** The home directory; `/build` where it is absent. */
  readonly homeDirectory?: NixString;
  /** The path of the Bash that is started. */
  readonly shell?: NixString;
  /** A command that runs in an interactive shell, which ends with it. */
  readonly command?: NixString;
  /** The same, in a shell that is not interactive. */
  readonly run?: NixString;
  /** Make a script that writes the image to its output, not the image itself. */
  readonly stream?: boolean;
}

export const nixShellImageSchema = z
  .strictObject({
    drv: nixExpression,
    name: nixString.optional(),
    tag: nixString.optional(),
    uid: nixInteger(0).optional(),
    gid: nixInteger(0).optional(),
    homeDirectory: nixString.optional(),
    shell: nixString.optional(),
    command: nixString.optional(),
    run: nixString.optional(),
    stream: z.boolean().optional(),
  })
  .refine(({ command, run }) => command === undefined || run === undefined, {
    error: "expected only one of `command` and `run`",
    path: ["run"],
  });

/**
 * An image with the environment that `nix-shell` would give for a derivation.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "pkgs.dockerTools", "buildNixShellImage"
 * @example
 * nixShellImage({ drv: pkgs.hello, tag: "latest" })
 * // pkgs.dockerTools.buildNixShellImage {
 * //   drv = pkgs.hello;
 * //   tag = "latest";
 * // }
 */
export function nixShellImage(options: NixShellImageOptions, settings: CallSettings = {}): Built {
  const checked = checkOptions("nixShellImage", nixShellImageSchema, options, settings);
  const { stream, ...values } = checked;
  const name = stream ? "streamNixShellImage" : "buildNixShellImage";
  const set = toExpr(values as unknown as NixAttributes); // The schema has checked the values.
  return built(
    "nixShellImage",
    call(calledFunction(settings, select(pkgs, "dockerTools", name)), set),
    warningsIn(checked),
  );
}
