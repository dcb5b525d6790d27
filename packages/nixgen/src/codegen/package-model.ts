import { describeAge } from "../names/provenance.js";
import type { PackageEntry, PackageIndex } from "../names/package-index.js";
import { setsIn } from "../names/check/package-sets.js";
import { findPackage } from "../names/find-package.js";
import { foreignNames } from "../names/foreign-names.js";
import { toNamePart, type InterfaceModel, type PropertyModel } from "./option-model.js";

/**
 * The interfaces of nixpkgs: `PackageNames` is its top level, and each package set has one of its own. Sets with almost the
 * same names share one, which has the names of all of them. Old names are there, marked as deprecated. Names that were removed,
 * and those that others use, are in interfaces of their own, so that a name can be removed here and known in what is merged.
 * The names that `known` has too are left out, so that the interfaces can be merged with those made from it.
 */
export function buildPackageModel(index: PackageIndex, known?: PackageIndex): InterfaceModel[] {
  const knownGroups = known && groupSets(known);
  const groups = groupSets(index, knownGroups);
  const context: Context = { index, groups, known: known && { index: known, groups: knownGroups! } };
  const all = [...new Set(groups.values())];
  const removed = known === undefined ? all.map((group) => toRemoved(group, context)) : [];
  return [
    ...[...all.map((group) => toInterface(group, context)), ...removed].filter(
      (model) => model.properties.length > 0,
    ),
    ...openSets(context).map((path): InterfaceModel => ({
      name: interfaceName(path),
      doc: `The attributes of \`${path}\`, of which no names are known.`,
      extends: "Package",
      properties: [],
      open: false,
    })),
  ];
}

interface Context {
  readonly index: PackageIndex;
  readonly groups: Groups;
  readonly known: { readonly index: PackageIndex; readonly groups: Groups } | undefined;
}

/** Sets that share an interface. */
interface Group {
  /** The set that gives the interface its name. */
  readonly name: string;
  readonly paths: string[];
  readonly names: Set<string>;
}

/** The group of each set, by its path. */
type Groups = ReadonlyMap<string, Group>;

/** Sets of one kind are found under the name of this one. */
const firstSets = ["", "python3Packages"];

/** Sets that `known` has too stay in the groups that they have there. */
function groupSets(index: PackageIndex, known?: Groups): Groups {
  const groups: Group[] = [];
  const found = new Map<string, Group>();
  const depth = (path: string) => path.split(".").length;
  const others = index.sets.filter((path) => !firstSets.includes(path));
  const sorted = others.toSorted((a, b) => depth(a) - depth(b) || a.length - b.length || (a < b ? -1 : 1));
  for (const path of [...firstSets, ...sorted]) {
    const names = index.set(path)?.names;
    if (names === undefined) continue;
    const name = known?.get(path)?.name;
    let group = groups.find((one) => (name === undefined ? isAlike(one, path, names) : one.name === name));
    if (group === undefined) groups.push((group = { name: name ?? path, paths: [], names: new Set() }));
    group.paths.push(path);
    for (const one of names) group.names.add(one);
    found.set(path, group);
  }
  return found;
}

/** Whether nearly all names are in both, so that one interface does for both. */
function isAlike(group: Group, path: string, names: readonly string[]): boolean {
  if (path === "" || group.name === "") return false;
  const most = Math.max(group.names.size, names.length);
  if (Math.min(group.names.size, names.length) < most * mostlyShared) return false;
  let shared = 0;
  for (const name of names) if (group.names.has(name)) shared++;
  return shared >= most * mostlyShared;
}

const mostlyShared = 0.95;

function toInterface(group: Group, context: Context): InterfaceModel {
  const { name: path, paths, names } = group;
  const { known } = context;
  const knownPaths = known ? paths.flatMap((one) => known.groups.get(one)?.paths ?? []) : [];
  const properties = [...names].sort().flatMap((name): PropertyModel[] => {
    const [owner, entry] = findIn(paths, name, context.index)!;
    if (entry.removed || (known && isKnown(knownPaths, name, known.index))) return [];
    // What nixpkgs uses within itself.
    if (name.startsWith("__")) return [];
    return [{ name, type: typeOf(owner, entry, context), ...docOf(owner, entry, context) }];
  });
  const list = paths.map((one) => context.index.listOf(one)).find((one) => one !== undefined);
  const doc =
    path === ""
      ? "The packages of nixpkgs by name; `keyof PackageNames` are the names."
      : `The packages of \`${path}\`${paths.length === 1 ? "" : " and of sets like it"}${list === undefined ? "" : ` that are known${describeAge({ sources: [list] })}; others are taken too`}.`;
  // A package has every attribute.
  const scope =
    path === "" || isOpen(path, known?.index)
      ? {}
      : { extends: list === undefined ? "PackageScope" : "Package" };
  return { name: interfaceName(path), doc, ...scope, properties, open: false, required: true };
}

