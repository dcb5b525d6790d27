import * as z from "zod";
import type { Built, CheckSettings } from "../builder.js";
import { buildFetcher } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromBitbucket}. */
export interface FetchFromBitbucketOptions extends ForgeOptions {
  readonly owner: string;
  readonly repo: string;
}

export const fetchFromBitbucketSchema = forgeSchema({
  owner: z.string().min(1),
  repo: z.string().min(1),
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
export function fetchFromBitbucket(options: FetchFromBitbucketOptions, settings: CheckSettings = {}): Built {
  return buildFetcher("fetchFromBitbucket", fetchFromBitbucketSchema, options, settings);
}
