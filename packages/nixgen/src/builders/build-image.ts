import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { toImageConfig } from "./image-config.js";
import { addNeeds, appendContents, imageNeedsShape, prependCommands } from "./image-needs.js";
import { imageShape, reproducibilityWarnings, type ImageOptions } from "./image-options.js";
import { missingProgramWarnings } from "./image-program.js";
import {
  nixSet,
  nixExpressions,
  nixString,
  type NixExpressions,
  type NixString,
  type NixSet,
} from "./input.js";
import { imageAttributes } from "./layered-image.js";

/** The options of {@link buildImage}. */
export interface BuildImageOptions extends ImageOptions {
  /** Packages and directories whose files appear at the root of the image. */
  readonly copyToRoot?: NixExpressions;
  /** Which image of `fromImage` is meant, where it holds several. It goes with `fromImageTag`. */
  readonly fromImageName?: string;
  readonly fromImageTag?: string;
  /** Keep links to directories as links. */
  readonly keepContentsDirlinks?: boolean;
  /** Bash code that runs as root in a virtual machine, which needs `/dev/kvm`. */
  readonly runAsRoot?: NixString;
  /** The disk of that machine, in MiB. */
  readonly diskSize?: number;
  /** The memory of that machine, in MiB. */
  readonly buildVMMemorySize?: number;
  readonly compressor?: "none" | "gz" | "zstd";
  readonly meta?: NixSet;
}

export const buildImageSchema = z.strictObject({
  ...imageShape,
  copyToRoot: nixExpressions.optional(),
  fromImageName: z.string().optional(),
  fromImageTag: z.string().optional(),
  keepContentsDirlinks: z.boolean().optional(),
  runAsRoot: nixString.optional(),
  diskSize: z.int().positive().optional(),
  buildVMMemorySize: z.int().positive().optional(),
  compressor: z.enum(["none", "gz", "zstd"]).optional(),
  meta: nixSet.optional(),
});

/**
 * An OCI image with one layer of its own. {@link layeredImage} is the better choice, but where `runAsRoot` is needed.
 *
 * A `user` gets a home directory that all may write to, because nothing can change owners here without a virtual machine.
 *
 * @throws NixError where an option is wrong (codes `input/*`). `warnings` names programs that are in no layer.
 * @see the nixpkgs manual, "dockerTools.buildImage"
 * @example
 * buildImage({ name: "hello", copyToRoot: [pkgs.hello], config: { Cmd: ["hello"] } })
 * // pkgs.dockerTools.buildImage {
 * //   name = "hello";
 * //   copyToRoot = [ pkgs.hello ];
 * //   config.Cmd = [ "hello" ];
 * // }
 */
export function buildImage(options: BuildImageOptions, settings: CallSettings = {}): Built {
  const checked = checkOptions("buildImage", buildImageSchema, options, settings);
  const added = addNeeds(checked, checked.config);
  const home = /^mkdir -p (\S+)/.exec(added.rootCommands)?.[1];
  const homeCommand = home === undefined ? "" : `mkdir -p ${home}\nchmod 1777 ${home}\n`;
  const values = Object.fromEntries(Object.entries(checked).filter(([key]) => !(key in imageNeedsShape)));
  const set = imageAttributes({
    ...values,
    copyToRoot: appendContents(checked.copyToRoot, added.contents),
    extraCommands: prependCommands(checked.extraCommands, added.commands + homeCommand),
    config:
      checked.config !== undefined || Object.keys(added.config).length > 0
        ? toImageConfig(added.config)
        : undefined,
  });
  const { copyToRoot, extraCommands, runAsRoot } = checked;
  return built("buildImage", call(calledFunction(settings, select(pkgs, "dockerTools", "buildImage")), set), [
    ...reproducibilityWarnings(values),
    ...missingProgramWarnings({
      ...checked,
      ...(copyToRoot !== undefined && { contents: copyToRoot }),
      commands: [extraCommands, runAsRoot],
    }),
    ...warningsIn(checked),
  ]);
}
