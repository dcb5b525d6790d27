import * as z from "zod";
import type { Built, CheckSettings } from "../builder.js";
import { buildFetcher } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromSourcehut}. */
export interface FetchFromSourcehutOptions extends ForgeOptions {
  /** The host, where it is not sr.ht. */
  readonly domain?: string;
  /** The owner, with the tilde: `"~emersion"`. */
  readonly owner: string;
  readonly repo: string;
  /** The version control system. */
  readonly vc?: "git" | "hg";
}

export const fetchFromSourcehutSchema = forgeSchema({
  domain: z.string().optional(),
  owner: z.string().regex(/^~/, "an owner on Sourcehut starts with `~`"),
  repo: z.string().min(1),
  vc: z.enum(["git", "hg"]).optional(),
});

/**
 * A commit or a tag of a repository on Sourcehut.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "fetchFromSourcehut"
 * @example
 * fetchFromSourcehut({ owner: "~emersion", repo: "hut", tag: "v0.6.0", hash: lib.fakeHash })
 * // pkgs.fetchFromSourcehut {
 * //   owner = "~emersion";
 * //   repo = "hut";
 * //   tag = "v0.6.0";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchFromSourcehut(options: FetchFromSourcehutOptions, settings: CheckSettings = {}): Built {
  return buildFetcher("fetchFromSourcehut", fetchFromSourcehutSchema, options, settings);
}
