import type { Built, CallSettings } from "../builder.js";
import { nixString, type NixString } from "../input.js";
import { buildFetcher, type WithHash } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromCodeberg}. */
export type FetchFromCodebergOptions = WithHash<FetchFromCodebergFields>;

interface FetchFromCodebergFields extends ForgeOptions {
  readonly owner: NixString;
  readonly repo: NixString;
}

export const fetchFromCodebergSchema = forgeSchema({
  owner: nixString,
  repo: nixString,
});

/**
 * A commit or a tag of a repository on Codeberg.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchFromGitea, fetchFromForgejo and fetchFromCodeberg"
 * @example
 * fetchFromCodeberg({ owner: "dnkl", repo: "foot", tag: "1.20.2", hash: lib.fakeHash })
 * // pkgs.fetchFromCodeberg {
 * //   owner = "dnkl";
 * //   repo = "foot";
 * //   tag = "1.20.2";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchFromCodeberg(options: FetchFromCodebergOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchFromCodeberg", fetchFromCodebergSchema, options, settings);
}
