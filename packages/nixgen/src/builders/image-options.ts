import type { Diagnostic } from "@nixgen/core";
import * as z from "zod";
import { imageConfigSchema, type ImageConfig } from "./image-config.js";
import { imageNeedsShape, type ImageNeeds } from "./image-needs.js";
import {
  nixBoolean,
  nixExpression,
  nixInteger,
  nixString,
  orExpression,
  textOf,
  type NixBoolean,
  type NixExpression,
  type NixNumber,
  type NixString,
} from "./input.js";

/** The processors of images, as Go names them. */
const architectures = [
  "386",
  "amd64",
  "arm",
  "arm64",
  "loong64",
  "mips64le",
  "ppc64le",
  "riscv64",
  "s390x",
  "wasm",
] as const;

/** The processor of an image, as Go names it. */
export type Architecture = (typeof architectures)[number];

/** The options that all builders of images share. */
export interface ImageOptions extends ImageNeeds {
  /** The image's name, with the registry where one is meant: `"ghcr.io/example/site"`. */
  readonly name: NixString;
  /** The image's tag; where it is absent, the hash of the image's store path. */
  readonly tag?: NixString;
  /** An image to build on, such as what {@link pullImage} made. */
  readonly fromImage?: NixExpression;
  /** How a container of the image is run. */
  readonly config?: ImageConfig | NixExpression;
  /** The processor, where it is another than that of the build. */
  readonly architecture?: Architecture | NixExpression;
  /**
   * The creation date: ISO 8601, or `"now"`, which makes the image differ at each build. Where it is absent, it is a
   * second after the beginning of 1970, so that the same inputs give the same image.
   */
  readonly created?: NixString;
  /** Bash code that runs in the root of the last layer as it is made. */
  readonly extraCommands?: NixString;
  /** The owner of the files, where it is not root. */
  readonly uid?: NixNumber;
  readonly gid?: NixNumber;
  /** Fill the database of Nix, for containers in which Nix runs. */
  readonly includeNixDB?: NixBoolean;
}

const repository = /^(?:[a-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/i;

const imageName: z.ZodType<NixString> = z
  .custom<NixString>()
  .superRefine((name: unknown, context) => {
    if (typeof name !== "string") {
      if (!nixExpression.safeParse(name).success)
        context.addIssue({ code: "custom", message: "an image needs a name" });
    } else if (!repository.test(name)) {
      const message = /:[\w.-]+$/.test(name)
        ? "the tag of an image is given as `tag`"
        : "the name of an image is made of letters, digits, `.`, `_`, `-` and `/`";
      context.addIssue({ code: "custom", message });
    }
  })
  .meta({ type: ["string", "object"], description: "The name, with the registry where one is meant" });

const imageTag = textOf(/^\w[\w.-]{0,127}$/, "a tag is made of up to 128 letters, digits, `_`, `.` and `-`");

const compressors = ["none", "gz", "zstd"] as const;

/** What compresses an image. */
export type Compressor = (typeof compressors)[number];

/** What compresses an image, or an expression that says it. */
export const compressor = orExpression(z.enum(compressors), 'expected "none", "gz" or "zstd"');

const dateMessage = 'expected "now" or a date such as "2026-01-31T12:00:00Z"';

/** A date that is written into an image. */
export const imageDate = z.union(
  [z.literal("now"), z.iso.datetime({ offset: true, error: dateMessage }), nixExpression],
  { error: dateMessage },
);

const architecture = orExpression(
  z.enum(architectures),
  'expected a processor as Go names it, such as "amd64" for x86_64 or "arm64" for aarch64',
);

export const imageShape = {
  name: imageName,
  tag: imageTag.optional(),
  fromImage: nixExpression.optional(),
  config: orExpression(imageConfigSchema).optional(),
  ...imageNeedsShape,
  architecture: architecture.optional(),
  created: imageDate.optional(),
  extraCommands: nixString.optional(),
  uid: nixInteger(0).optional(),
  gid: nixInteger(0).optional(),
  includeNixDB: nixBoolean.optional(),
} satisfies Record<keyof ImageOptions, z.ZodType>;

/** A warning for a name that nixpkgs writes differently: registries take small letters only. */
export function nameWarnings({ name }: Readonly<Record<string, unknown>>): Diagnostic[] {
  if (typeof name !== "string" || name === name.toLowerCase()) return [];
  return [
    {
      code: "input/changed-name",
      severity: "warning",
      message: `the image is called ${JSON.stringify(name.toLowerCase())}: names of images have small letters`,
      path: ["name"],
      suggestions: [{ message: `write ${JSON.stringify(name.toLowerCase())}` }],
    },
  ];
}

/** A warning for each of these dates that makes an image differ from build to build. */
export function reproducibilityWarnings(options: Readonly<Record<string, unknown>>): Diagnostic[] {
  return ["created", "mtime"]
    .filter((name) => options[name] === "now")
    .map((name) => ({
      code: "input/not-reproducible",
      severity: "warning",
      message: `with \`${name}\` as "now", the same inputs give another image at each build`,
      path: [name],
      suggestions: [{ message: "leave it out, or take the date of the source" }],
    }));
}
