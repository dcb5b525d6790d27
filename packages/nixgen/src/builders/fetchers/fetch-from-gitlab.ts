import type { Built, CallSettings } from "../builder.js";
import { nixString, type NixString } from "../input.js";
import { buildFetcher, type WithHash } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromGitLab}. */
export type FetchFromGitLabOptions = WithHash<FetchFromGitLabFields>;

interface FetchFromGitLabFields extends ForgeOptions {
  /** The host, where it is not gitlab.com. */
  readonly domain?: NixString;
  /** The group above the owner. */
  readonly group?: NixString;
  readonly owner: NixString;
  readonly repo: NixString;
}

export const fetchFromGitLabSchema = forgeSchema({
  domain: nixString.optional(),
  group: nixString.optional(),
  owner: nixString,
  repo: nixString,
});

/**
 * A commit or a tag of a repository on GitLab.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchFromGitLab"
 * @example
 * fetchFromGitLab({ owner: "inkscape", repo: "inkscape", tag: "INKSCAPE_1_4", hash: lib.fakeHash })
 * // pkgs.fetchFromGitLab {
 * //   owner = "inkscape";
 * //   repo = "inkscape";
 * //   tag = "INKSCAPE_1_4";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchFromGitLab(options: FetchFromGitLabOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchFromGitLab", fetchFromGitLabSchema, options, settings);
}
