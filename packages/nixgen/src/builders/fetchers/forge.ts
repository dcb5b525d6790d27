import * as z from "zod";
import {
  isObjectGiven,
  nixBoolean,
  nixSet,
  nixString,
  nixStrings,
  type NixBoolean,
  type NixString,
  type NixStrings,
} from "../input.js";
import { hasOneHash, hashShape, oneHash, type FetcherOptions } from "./fetcher.js";

/** The options that the fetchers of Git forges share. Exactly one of `tag` and `rev` is given. */
export interface ForgeOptions extends FetcherOptions {
  /** The name of a tag. */
  readonly tag?: NixString;
  /** A commit, as its full hash, or any other name of one. */
  readonly rev?: NixString;
  readonly fetchSubmodules?: NixBoolean;
  /** Keep the directory `.git`, which makes the hash depend on how Git packs it. */
  readonly leaveDotGit?: NixBoolean;
  readonly deepClone?: NixBoolean;
  readonly forceFetchGit?: NixBoolean;
  readonly fetchTags?: NixBoolean;
  readonly nonConeMode?: NixBoolean;
  /** The directory of the repository that becomes the root. */
  readonly rootDir?: NixString;
  readonly branchName?: NixString;
  readonly fetchLFS?: NixBoolean;
  /** Directories that are checked out, instead of all. */
  readonly sparseCheckout?: NixStrings;
  /** Bash code that runs on what was fetched, before its hash is taken. */
  readonly postFetch?: NixString;
}

/** The schemas of {@link ForgeOptions} that come before the hash. */
export const revisionShape = { tag: nixString.optional(), rev: nixString.optional() };

/** The schemas of {@link ForgeOptions} from the hash on. */
export const contentShape = {
  ...hashShape,
  name: nixString.optional(),
  fetchSubmodules: nixBoolean.optional(),
  leaveDotGit: nixBoolean.optional(),
  deepClone: nixBoolean.optional(),
  forceFetchGit: nixBoolean.optional(),
  fetchTags: nixBoolean.optional(),
  nonConeMode: nixBoolean.optional(),
  rootDir: nixString.optional(),
  branchName: nixString.optional(),
  fetchLFS: nixBoolean.optional(),
  sparseCheckout: nixStrings.optional(),
  postFetch: nixString.optional(),
  meta: nixSet.optional(),
  passthru: nixSet.optional(),
};

/** A schema of a forge's fetcher: it also wants exactly one of `tag` and `rev`. */
export function forgeSchema(shape: Readonly<Record<string, z.ZodType>>): z.ZodObject {
  return z
    .strictObject({ ...shape, ...revisionShape, ...contentShape })
    .refine(
      (options) => {
        const { tag, rev } = options as Partial<ForgeOptions>;
        return (tag === undefined) !== (rev === undefined);
      },
      { error: "expected exactly one of `tag` and `rev`", path: ["tag"], when: isObjectGiven },
    )
    .refine(hasOneHash, oneHash);
}
