import { call, dotted, select, type NixAttributes, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, checkOptions, type Built } from "./builder.js";
import { imageConfigSchema, toImageConfig, type ImageConfig } from "./image-config.js";
import { nixExpressions, nixString } from "./input.js";

/** The options of {@link layeredImage}. */
export interface LayeredImageOptions {
  /** The image's name. */
  readonly name: string;
  /** The image's tag; where it is absent, the hash of the image's store path. */
  readonly tag?: string;
  /** An image to build on, such as one from `dockerTools.pullImage`. */
  readonly fromImage?: NixValue;
  /** Packages whose files appear at the root of the image. */
  readonly contents?: NixValue;
  /** How a container of the image is run. */
  readonly config?: ImageConfig;
  /** The architecture, as Go names it: `"amd64"`, `"arm64"`. */
  readonly architecture?: string;
  /** The creation date: ISO 8601, or `"now"`, which makes the image differ at each build. */
  readonly created?: string;
  /** The most layers, 2 to 125. */
  readonly maxLayers?: number;
  /** Bash code that runs in the root of the last layer as it is made. */
  readonly extraCommands?: NixValue;
  /** The same, run as a pretended root, so that it can change owners. */
  readonly fakeRootCommands?: NixValue;
  /** Run `fakeRootCommands` in a chroot, where paths such as `/etc` are those of the image. */
  readonly enableFakechroot?: boolean;
  /** Include the store paths that the image refers to; on by default. */
  readonly includeStorePaths?: boolean;
}

export const layeredImageSchema = z.strictObject({
  name: z.string().min(1, "an image needs a name"),
  tag: z
    .string()
    .regex(/^[\w][\w.-]{0,127}$/, "a tag is made of up to 128 letters, digits, `_`, `.` and `-`")
    .optional(),
  fromImage: nixString.optional(),
  contents: nixExpressions.optional(),
  config: imageConfigSchema.optional(),
  architecture: z.string().optional(),
  created: z
    .union([z.literal("now"), z.iso.datetime({ offset: true })], {
      error: 'expected "now" or a date such as "2026-01-31T12:00:00Z"',
    })
    .optional(),
  maxLayers: z
    .int()
    .min(2, "an image has at least 2 layers")
    .max(125, "Docker takes at most 125 layers")
    .optional(),
  extraCommands: nixString.optional(),
  fakeRootCommands: nixString.optional(),
  enableFakechroot: z.boolean().optional(),
  includeStorePaths: z.boolean().optional(),
});

/**
 * An OCI image whose store paths are spread over layers, so that images with common parts share them.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "dockerTools.buildLayeredImage"
 * @example
 * layeredImage({ name: "hello", contents: [pkgs.hello], config: { Cmd: ["hello"] } })
 * // pkgs.dockerTools.buildLayeredImage {
 * //   name = "hello";
 * //   contents = [ pkgs.hello ];
 * //   config.Cmd = [ "hello" ];
 * // }
 */
export function layeredImage(options: LayeredImageOptions): Built {
  const { config, ...rest } = checkOptions("layeredImage", layeredImageSchema, options);
  const set: NixAttributes = { ...rest, config: config && toImageConfig(config) };
  return built("layeredImage", call(select(pkgs, "dockerTools", "buildLayeredImage"), dotted(set)));
}
