import { staticName, walk, type Expr, type File, type Node } from "@nixgen/core";
import type { ProjectFile } from "./declarations.js";
import {
  declaredPaths,
  definedPaths,
  findKindsOfKnown,
  findKindsOfNear,
  findKindsOfSimilar,
} from "./guess-kind.js";
import { canBeModule, mayBeModule } from "./may-be-module.js";
import { findModuleKinds } from "./module-kinds.js";
import { findOption } from "../find-option.js";
import { shippedNames, type Names } from "../names.js";
import { optionKinds, toOptionKind, type OptionKind } from "../option-kind.js";

/** Whose modules files are, by their trees. Several kinds where modules of several kinds import a file. */
export type FileKinds = ReadonlyMap<Node, readonly OptionKind[]>;

/** The options of {@link guessKinds}. */
export interface GuessKindsOptions {
  /** The indexes in which options are looked up; those that are shipped where not given. */
  readonly names?: Names;
  /** Whose modules the files are of which no other file says it, as far as they can be modules. */
  readonly kind?: OptionKind;
}

/** A file whose kind may be known already, for a builder made it. */
export interface FileOfKind extends ProjectFile {
  readonly kind?: OptionKind | undefined;
}

/**
 * Whose modules the files of a project are: those that it evaluates (`nixosSystem { modules = [ ./a.nix ]; }`,
 * `home-manager.users.me = ./home.nix;`) with what they import, and otherwise by the options that they set, by their paths, by the
 * outputs of their flake, and by the options that the project declares. Files that are no modules are left out.
 *
 * @throws NixError `input/invalid` where there is no such kind.
 * @example
 * const tree = parse("{ services.nginx.enable = true; }").tree
 * guessKinds([{ path: "web.nix", tree }]).get(tree) // ["nixos"]
 */
export function guessKinds(files: Iterable<FileOfKind>, options: GuessKindsOptions = {}): FileKinds {
  const { names = shippedNames, kind: given } = options;
  if (given !== undefined) toOptionKind(given);
  const list = [...files];
  const { certain, possible, values } = findModuleKinds(list);
  const flakeKinds = findFlakeKinds(list);
  const own = new Set(list.flatMap(({ tree }) => declaredPaths(tree).map(setOf)));
  const found = new Map<Node, readonly OptionKind[]>();
  const open: FileOfKind[] = [];
  for (const file of list) {
    const { tree, kind } = file;
    const known = kind === undefined ? [...(certain.get(tree) ?? [])] : [kind];
    const imported = [...(possible.get(tree) ?? [])];
    const guessed = known.length > 0 ? [] : guessFileKinds(file, { names, flakeKinds, imported, own });
    // What is imported for its values is no module because all files are called modules.
    const isGiven = given !== undefined && canBeModule(tree) && (guessed.length > 0 || !values.has(tree));
    if (known.length > 0) found.set(tree, known);
    else if (isGiven) found.set(tree, [given]);
    else if (guessed.length > 0) found.set(tree, guessed);
    else if (mayBeModule(tree) && !values.has(tree)) open.push(file);
  }
  addByDeclarations(open, list, found);
  for (const { tree } of open) {
    if (found.has(tree)) continue;
    const similar = findKindsOfSimilar(pathsBesides(own, tree), optionKinds, names);
    if (similar.length > 0) found.set(tree, similar);
  }
  return found;
}

/** Adds the kinds of files that set options which the project's modules of that kind declare, or options beside these. */
function addByDeclarations(
  open: readonly FileOfKind[],
  all: readonly FileOfKind[],
  found: Map<Node, readonly OptionKind[]>,
): void {
  const declared = optionKinds.map((kind) => {
    const ofKind = all.filter(({ tree }) => found.get(tree)?.includes(kind));
    return { kind, sets: new Set(ofKind.flatMap(({ tree }) => declaredPaths(tree).map(setOf))) };
  });
  for (const { tree } of open) {
    const paths = definedPaths(tree);
    const kinds = declared.filter(
      ({ sets }) => 2 * paths.filter((path) => sets.has(setOf(path))).length > paths.length,
    );
    if (kinds.length > 0)
      found.set(
        tree,
        kinds.map(({ kind }) => kind),
      );
  }
}

/** The paths that a file sets, but for those in some sets. */
function pathsBesides(sets: ReadonlySet<string>, tree: File | Expr): readonly string[][] {
  return definedPaths(tree).filter((path) => !sets.has(setOf(path)));
}

/** The set that an option lies in, as far as it tells whose the option is: `services.mine`. */
function setOf(path: readonly string[]): string {
  return path.slice(0, 2).join("\0");
}

/** The outputs of flakes that are made of modules. */
const kindOfOutput: Readonly<Record<string, OptionKind>> = {
  darwinConfigurations: "nix-darwin",
  homeConfigurations: "home-manager",
  nixosConfigurations: "nixos",
};

