import { call, select } from "@nixgen/core";
import type { AttributeSet, NixValue } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { groupedAttributes } from "./grouped.js";
import { addableConfig, addNeeds, appendContents, imageNeedsShape, prependCommands } from "./image-needs.js";
import {
  compressor,
  imageDate,
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
  nixSet,
  nixString,
  orExpression,
  type NixBoolean,
  type NixExpression,
  type NixExpressions,
  type NixNumber,
  type NixSet,
  type NixString,
} from "./input.js";

/** The options of {@link layeredImage} and {@link streamLayeredImage}. */
export interface LayeredImageOptions extends ImageOptions {
  /** Packages whose files appear at the root of the image. What `config` refers to is in the image by itself. */
  readonly contents?: NixExpressions;
  /** The date of the files, as `created`. */
  readonly mtime?: NixString;
  /** The most layers, 2 to 127; 100 where it is absent. Images with common packages share the layers of these. */
  readonly maxLayers?: NixNumber;
  readonly uname?: NixString;
  readonly gname?: NixString;
  /** Bash code that runs after `extraCommands` as a pretended root, so that it can change owners. */
  readonly fakeRootCommands?: NixString;
  /** Run `fakeRootCommands` in a chroot, where paths such as `/etc` are those of the image. */
  readonly enableFakechroot?: NixBoolean;
  /** Include the store paths that the image refers to; on by default. */
  readonly includeStorePaths?: NixBoolean;
  readonly compressor?: Compressor | NixExpression;
  readonly passthru?: NixSet;
  readonly meta?: NixSet;
}

export const layeredImageSchema = z
  .strictObject({
    ...imageShape,
    contents: nixExpressions.optional(),
    mtime: imageDate.optional(),
    maxLayers: orExpression(
      z.int().min(2, "an image has at least 2 layers").max(127, "Docker takes at most 127 layers"),
      "expected a whole number from 2 to 127, or a Nix expression that gives one",
    ).optional(),
    uname: nixString.optional(),
    gname: nixString.optional(),
    fakeRootCommands: nixString.optional(),
    enableFakechroot: nixBoolean.optional(),
    includeStorePaths: nixBoolean.optional(),
    compressor: compressor.optional(),
    passthru: nixSet.optional(),
    meta: nixSet.optional(),
  })
  .check(addableConfig);

/**
 * An OCI image whose store paths are spread over layers, so that images with common parts share them. What an image made
 * by Nix lacks is asked for by a word: `certificates`, `tmp`, `shell`, `user`, `timeZone`.
 *
 * @throws NixError where an option is wrong (codes `input/*`). `warnings` names programs that are in no layer.
 * @see the nixpkgs manual, "pkgs.dockerTools", "buildLayeredImage"
 * @example
 * layeredImage({ name: "hello", contents: [pkgs.hello], certificates: true, config: { Cmd: ["hello"] } })
 * // pkgs.dockerTools.buildLayeredImage {
 * //   name = "hello";
 * //   contents = [
 * //     pkgs.hello
 * //     pkgs.dockerTools.caCertificates # for HTTPS
 * //   ];
 * //   config.Cmd = [ "hello" ];
 * // }
 */
export function layeredImage(options: LayeredImageOptions, settings: CallSettings = {}): Built {
  return buildLayered("layeredImage", "buildLayeredImage", options, settings);
}

/**
 * A script that writes the image of {@link layeredImage} to its output, for `docker load`: the image itself takes no room in
 * the Nix store.
 *
 * @throws NixError where an option is wrong (codes `input/*`). `warnings` names programs that are in no layer.
 * @see the nixpkgs manual, "pkgs.dockerTools", "streamLayeredImage"
 * @example
 * streamLayeredImage({ name: "hello", contents: [pkgs.hello], config: { Cmd: ["hello"] } })
 * // pkgs.dockerTools.streamLayeredImage {
 * //   name = "hello";
 * //   contents = [ pkgs.hello ];
 * //   config.Cmd = [ "hello" ];
 * // }
 */
export function streamLayeredImage(options: LayeredImageOptions, settings: CallSettings = {}): Built {
  return buildLayered("streamLayeredImage", "streamLayeredImage", options, settings);
}

function buildLayered(
  builder: string,
  name: string,
  options: LayeredImageOptions,
  settings: CallSettings,
): Built {
  const checked = checkOptions(builder, layeredImageSchema, options, settings);
  const added = addNeeds(checked, checked.config);
  const values = Object.fromEntries(Object.entries(checked).filter(([key]) => !(key in imageNeedsShape)));
  const set = imageAttributes({
    ...values,
    contents: appendContents(checked.contents, added.contents),
    extraCommands: prependCommands(checked.extraCommands, added.commands),
    fakeRootCommands: prependCommands(checked.fakeRootCommands, added.rootCommands),
    config: added.config,
  });
  return built(builder, call(calledFunction(settings, select(pkgs, "dockerTools", name)), set), [
    ...nameWarnings(values),
    ...reproducibilityWarnings(values),
    ...missingProgramWarnings({ ...checked, commands: [checked.extraCommands, checked.fakeRootCommands] }),
    ...warningsIn(checked),
  ]);
}

/** The attributes of an image, in the order in which they are usually written. */
export function imageAttributes(values: Readonly<Record<string, NixValue | undefined>>): AttributeSet {
  const others = Object.keys(values).filter((name) => !imageOrder.includes(name) && name !== "config");
  return groupedAttributes([[...imageOrder, ...others, "config"]], values);
}

const imageOrder = [
  "name",
  "tag",
  "fromImage",
  "fromImageName",
  "fromImageTag",
  "architecture",
  "created",
  "mtime",
  "maxLayers",
  "contents",
  "copyToRoot",
  "extraCommands",
  "fakeRootCommands",
  "enableFakechroot",
  "runAsRoot",
];
