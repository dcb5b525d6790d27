import * as z from "zod";
import type { Built, CheckSettings } from "../builder.js";
import { buildFetcher } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromGitea}. */
export interface FetchFromGiteaOptions extends ForgeOptions {
  /** The host, such as `"codeberg.org"`. */
  readonly domain: string;
  readonly owner: string;
  readonly repo: string;
}

export const fetchFromGiteaSchema = forgeSchema({
  domain: z.string().min(1),
  owner: z.string().min(1),
  repo: z.string().min(1),
});

/**
 * A commit or a tag of a repository on a host that runs Gitea or Forgejo.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchFromGitea"
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
export function fetchFromGitea(options: FetchFromGiteaOptions, settings: CheckSettings = {}): Built {
  return buildFetcher("fetchFromGitea", fetchFromGiteaSchema, options, settings);
}
