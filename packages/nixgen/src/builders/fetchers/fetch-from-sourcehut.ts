import * as z from "zod";
import type { Built, CallSettings } from "../builder.js";
import { nixString, orExpression, textOf, type NixString, type OrExpression } from "../input.js";
import { buildFetcher, type WithHash } from "./fetcher.js";
import { forgeSchema, type ForgeOptions } from "./forge.js";

/** The options of {@link fetchFromSourcehut}. */
export type FetchFromSourcehutOptions = WithHash<FetchFromSourcehutFields>;

interface FetchFromSourcehutFields extends ForgeOptions {
  /** The host, where it is not sr.ht. */
  readonly domain?: NixString;
  /** The owner, with the tilde: `"~emersion"`. */
  readonly owner: NixString;
  readonly repo: NixString;
  /** The version control system. */
  readonly vc?: OrExpression<"git" | "hg">;
}

export const fetchFromSourcehutSchema = forgeSchema({
  domain: nixString.optional(),
  owner: textOf(/^~/, "an owner on Sourcehut starts with `~`"),
  repo: nixString,
  vc: orExpression(z.enum(["git", "hg"]), 'expected "git" or "hg"').optional(),
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
export function fetchFromSourcehut(options: FetchFromSourcehutOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchFromSourcehut", fetchFromSourcehutSchema, options, settings);
}
