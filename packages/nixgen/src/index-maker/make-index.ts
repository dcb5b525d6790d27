import { printOptionPath } from "../names/option-path.js";
import { writeOptionIndex, type OptionEntry } from "../names/option-index.js";
import type { OptionKind } from "../names/option-kind.js";
import {
  writePackageIndex,
  type PackageDirectory,
  type PackageEntry,
  type PackageSetData,
  type SetDifference,
} from "../names/package-index.js";
import type { Provenance } from "../names/provenance.js";
import type { CollectedPackages, CollectedSet } from "./collect-packages.js";
import { normalizeType } from "./normalize-type.js";
import type { RawOption } from "./raw.js";

/** The bytes of an index of options. */
export function makeOptionIndex(
  kind: OptionKind,
  provenance: Provenance,
  options: readonly RawOption[],
): Uint8Array {
  return writeOptionIndex(kind, provenance, options.map(toEntry));
}

function toEntry({ path, type, sameAs, default: value, ...rest }: RawOption): OptionEntry {
  // The default by which `mkChangedOptionModule` and `mkMergedOptionModule` know that an old option was not set.
  const replaced = value !== undefined && "value" in value && value.value === "_mkMergedOptionModule";
  return {
    path: printOptionPath(path),
    type: normalizeType(type),
    ...rest,
    ...(replaced ? { replaced } : value === undefined ? {} : { default: value }),
    ...(sameAs === undefined ? {} : { sameAs: printOptionPath(sameAs) }),
  };
}

/** The bytes of an index of packages. */
export function makePackageIndex(
  provenance: Provenance,
  { sets, whole }: Pick<CollectedPackages, "sets" | "whole">,
  partly?: PackageDirectory["partly"],
): Uint8Array {
  const listed: PackageSetData[] = [];
  const like: Record<string, SetDifference> = {};
  for (const set of sets) {
    const path = printOptionPath(set.path);
    const entries = toEntries(set);
    if (set.like === undefined) listed.push({ path, entries });
    else like[path] = { from: printOptionPath(set.like.path), added: entries, missing: set.like.missing };
  }
  return writePackageIndex(provenance, listed, {
    like,
    whole: whole.map(printOptionPath),
    ...(partly === undefined ? {} : { partly }),
  });
}

function toEntries({ packages, aliases }: CollectedSet): PackageEntry[] {
  const entries: PackageEntry[] = [];
  for (const [name, item] of packages) {
    entries.push({
      name,
      ...(["", "unknown", undefined].includes(item.version) ? {} : { version: item.version! }),
      ...(item.program === undefined ? {} : { program: item.program }),
      ...(item.set ? { set: true } : {}),
      ...(item.other ? { other: true } : {}),
      ...(item.broken ? { removed: true } : {}),
      ...(item.listed ? { listed: true } : {}),
    });
  }
  for (const [name, alias] of aliases) {
    entries.push({
      name,
      ...(alias.removed ? { removed: true } : { alias: true }),
      ...(alias.to === undefined ? {} : { to: alias.to }),
    });
  }
  return entries;
}