/** Whose configurations the flakes among some files make. */
function findFlakeKinds(files: Iterable<ProjectFile>): ReadonlySet<OptionKind> {
  const kinds = new Set<OptionKind>();
  for (const { path, tree } of files) {
    if (path === undefined || !/(?:^|[\\/])flake\.nix$/.test(path)) continue;
    walk(tree, (node) => {
      if (node.kind !== "AttributePath") return;
      for (const name of node.names.map(staticName)) {
        if (name !== undefined && Object.hasOwn(kindOfOutput, name)) kinds.add(kindOfOutput[name]!);
      }
    });
  }
  return kinds;
}

/** What a guess rests on besides the file. */
interface Evidence {
  readonly names: Names;
  /** Whose configurations the flake makes. */
  readonly flakeKinds: ReadonlySet<OptionKind>;
  /** Whose modules seem to import the file. */
  readonly imported: readonly OptionKind[];
  /** The sets in which the project declares options, which say nothing of the kind where no index has them. */
  readonly own: ReadonlySet<string>;
}

/**
 * Whose module a file is: by the options that it sets, or, where it sets none that exist, by what seems to import it, by its
 * name, and by the flake that it belongs to.
 */
function guessFileKinds({ path, tree }: ProjectFile, evidence: Evidence): readonly OptionKind[] {
  const { names, flakeKinds, imported, own } = evidence;
  if (!canBeModule(tree)) return [];
  const paths = pathsBesides(own, tree);
  // A file that several kinds may import has what is right for each.
  const ofImports = imported.filter((kind) => findKindsOfKnown(paths, [kind], names).length > 0);
  if (ofImports.length > 0) return ofImports;
  const usual = kindOfUsualName(path ?? "");
  const named = kindOfPath(path ?? "") ?? kindOfImports(tree) ?? usual;
  if (usual !== undefined && named === usual && setsOwn(usual, paths, names)) {
    const systems: readonly OptionKind[] = usual === "nixos" ? ["nixos", "nix-darwin"] : [usual];
    return [findKindsOfKnown(paths, systems, names)[0] ?? usual];
  }
  const kinds = named === undefined ? optionKinds : [named, ...optionKinds];
  const [known] = findKindsOfKnown(paths, kinds, names);
  if (known !== undefined) return [known];
  const [near] = findKindsOfNear(paths, imported.length > 0 ? imported : kinds, names);
  if (near !== undefined) return [near];
  if (!mayBeModule(tree)) return [];
  const [only] = flakeKinds.size === 1 ? flakeKinds : [];
  // The modules of nix-darwin are called configuration.nix too.
  const isElsewhere = named === "nixos" && flakeKinds.size > 0 && !flakeKinds.has(named);
  const kind = named === undefined || isElsewhere ? only : named;
  const last = imported.length > 0 ? imported : kind === undefined ? [] : [kind];
  return last.filter((one) => isWithin(one, tree, names));
}

function kindOfPath(whole: string): OptionKind | undefined {
  // Where users have their files says nothing.
  const path = whole.replace(/^\/(home|Users)\/[^/]+\//, "");
  if (/darwin|macos/i.test(path)) return "nix-darwin";
  if (/home|hm/i.test(path)) return "home-manager";
  return /nixos/i.test(path) ? "nixos" : undefined;
}

/** The name that NixOS and home-manager give to the module that users write: others call theirs so too. */
function kindOfUsualName(path: string): OptionKind | undefined {
  const file = path.split(/[\\/]/).at(-1)!;
  if (file === "home.nix") return "home-manager";
  return /^(?:hardware-)?configuration\.nix$/.test(file) ? "nixos" : undefined;
}

/** Whether some path is an option of a system and not of home-manager, or the reverse. */
function setsOwn(kind: OptionKind, paths: readonly (readonly string[])[], names: Names): boolean {
  return paths.some((path) => {
    const having = optionKinds.filter((one) => {
      const index = names.options(one);
      return index !== undefined && findOption(path, index).place !== "nowhere";
    });
    return (
      having.includes(kind) &&
      (kind === "home-manager" ? having.length === 1 : !having.includes("home-manager"))
    );
  });
}

/** Whose modules those seem to be that a file imports, by their paths, if they agree. */
function kindOfImports(tree: File | Expr): OptionKind | undefined {
  const kinds = new Set<OptionKind>();
  walk(tree, (node) => {
    if (node.kind !== "Binding" || staticName(node.path.names.at(-1)!) !== "imports") return;
    walk(node.value, (inner) => {
      if (inner.kind !== "Path") return;
      const kind = kindOfPath(
        inner.parts.map((part) => (part.kind === "PathText" ? part.text : "")).join(""),
      );
      if (kind !== undefined) kinds.add(kind);
    });
  });
  const [only, ...others] = kinds;
  return others.length === 0 ? only : undefined;
}

/** Whether the groups exist in which a module sets options: other programs have modules too. */
function isWithin(kind: OptionKind, tree: File | Expr, names: Names): boolean {
  const index = names.options(kind);
  const groups = new Set(definedPaths(tree).map(([group]) => group!));
  return (
    index !== undefined &&
    groups.size > 0 &&
    [...groups].every((group) => findOption([group], index).place !== "nowhere")
  );
}
