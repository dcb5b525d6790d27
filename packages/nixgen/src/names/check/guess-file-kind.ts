import { staticName, walk, type File } from "@nixgen/core";
import type { ProjectFile } from "./declarations.js";
import { definedPaths, guessKind } from "./guess-kind.js";
import { findOption } from "../find-option.js";
import type { Names } from "../names.js";
import type { OptionKind } from "../option-kind.js";

/** A file whose kind is guessed. */
export interface GuessedFile {
  readonly path: string;
  readonly tree: File;
}

/** The outputs of flakes that are made of modules. */
const kindOfOutput: Readonly<Record<string, OptionKind>> = {
  darwinConfigurations: "nix-darwin",
  homeConfigurations: "home-manager",
  nixosConfigurations: "nixos",
};

/** Whose configurations the flakes among some files make. */
export function findFlakeKinds(files: Iterable<ProjectFile>): ReadonlySet<OptionKind> {
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

/**
 * Whose module a file is: by the options that it sets, or, where it sets none that exist, by its name and the flake that it
 * belongs to.
 */
export function guessFileKind(
  { path, tree }: GuessedFile,
  names: Names,
  flakeKinds: ReadonlySet<OptionKind>,
): OptionKind | undefined {
  const named = kindOfPath(path);
  const guessed = guessKind(tree, names, named);
  if (guessed !== undefined || !isModule(tree)) return guessed;
  const [only] = flakeKinds.size === 1 ? flakeKinds : [];
  // The modules of nix-darwin are called configuration.nix too.
  const isElsewhere = named === "nixos" && flakeKinds.size > 0 && !flakeKinds.has(named);
  const kind = named === undefined || isElsewhere ? only : named;
  return kind !== undefined && isWithin(kind, tree, names) ? kind : undefined;
}

function kindOfPath(path: string): OptionKind | undefined {
  if (/darwin|macos/i.test(path)) return "nix-darwin";
  if (/home|hm/i.test(path)) return "home-manager";
  return /nixos|(?:^|[\\/])(?:hardware-)?configuration\.nix$/i.test(path) ? "nixos" : undefined;
}

/** A set, or a function of some arguments and others that gives one. */
function isModule({ expression }: File): boolean {
  if (expression.kind === "AttributeSet") return !expression.recursive;
  return (
    expression.kind === "Function" &&
    expression.parameter.kind === "Formals" &&
    expression.parameter.ellipsis !== undefined
  );
}

/** Whether the groups exist in which a module sets options: other programs have modules too. */
function isWithin(kind: OptionKind, tree: File, names: Names): boolean {
  const index = names.options(kind);
  const groups = new Set(definedPaths(tree.expression).map(([group]) => group!));
  return (
    index !== undefined &&
    groups.size > 0 &&
    [...groups].every((group) => findOption([group], index).place !== "nowhere")
  );
}
