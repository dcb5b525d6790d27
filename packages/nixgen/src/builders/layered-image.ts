import { call, select } from "@nixgen/core";
import type { AttributeSet, NixValue } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { groupedAttributes } from "./grouped.js";
import { toImageConfig } from "./image-config.js";
import { addNeeds, appendContents, imageNeedsShape, prependCommands } from "./image-needs.js";
import { imageDate, imageShape, reproducibilityWarnings, type ImageOptions } from "./image-options.js";
import { missingProgramWarnings } from "./image-program.js";
import {
  nixSet,
  nixExpressions,
  nixString,
  type NixExpressions,
  type NixString,
  type NixSet,
} from "./input.js";

/** The options of {@link layeredImage} and {@link streamLayeredImage}. */
export interface LayeredImageOptions extends ImageOptions {
  /** Packages whose files appear at the root of the image. What `config` refers to is in the image by itself. */
  readonly contents?: NixExpressions;
  /** The date of the files, as `created`. */
  readonly mtime?: NixString;
  /** The most layers, 2 to 127; 100 where it is absent. Images with common packages share the layers of these. */
  readonly maxLayers?: number;
  readonly uname?: string;
  readonly gname?: string;
  /** Bash code that runs after `extraCommands` as a pretended root, so that it can change owners. */
  readonly fakeRootCommands?: NixString;
  /** Run `fakeRootCommands` in a chroot, where paths such as `/etc` are those of the image. */
  readonly enableFakechroot?: boolean;
  /** Include the store paths that the image refers to; on by default. */
  readonly includeStorePaths?: boolean;
  readonly compressor?: "none" | "gz" | "zstd";
  readonly passthru?: NixSet;
  readonly meta?: NixSet;
}

export const layeredImageSchema = z.strictObject({
  ...imageShape,
  contents: nixExpressions.optional(),
  mtime: imageDate.optional(),
  maxLayers: z
    .int()
    .min(2, "an image has at least 2 layers")
    .max(127, "Docker takes at most 127 layers")
    .optional(),
  uname: z.string().optional(),
  gname: z.string().optional(),
  fakeRootCommands: nixString.optional(),
  enableFakechroot: z.boolean().optional(),
  includeStorePaths: z.boolean().optional(),
  compressor: z.enum(["none", "gz", "zstd"]).optional(),
  passthru: nixSet.optional(),
  meta: nixSet.optional(),
}) satisfies z.ZodType<object>;

/**
 * An OCI image whose store paths are spread over layers, so that images with common parts share them. What an image made
 * by Nix lacks is asked for by a word: `certificates`, `tmp`, `shell`, `user`, `timeZone`.
 *
 * @throws NixError where an option is wrong (codes `input/*`). `warnings` names programs that are in no layer.
 * @see the nixpkgs manual, "dockerTools.buildLayeredImage"
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
 * @see the nixpkgs manual, "dockerTools.streamLayeredImage"
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
    config:
      checked.config !== undefined || Object.keys(added.config).length > 0
        ? toImageConfig(added.config)
        : undefined,
  });
  return built(builder, call(calledFunction(settings, select(pkgs, "dockerTools", name)), set), [
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
