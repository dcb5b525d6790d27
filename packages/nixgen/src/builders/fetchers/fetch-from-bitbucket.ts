import type { Built, CallSettings } from "../builder.js";
import { nixString, type NixString } from "../input.js";
import { buildFetcher, type WithHash } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromBitbucket}. */
export type FetchFromBitbucketOptions = WithHash<FetchFromBitbucketFields>;

interface FetchFromBitbucketFields extends ForgeOptions {
  readonly owner: NixString;
  readonly repo: NixString;
}

export const fetchFromBitbucketSchema = forgeSchema({
  owner: nixString,
  repo: nixString,
});

/**
 * A commit or a tag of a repository on Bitbucket.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchFromBitbucket"
 * @example
 * fetchFromBitbucket({ owner: "multicoreware", repo: "x265_git", tag: "4.1", hash: lib.fakeHash })
 * // pkgs.fetchFromBitbucket {
 * //   owner = "multicoreware";
 * //   repo = "x265_git";
 * //   tag = "4.1";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchFromBitbucket(options: FetchFromBitbucketOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchFromBitbucket", fetchFromBitbucketSchema, options, settings);
}
