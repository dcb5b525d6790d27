import { attrs, call, select, type NixAttributes, type NixValue } from "@nixgen/core";
import { isObjectGiven, type NixSet, type NixString } from "../input.js";
import type * as z from "zod";
import { pkgs } from "../../references/references.js";
import { built, calledFunction, checkOptions, type Built, type CallSettings } from "../builder.js";
import { withInherited } from "../inherited.js";
import { nixHash, placeholderWarnings, sha256Hash, type NixHash } from "../hash.js";

/** Options of a fetcher with the hash of what is fetched. */
export type WithHash<Options> = Options & (CurrentHash | OldHash);

interface CurrentHash {
  /** The hash of what is fetched; `lib.fakeHash` until Nix says the right one. */
  readonly hash: NixHash;
  readonly sha256?: never;
}

interface OldHash {
  readonly hash?: never;
  /** The hash as older package files have it. New code writes `hash`. */
  readonly sha256: NixHash;
}

/** The schemas of {@link WithHash}; {@link hasOneHash} checks that there is one. */
export const hashShape = { hash: nixHash.optional(), sha256: sha256Hash.optional() };

/** Whether options have exactly one hash. */
export const hasOneHash = (options: unknown): boolean => {
  const { hash, sha256 } = options as { readonly hash?: unknown; readonly sha256?: unknown };
  return (hash === undefined) !== (sha256 === undefined);
};

/** What is said where they do not. */
export const oneHash = {
  error: "expected the hash of what is fetched, `lib.fakeHash` until Nix says the right one",
  path: ["hash"],
  when: isObjectGiven,
};

/** The options that fetchers share. */
export interface FetcherOptions {
  /** The name in the Nix store. */
  readonly name?: NixString;
  readonly meta?: NixSet;
  readonly passthru?: NixSet;
}

/** Builds the call of a fetcher of nixpkgs: options in the order of the schema, then others. */
export function buildFetcher(
  name: string,
  schema: z.ZodObject,
  options: WithHash<FetcherOptions>,
  settings: CallSettings,
): Built {
  const checked = checkOptions(name, schema, options, settings) as unknown as NixAttributes;
  const ordered = [...Object.keys(schema.shape), ...Object.keys(checked)];
  const attributes = Object.fromEntries(
    ordered.map((key): [string, NixValue | undefined] => [key, checked[key]]),
  );
  const warnings = placeholderWarnings(checked, ["hash", "sha256"]);
  const set = withInherited(attrs(attributes), ["finalAttrs"]);
  return built(name, call(calledFunction(settings, select(pkgs, name)), set), warnings);
}
