import * as z from "zod";
import type { Built, CallSettings } from "../builder.js";
import {
  isObjectGiven,
  nixBoolean,
  nixInteger,
  nixSet,
  nixString,
  nixStrings,
  orExpression,
  type NixBoolean,
  type NixExpression,
  type NixNumber,
  type NixString,
  type NixStrings,
} from "../input.js";
import {
  buildFetcher,
  hashShape,
  hasOneHash,
  oneHash,
  type FetcherOptions,
  type WithHash,
} from "./fetcher.js";

/** The options of {@link fetchpatch}. */
export type FetchpatchOptions = WithHash<FetchpatchFields>;

interface FetchpatchFields extends FetcherOptions {
  readonly url?: NixString;
  /** Several addresses of the same patch, tried in order. */
  readonly urls?: NixStrings;
  /** A program that decodes what is fetched, such as `"base64 -d"`. */
  readonly decode?: NixString;
  /** The parts of the patch that are kept, by number. */
  readonly hunks?: readonly NixNumber[] | NixExpression;
  /** How many directories are cut from paths before others are added. */
  readonly stripLen?: NixNumber;
  readonly extraPrefix?: NixString;
  /** The directory that the patch is meant for. */
  readonly relative?: NixString;
  /** The files that the patch may touch. */
  readonly includes?: NixStrings;
  /** The files that the patch leaves out. */
  readonly excludes?: NixStrings;
  readonly revert?: NixBoolean;
  readonly postFetch?: NixString;
}

export const fetchpatchSchema = z
  .strictObject({
    name: nixString.optional(),
    url: nixString.optional(),
    urls: nixStrings.optional(),
    decode: nixString.optional(),
    hunks: orExpression(z.array(nixInteger(1))).optional(),
    ...hashShape,
    meta: nixSet.optional(),
    passthru: nixSet.optional(),
    stripLen: nixInteger(0).optional(),
    extraPrefix: nixString.optional(),
    relative: nixString.optional(),
    includes: nixStrings.optional(),
    excludes: nixStrings.optional(),
    revert: nixBoolean.optional(),
    postFetch: nixString.optional(),
  })
  .refine((options) => (options.url === undefined) !== (options.urls === undefined), {
    error: "expected exactly one of `url` and `urls`",
    path: ["url"],
    when: isObjectGiven,
  })
  .refine(hasOneHash, oneHash);

/**
 * A patch from an address, without the parts that change from download to download.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchpatch"
 * @example
 * fetchpatch({ name: "fix-build.patch", url: "https://example.org/fix.patch", hash: lib.fakeHash })
 * // pkgs.fetchpatch {
 * //   name = "fix-build.patch";
 * //   url = "https://example.org/fix.patch";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchpatch(options: FetchpatchOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchpatch", fetchpatchSchema, options, settings);
}
