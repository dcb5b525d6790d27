import { call, select, toExpr, type NixAttributes, type NixValue } from "@nixgen/core";
import type { NixSet, NixString } from "../input.js";
import type * as z from "zod";
import { pkgs } from "../../references/references.js";
import { built, checkOptions, type Built, type CheckSettings } from "../builder.js";
import { placeholderWarnings, type NixHash } from "../hash.js";

/** The options that fetchers share. */
export interface FetcherOptions {
  /** The hash of what is fetched; `lib.fakeHash` until Nix says the right one. */
  readonly hash: NixHash;
  /** The name in the Nix store. */
  readonly name?: NixString;
  readonly meta?: NixSet;
  readonly passthru?: NixSet;
}

/** Builds the call of a fetcher of nixpkgs: options in the order of the schema, then others. */
export function buildFetcher(
  name: string,
  schema: z.ZodObject,
  options: FetcherOptions,
  settings: CheckSettings,
): Built {
  const checked = checkOptions(name, schema, options, settings) as unknown as NixAttributes;
  const ordered = [...Object.keys(schema.shape), ...Object.keys(checked)];
  const attributes = Object.fromEntries(
    ordered.map((key): [string, NixValue | undefined] => [key, checked[key]]),
  );
  const warnings = placeholderWarnings(checked, ["hash"]);
  return built(name, call(select(pkgs, name), toExpr(attributes)), warnings);
}
