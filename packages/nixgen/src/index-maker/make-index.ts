import { printOptionPath } from "../names/option-path.js";
import { writeOptionIndex, type OptionEntry } from "../names/option-index.js";
import type { OptionKind } from "../names/option-kind.js";
import {
  writePackageIndex,
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

/** Sets with this part of the names of another one are kept as what differs. */
const similarEnough = 0.8;

/** The bytes of an index of packages. */
export function makePackageIndex(provenance: Provenance, collected: CollectedPackages): Uint8Array {
  const listed: PackageSetData[] = [];
  const like: Record<string, SetDifference> = {};
  // The set that others are like comes first: the shortest name, without a version.
  const sets = collected.sets.toSorted(
    (a, b) => rank(a) - rank(b) || (a.path.join() < b.path.join() ? -1 : 1),
  );
  const bySize = new Map<string, ReadonlySet<string>>();
  for (const set of sets) {
    const path = printOptionPath(set.path);
    const entries = toEntries(set);
    const names = new Set(entries.map((entry) => entry.name));
    const base = path === "" ? undefined : findSimilar(names, bySize);
    if (base === undefined) {
      listed.push({ path, entries });
      bySize.set(path, names);
    } else {
      const [from, others] = base;
      like[path] = {
        from,
        added: [...names].filter((name) => !others.has(name)),
        missing: [...others].filter((name) => !names.has(name)),
      };
    }
  }
  return writePackageIndex(provenance, listed, {
    like,
    whole: collected.whole.map((path) => printOptionPath(path)),
  });
}

function rank({ path }: CollectedSet): number {
  const text = path.join(".");
  return path.length * 1000 + (/\d/.test(text.replace(/^python3Packages$/, "")) ? 500 : 0) + text.length;
}

function toEntries({ packages, aliases }: CollectedSet): PackageEntry[] {
  const entries: PackageEntry[] = [];
  for (const [name, item] of packages) {
    entries.push({
      name,
      ...(item.version === undefined || item.version === "unknown" ? {} : { version: item.version }),
      ...(item.program === undefined ? {} : { program: item.program }),
      ...(item.set ? { set: true } : {}),
      ...(item.other ? { other: true } : {}),
      ...(item.broken ? { removed: true } : {}),
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

function findSimilar(
  names: ReadonlySet<string>,
  sets: ReadonlyMap<string, ReadonlySet<string>>,
): [string, ReadonlySet<string>] | undefined {
  for (const [path, others] of sets) {
    if (path === "" || others.size === 0 || names.size === 0) continue;
    let shared = 0;
    for (const name of names) if (others.has(name)) shared++;
    if (shared / Math.max(names.size, others.size) >= similarEnough) return [path, others];
  }
  return undefined;
}
