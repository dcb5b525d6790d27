import { findOption } from "../names/find-option.js";
import { printOptionPath, readOptionPath } from "../names/option-path.js";
import { readOptionIndex, writeOptionIndex, type OptionEntry } from "../names/option-index.js";
import type { OptionKind } from "../names/option-kind.js";
import {
  writePackageIndex,
  type PackageDirectory,
  type PackageEntry,
  type PackageSetData,
  type SetDifference,
} from "../names/package-index.js";
import type { Provenance } from "../names/provenance.js";
import { collectAdvice, type OptionAdvice } from "./collect-advice.js";
import type { CollectedPackages, CollectedSet } from "./collect-packages.js";
import { normalizeType } from "./normalize-type.js";
import type { RawOption } from "./raw.js";

/**
 * The bytes of an index of options.
 *
 * @param modules the folder with the modules that declare them, where there is one: what they say of old options is read.
 */
export async function makeOptionIndex(
  kind: OptionKind,
  provenance: Provenance,
  options: readonly RawOption[],
  modules?: string,
): Promise<Uint8Array> {
  const bytes = writeOptionIndex(kind, provenance, options.map(toEntry));
  return modules === undefined ? bytes : addAdvice(bytes, modules);
}

/** An index of options, with what modules say of old ones. */
export async function addAdvice(bytes: Uint8Array, modules: string): Promise<Uint8Array> {
  const index = readOptionIndex(bytes);
  const exists = (path: string) => {
    const place = findOption(readOptionPath(path), index);
    return place.place === "inside" || place.place === "option";
  };
  const advice = await collectAdvice(modules, exists);
  /** What is old itself is nothing to set instead. */
  const isToBeSet = (path: string) => {
    const place = findOption(readOptionPath(path), index);
    if (place.place !== "option") return place.place === "inside";
    const { movedTo, removed, replaced } = place.entry;
    return movedTo === undefined && !removed && !replaced && !advice.get(path)?.deprecated;
  };
  const entries = index.entries().map((entry) => {
    const found = advice.get(entry.path);
    return found === undefined
      ? entry
      : withAdvice(entry, { ...found, instead: found.instead.filter(isToBeSet) });
  });
  return writeOptionIndex(index.kind, index.provenance, entries);
}

function withAdvice(entry: OptionEntry, { deprecated, instead }: OptionAdvice): OptionEntry {
  const isOld = entry.removed || entry.replaced;
  if (entry.movedTo !== undefined || (!isOld && !deprecated)) return entry;
  return {
    ...entry,
    ...(isOld ? {} : { deprecated: true }),
    ...(instead.length > 0 ? { instead } : {}),
  };
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
