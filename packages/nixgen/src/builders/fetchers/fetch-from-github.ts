import type { Built, CallSettings } from "../builder.js";
import { nixBoolean, nixString, type NixBoolean, type NixString } from "../input.js";
import { buildFetcher, type WithHash } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromGitHub}. */
export type FetchFromGitHubOptions = WithHash<FetchFromGitHubFields>;

interface FetchFromGitHubFields extends ForgeOptions {
  readonly owner: NixString;
  readonly repo: NixString;
  /** Another host, of GitHub Enterprise. */
  readonly githubBase?: NixString;
  /** Read with the credentials in the builder's environment. */
  readonly private?: NixBoolean;
}

export const fetchFromGitHubSchema = forgeSchema({
  owner: nixString,
  repo: nixString,
  githubBase: nixString.optional(),
  private: nixBoolean.optional(),
});

/**
 * A commit or a tag of a repository on GitHub.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchFromGitHub"
 * @example
 * fetchFromGitHub({ owner: "NixOS", repo: "patchelf", tag: "0.18.0", hash: lib.fakeHash })
 * // pkgs.fetchFromGitHub {
 * //   owner = "NixOS";
 * //   repo = "patchelf";
 * //   tag = "0.18.0";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchFromGitHub(options: FetchFromGitHubOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchFromGitHub", fetchFromGitHubSchema, options, settings);
}
