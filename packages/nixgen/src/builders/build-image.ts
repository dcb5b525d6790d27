import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { addableConfig, addNeeds, appendContents, imageNeedsShape, prependCommands } from "./image-needs.js";
import {
  compressor,
  imageShape,
  nameWarnings,
  reproducibilityWarnings,
  type Compressor,
  type ImageOptions,
} from "./image-options.js";
import { missingProgramWarnings } from "./image-program.js";
import {
  nixBoolean,
  nixExpressions,
  nixInteger,
  nixSet,
  nixString,
  type NixBoolean,
  type NixExpression,
  type NixExpressions,
  type NixNumber,
  type NixSet,
  type NixString,
} from "./input.js";
import { imageAttributes } from "./layered-image.js";

/** The options of {@link buildImage}. */
export interface BuildImageOptions extends ImageOptions {
  /** Packages and directories whose files appear at the root of the image. */
  readonly copyToRoot?: NixExpressions;
  /** Which image of `fromImage` is meant, where it holds several. It goes with `fromImageTag`. */
  readonly fromImageName?: NixString;
  readonly fromImageTag?: NixString;
  /** Keep links to directories as links. */
  readonly keepContentsDirlinks?: NixBoolean;
  /** Bash code that runs as root in a virtual machine, which needs `/dev/kvm`. */
  readonly runAsRoot?: NixString;
  /** The disk of that machine, in MiB. */
  readonly diskSize?: NixNumber;
  /** The memory of that machine, in MiB. */
  readonly buildVMMemorySize?: NixNumber;
  readonly compressor?: Compressor | NixExpression;
  readonly meta?: NixSet;
}

export const buildImageSchema = z
  .strictObject({
    ...imageShape,
    copyToRoot: nixExpressions.optional(),
    fromImageName: nixString.optional(),
    fromImageTag: nixString.optional(),
    keepContentsDirlinks: nixBoolean.optional(),
    runAsRoot: nixString.optional(),
    diskSize: nixInteger(1).optional(),
    buildVMMemorySize: nixInteger(1).optional(),
    compressor: compressor.optional(),
    meta: nixSet.optional(),
  })
  .check(addableConfig);

/**
 * An OCI image with one layer of its own. {@link layeredImage} is the better choice, but where `runAsRoot` is needed.
 *
 * A `user` gets a home directory that all may write to, because nothing can change owners here without a virtual machine.
 *
 * @throws NixError where an option is wrong (codes `input/*`). `warnings` names programs that are in no layer.
 * @see the nixpkgs manual, "pkgs.dockerTools", "buildImage"
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
    config: added.config,
  });
  const { copyToRoot, extraCommands, runAsRoot } = checked;
  return built("buildImage", call(calledFunction(settings, select(pkgs, "dockerTools", "buildImage")), set), [
    ...nameWarnings(values),
    ...reproducibilityWarnings(values),
    ...missingProgramWarnings({
      ...checked,
      ...(copyToRoot !== undefined && { contents: copyToRoot }),
      commands: [extraCommands, runAsRoot],
    }),
    ...warningsIn(checked),
  ]);
}
