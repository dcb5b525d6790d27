import * as z from "zod";
import type { Built, CallSettings } from "../builder.js";
import { nixSet, nixString, orExpression, type NixString, type OrExpression } from "../input.js";
import {
  buildFetcher,
  hashShape,
  hasOneHash,
  oneHash,
  type FetcherOptions,
  type WithHash,
} from "./fetcher.js";

/** The options of {@link fetchPypi}. */
export type FetchPypiOptions = WithHash<FetchPypiFields>;

interface FetchPypiFields extends FetcherOptions {
  readonly pname: NixString;
  readonly version: NixString;
  /** A wheel, or the source archive, which is the default. */
  readonly format?: OrExpression<"setuptools" | "wheel">;
  readonly extension?: NixString;
  /** The tag of the Python versions of a wheel, such as `"py3"`. */
  readonly python?: NixString;
  readonly abi?: NixString;
  readonly platform?: NixString;
  readonly dist?: NixString;
}

export const fetchPypiSchema = z
  .strictObject({
    pname: nixString,
    version: nixString,
    format: orExpression(z.enum(["setuptools", "wheel"]), 'expected "setuptools" or "wheel"').optional(),
    extension: nixString.optional(),
    python: nixString.optional(),
    abi: nixString.optional(),
    platform: nixString.optional(),
    dist: nixString.optional(),
    ...hashShape,
    name: nixString.optional(),
    meta: nixSet.optional(),
    passthru: nixSet.optional(),
  })
  .refine(hasOneHash, oneHash);

/**
 * A source archive, or a wheel, from the Python Package Index.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "buildPythonPackage function"
 * @example
 * fetchPypi({ pname: "requests", version: "2.32.3", hash: lib.fakeHash })
 * // pkgs.fetchPypi {
 * //   pname = "requests";
 * //   version = "2.32.3";
 * //   hash = lib.fakeHash;
 * // }
 */
export function fetchPypi(options: FetchPypiOptions, settings: CallSettings = {}): Built {
  return buildFetcher("fetchPypi", fetchPypiSchema, options, settings);
}
