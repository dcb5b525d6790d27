import { call, select, toExpr, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, type Built, type CallSettings } from "./builder.js";
import { nixHash, placeholderWarnings, type NixHash } from "./hash.js";
import { nixBoolean, nixExpression, nixString, textOf, type NixBoolean, type NixString } from "./input.js";

/** The options of {@link pullImage}. */
export interface PullImageOptions {
  /** The name, with the registry where it is not `docker.io`: `"quay.io/coreos/etcd"`. */
  readonly imageName: NixString;
  /** The digest of the image in the registry: `"sha256:…"`. A tag would not say which image is meant tomorrow. */
  readonly imageDigest: NixString;
  /** The hash of the files that are pulled; `lib.fakeHash` until Nix says it. */
  readonly hash: NixHash;
  readonly finalImageName?: NixString;
  readonly finalImageTag?: NixString;
  readonly os?: NixString;
  /** The processor, as Go names it; that of the build where it is absent. */
  readonly arch?: NixString;
  readonly tlsVerify?: NixBoolean;
  /** The name in the Nix store. */
  readonly name?: NixString;
}

const imageName = z
  .custom<NixString>()
  .superRefine((name: unknown, context) => {
    if (nixExpression.safeParse(name).success) return;
    if (typeof name !== "string" || !/^[^\s@]+$/.test(name)) {
      context.addIssue({ code: "custom", message: 'expected a name such as "quay.io/coreos/etcd"' });
    } else if (/:[^/]*$/.test(name)) {
      const message = "an image is pulled by its digest; its tag is `finalImageTag`";
      context.addIssue({ code: "custom", message });
    }
  })
  .meta({ type: ["string", "object"] });

const shape = {
  imageName,
  imageDigest: textOf(/^sha256:[0-9a-f]{64}$/, 'expected "sha256:" and 64 hexadecimal digits'),
  hash: nixHash,
  finalImageName: nixString.optional(),
  finalImageTag: nixString.optional(),
  os: nixString.optional(),
  arch: nixString.optional(),
  tlsVerify: nixBoolean.optional(),
  name: nixString.optional(),
} satisfies Record<keyof PullImageOptions, z.ZodType>;

export const pullImageSchema = z.strictObject(shape);

/**
 * An image from a registry, to build others on. `nix-prefetch-docker` says the digest and the hash.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "pkgs.dockerTools", "pullImage"
 * @example
 * pullImage({ imageName: "alpine", imageDigest: "sha256:…", hash: lib.fakeHash, finalImageTag: "3.22" })
 * // pkgs.dockerTools.pullImage {
 * //   imageName = "alpine";
 * //   imageDigest = "sha256:…";
 * //   hash = lib.fakeHash;
 * //   finalImageTag = "3.22";
 * // }
 */
export function pullImage(options: PullImageOptions, settings: CallSettings = {}): Built {
  const checked = checkOptions("pullImage", pullImageSchema, options, settings) as unknown as NixAttributes;
  const ordered = [...Object.keys(shape), ...Object.keys(checked)].map((key) => [key, checked[key]]);
  const set = toExpr(Object.fromEntries(ordered) as NixAttributes);
  return built(
    "pullImage",
    call(calledFunction(settings, select(pkgs, "dockerTools", "pullImage")), set),
    placeholderWarnings(checked, ["hash"]),
  );
}