/** Whether what is merged with takes every name of a set: an interface can't be a package and a scope too. */
function isOpen(path: string, known: PackageIndex | undefined): boolean {
  if (known === undefined) return false;
  return (
    known.listOf(path) !== undefined ||
    (known.set(path) === undefined && known.set("")?.find(path)?.set === true)
  );
}

function findIn(
  paths: readonly string[],
  name: string,
  index: PackageIndex,
): readonly [path: string, entry: PackageEntry] | undefined {
  for (const path of paths) {
    const entry = index.set(path)?.find(name);
    if (entry !== undefined) return [path, entry];
  }
  return undefined;
}

/** Whether the types that are merged with have a name already. */
function isKnown(paths: readonly string[], name: string, index: PackageIndex): boolean {
  const found = findIn(paths, name, index);
  return found !== undefined && found[1].removed !== true;
}

/** Names that no value fits: those that were removed, and at the top level those that others use. */
function toRemoved({ name: path, paths, names }: Group, { index }: Context): InterfaceModel {
  const removed = [...names].flatMap((name): PropertyModel[] => {
    const [owner, entry] = findIn(paths, name, index)!;
    if (!entry.removed) return [];
    if (entry.to === undefined) return [{ name, type: "Removed", doc: "@deprecated" }];
    const inSet = owner !== "" && index.set(owner)?.find(entry.to) !== undefined;
    const to = `pkgs.${inSet ? `${owner}.` : ""}${entry.to}`;
    return [{ name, type: `WriteInstead<${JSON.stringify(to)}>`, doc: "@deprecated" }];
  });
  const doc = `Names that ${path === "" ? "nixpkgs" : `\`${path}\``} does not have, and what to write instead.`;
  const properties = path === "" ? [...removed, ...foreignProperties(index)] : removed;
  properties.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { name: removedName(path), doc, properties, open: false, required: true };
}

/** The names that packages have elsewhere, and what they are called in nixpkgs. */
function foreignProperties(index: PackageIndex): PropertyModel[] {
  return [...foreignNames()].flatMap(([name, [to]]) => {
    if (to === undefined || name.includes(".") || index.set("")?.find(name) !== undefined) return [];
    if (findPackage(to.split("."), index).place !== "package") return [];
    return [{ name, type: `WriteInstead<${JSON.stringify(`pkgs.${to}`)}>`, doc: "@deprecated" }];
  });
}

function removedName(path: string): string {
  return `${interfaceName(path)}_Removed`;
}

function typeOf(owner: string, entry: PackageEntry, context: Context): string {
  const { index, groups } = context;
  const path = owner === "" ? entry.name : `${owner}.${entry.name}`;
  const group = groups.get(path);
  if (group !== undefined) return typeOfGroup(group, context);
  if (index.isWhole(path)) return "PackageSet";
  if (path === "dockerTools") return "DockerTools";
  if (entry.set && owner === "") return interfaceName(path);
  const meant = entry.alias ? entry.to && index.set(owner)?.find(entry.to) : entry;
  if (!meant || meant.other || meant.set) return "FunctionOrData";
  const sets = Object.entries(owner === "" ? setsIn(entry.name) : {}).flatMap(([name, set]) => {
    const one = groups.get(set);
    return one === undefined ? [] : [`readonly ${name}: ${typeOfGroup(one, context)}`];
  });
  return sets.length === 0 ? "Package" : `PackageWith<{ ${sets.join("; ")} }>`;
}

/** The type of a set: its names, and those that were removed. */
function typeOfGroup({ name, paths, names }: Group, { index, known }: Context): string {
  const own = interfaceName(name);
  const hasRemoved = [...names].some((one) => findIn(paths, one, index)?.[1].removed);
  return hasRemoved && known === undefined ? `${own} & ${removedName(name)}` : own;
}

/** Sets at the top level whose names the index does not have; what is merged with may have an interface of them. */
function openSets({ index, groups, known }: Context): string[] {
  const top = index.set("");
  return (top?.names ?? []).filter(
    (name) =>
      top?.find(name)?.set === true &&
      !groups.has(name) &&
      !index.isWhole(name) &&
      known?.index.set("")?.find(name)?.set !== true,
  );
}

function docOf(owner: string, entry: PackageEntry, { index, groups }: Context): { readonly doc?: string } {
  if (entry.alias)
    return { doc: `@deprecated An old name${entry.to === undefined ? "" : `; write \`${entry.to}\``}.` };
  const path = owner === "" ? entry.name : `${owner}.${entry.name}`;
  if (groups.has(path)) return { doc: `A set of ${index.set(path)!.names.length} names.` };
  if (index.isWhole(path)) return { doc: "All of nixpkgs again." };
  return entry.version === undefined ? {} : { doc: `v${entry.version}` };
}

function interfaceName(path: string): string {
  return path === "" ? "PackageNames" : ["Packages", ...path.split(".").map(toNamePart)].join("_");
}
