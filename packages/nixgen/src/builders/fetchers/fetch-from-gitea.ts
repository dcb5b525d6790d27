import type { Built, CallSettings } from "../builder.js";
import { nixString, type NixString } from "../input.js";
import { buildFetcher, type WithHash } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromGitea}. */
export type FetchFromGiteaOptions = WithHash<FetchFromGiteaFields>;

interface FetchFromGiteaFields extends ForgeOptions {
  /** The host, such as `"codeberg.org"`. */
  readonly domain: NixString;
  readonly owner: NixString;
  readonly repo: NixString;
}

export const fetchFromGiteaSchema = forgeSchema({
  domain: nixString,
  owner: nixString,
  repo: nixString,
});

/**
 * A commit or a tag of a repository on a host that runs Gitea or Forgejo.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchFromGitea, fetchFromForgejo and fetchFromCodeberg"
 * @example
 * fetchFromGitea({ domain: "codeberg.org", owner: "dnkl", repo: "foot", tag: "1.20.2", hash: lib.fakeHash })
 * // pkgs.fetchFromGitea {
 * //   domain = "codeberg.org";
 * //   owner = "dnkl";
 * //   repo = "foot";
 * //   tag = "1.20.2";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchFromGitea(options: FetchFromGiteaOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchFromGitea", fetchFromGiteaSchema, options, settings);
}
