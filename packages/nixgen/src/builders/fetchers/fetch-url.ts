import * as z from "zod";
import type { Built, CallSettings } from "../builder.js";
import {
  isObjectGiven,
  nixBoolean,
  nixSet,
  nixString,
  nixStrings,
  type NixBoolean,
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

/** The options of {@link fetchurl}. */
export type FetchurlOptions = WithHash<FetchurlFields>;

interface FetchurlFields extends FetcherOptions {
  readonly url?: NixString;
  /** Several addresses of the same file, tried in order. */
  readonly urls?: NixStrings;
  readonly curlOpts?: NixString;
  readonly curlOptsList?: NixStrings;
  readonly netrcPhase?: NixString;
  /** Bash code that runs on what was fetched, before its hash is taken. */
  readonly postFetch?: NixString;
  readonly downloadToTemp?: NixBoolean;
  readonly executable?: NixBoolean;
  readonly recursiveHash?: NixBoolean;
}

export const fetchurlSchema = z
  .strictObject({
    url: nixString.optional(),
    urls: nixStrings.optional(),
    ...hashShape,
    name: nixString.optional(),
    meta: nixSet.optional(),
    passthru: nixSet.optional(),
    curlOpts: nixString.optional(),
    curlOptsList: nixStrings.optional(),
    netrcPhase: nixString.optional(),
    postFetch: nixString.optional(),
    downloadToTemp: nixBoolean.optional(),
    executable: nixBoolean.optional(),
    recursiveHash: nixBoolean.optional(),
  })
  .refine((options) => (options.url === undefined) !== (options.urls === undefined), {
    error: "expected exactly one of `url` and `urls`",
    path: ["url"],
    when: isObjectGiven,
  })
  .refine(hasOneHash, oneHash);

/**
 * A file from an address.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchurl"
 * @example
 * fetchurl({ url: "https://example.org/tool-1.0.tar.gz", hash: lib.fakeHash })
 * // pkgs.fetchurl {
 * //   url = "https://example.org/tool-1.0.tar.gz";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchurl(options: FetchurlOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchurl", fetchurlSchema, options, settings);
}
