import * as z from "zod";
import type { Built, CallSettings } from "../builder.js";
import { nixBoolean, nixSet, nixString, type NixBoolean, type NixString } from "../input.js";
import {
  buildFetcher,
  hashShape,
  hasOneHash,
  oneHash,
  type FetcherOptions,
  type WithHash,
} from "./fetcher.js";

/** The options of {@link fetchhg}. */
export type FetchhgOptions = WithHash<FetchhgFields>;

interface FetchhgFields extends FetcherOptions {
  readonly url: NixString;
  readonly rev: NixString;
  readonly fetchSubrepos?: NixBoolean;
}

export const fetchhgSchema = z
  .strictObject({
    url: nixString,
    rev: nixString,
    fetchSubrepos: nixBoolean.optional(),
    ...hashShape,
    name: nixString.optional(),
    meta: nixSet.optional(),
    passthru: nixSet.optional(),
  })
  .refine(hasOneHash, oneHash);

/**
 * A commit of a Mercurial repository.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchhg"
 * @example
 * fetchhg({ url: "https://hg.example.org/tool", rev: "1.0", hash: lib.fakeHash })
 * // pkgs.fetchhg {
 * //   url = "https://hg.example.org/tool";
 * //   rev = "1.0";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchhg(options: FetchhgOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchhg", fetchhgSchema, options, settings);
}
