import * as z from "zod";
import type { Built, CallSettings } from "../builder.js";
import { nixBoolean, nixSet, nixString, type NixBoolean, type NixString } from "../input.js";
import {
  buildFetcher,
  hashShape,
  hasOneHash,
  oneHash,
  type FetcherOptions,
  type WithHash,
} from "./fetcher.js";

/** The options of {@link fetchCrate}. */
export type FetchCrateOptions = WithHash<FetchCrateFields>;

interface FetchCrateFields extends FetcherOptions {
  readonly pname: NixString;
  /** The name of the crate, where it is another. */
  readonly crateName?: NixString;
  readonly version: NixString;
  /** The address of another registry. */
  readonly registryDl?: NixString;
  /** Unpack the archive; on unless said otherwise. */
  readonly unpack?: NixBoolean;
}

export const fetchCrateSchema = z
  .strictObject({
    pname: nixString,
    crateName: nixString.optional(),
    version: nixString,
    registryDl: nixString.optional(),
    unpack: nixBoolean.optional(),
    ...hashShape,
    name: nixString.optional(),
    meta: nixSet.optional(),
    passthru: nixSet.optional(),
  })
  .refine(hasOneHash, oneHash);

/**
 * The source of a crate from crates.io.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "buildRustPackage: Compiling Rust applications with Cargo"
 * @example
 * fetchCrate({ pname: "ripgrep", version: "14.1.1", hash: lib.fakeHash })
 * // pkgs.fetchCrate {
 * //   pname = "ripgrep";
 * //   version = "14.1.1";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchCrate(options: FetchCrateOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchCrate", fetchCrateSchema, options, settings);
}
