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

/** The options of {@link fetchzip}. */
export type FetchzipOptions = WithHash<FetchzipFields>;

interface FetchzipFields extends FetcherOptions {
  readonly url?: NixString;
  /** Several addresses of the same archive, tried in order. */
  readonly urls?: NixStrings;
  /** The kind of archive, where the address does not say it. */
  readonly extension?: NixString;
  /** The archive has one directory that holds all; on unless said otherwise. */
  readonly stripRoot?: NixBoolean;
  readonly postFetch?: NixString;
}

export const fetchzipSchema = z
  .strictObject({
    url: nixString.optional(),
    urls: nixStrings.optional(),
    ...hashShape,
    name: nixString.optional(),
    meta: nixSet.optional(),
    passthru: nixSet.optional(),
    extension: nixString.optional(),
    stripRoot: nixBoolean.optional(),
    postFetch: nixString.optional(),
  })
  .refine((options) => (options.url === undefined) !== (options.urls === undefined), {
    error: "expected exactly one of `url` and `urls`",
    path: ["url"],
    when: isObjectGiven,
  })
  .refine(hasOneHash, oneHash);

/**
 * An archive from an address, unpacked; the hash is that of its files.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchzip"
 * @example
 * fetchzip({ url: "https://example.org/tool-1.0.tar.gz", hash: lib.fakeHash })
 * // pkgs.fetchzip {
 * //   url = "https://example.org/tool-1.0.tar.gz";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchzip(options: FetchzipOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchzip", fetchzipSchema, options, settings);
}
