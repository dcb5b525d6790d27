import type { Built, CallSettings } from "../builder.js";
import { nixString, type NixString } from "../input.js";
import { buildFetcher, type WithHash } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchgit}. */
export type FetchgitOptions = WithHash<FetchgitFields>;

interface FetchgitFields extends ForgeOptions {
  /** The address of the repository. */
  readonly url: NixString;
}

export const fetchgitSchema = forgeSchema({
  url: nixString,
});

/**
 * A commit or a tag of any Git repository.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchgit"
 * @example
 * fetchgit({ url: "https://git.example.org/tool.git", rev: "refs/tags/1.0", hash: lib.fakeHash })
 * // pkgs.fetchgit {
 * //   url = "https://git.example.org/tool.git";
 * //   rev = "refs/tags/1.0";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchgit(options: FetchgitOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchgit", fetchgitSchema, options, settings);
}
