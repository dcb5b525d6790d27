import { collectAliases, type PackageAlias } from "./collect-aliases.js";
import { toPathText } from "./collect-options.js";
import { describeAttributes, type Attribute, type Problem } from "./describe-attributes.js";
import type { EvaluateOptions } from "./evaluate.js";
import type { RawPackage } from "./raw.js";
import { readSetNames, type NamedSet } from "./read-set-names.js";
import { sortSets, type Base, type Bases } from "./similar-sets.js";

export interface CollectPackagesOptions extends EvaluateOptions {
  /** A checkout of nixpkgs. */
  readonly nixpkgs: string;
  readonly system?: string;
  /** Sets that are left out, as `haskellPackages`. */
  readonly skip?: readonly string[];
  readonly onProgress?: (found: number, message: string) => void;
}

/** A package set with its attributes. */
export interface CollectedSet {
  /** The path of the set; empty for the top level. */
  readonly path: readonly string[];
  /** The attributes; of a set that is like another one, those that the other lacks, or has as something else. */
  readonly packages: ReadonlyMap<string, RawPackage>;
  /** The attributes that exist only with aliases, likewise. */
  readonly aliases: ReadonlyMap<string, PackageAlias>;
  /** The set that it is like, and the names of that which it lacks. */
  readonly like?: { readonly path: readonly string[]; readonly missing: readonly string[] };
}

export interface CollectedPackages {
  readonly sets: readonly CollectedSet[];
  /** Sets that hold all of nixpkgs again, such as `pkgsCross.musl64`. */
  readonly whole: readonly (readonly string[])[];
  readonly problems: readonly Problem[];
}

/** How deep sets within sets are looked at: `androidenv.androidPkgs.all.packages.platforms` is among the deepest. */
const maximumDepth = 6;

/**
 * The attributes of nixpkgs and of its package sets, by evaluation with the user's own Nix. Nothing is built.
 *
 * The names in all sets come first, which cost little. Of sets with nearly the same names, as those of Python for each of its
 * versions, one is evaluated attribute by attribute, and of the others what is not in that one.
 *
 * Attributes that end an evaluation with an error that Nix can't catch come without version, and are among the problems.
 */
export async function collectPackages(options: CollectPackagesOptions): Promise<CollectedPackages> {
  const { nixpkgs, system, onProgress, skip = [] } = options;
  const sets: CollectedSet[] = [];
  const whole: (readonly string[])[] = [];
  const problems: Problem[] = [];
  const bases: Bases = { inOrder: [], of: new Map() };
  let found = 0;
  const evaluation = {
    ...options,
    nixpkgs: {
      nixpkgs: { expression: toPathText(nixpkgs) },
      ...(system === undefined ? {} : { system }),
    },
  };

  async function describe(named: readonly NamedSet[]): Promise<CollectedSet[]> {
    const wanted = named.flatMap(({ path, names, aliases }) => [
      ...names.map((name): Attribute => ({ path, name, aliases: false })),
      ...aliases.map((name): Attribute => ({ path, name, aliases: true })),
    ]);
    const described = await describeAttributes(wanted, {
      ...evaluation,
      onProgress: (done, message) => onProgress?.(found + done, message),
    });
    found += wanted.length;
    problems.push(...described.problems);
    let at = 0;
    const collected: CollectedSet[] = [];
    for (const { path, names, aliases: old } of named) {
      const packages = new Map(names.map((name) => [name, described.packages[at++]!]));
      const aliases = await collectAliases(nixpkgs, path, old);
      // An alias that does not evaluate is the message of a name that was removed.
      for (const name of old)
        if (described.packages[at++]!.broken) aliases.set(name, { ...aliases.get(name), removed: true });
      collected.push({ path, packages, aliases });
    }
    return collected;
  }

  /** Looks at sets of one depth. Returns the paths of the sets in them. */
  async function collect(paths: readonly (readonly string[])[]): Promise<(readonly string[])[]> {
    const read = await readSetNames(paths, {
      ...evaluation,
      onProgress: (path) => onProgress?.(found, `the names in ${path.join(".") || "nixpkgs"}`),
    });
    whole.push(...read.whole);
    problems.push(...read.problems);
    const { fresh, alike } = sortSets(read.sets, bases);
    const listed = await describe(fresh.map(([set]) => set));
    fresh.forEach(([, base], at) => (base.packages = listed[at]!.packages));
    const own = await describe(alike.map(([set, base]) => withoutKnown(set, base)));
    sets.push(...listed, ...own.map((set, at) => toDifference(set, ...alike[at]!)));
    return [
      ...listed.flatMap(({ path, packages }) => setsIn(path, [...packages.keys()], packages)),
      ...own.flatMap(({ path, packages }, at) => {
        const [{ names }, base] = alike[at]!;
        return setsIn(path, names, new Map([...base.packages, ...packages]));
      }),
    ];
  }

  /** The paths of sets in a set. */
  function setsIn(
    path: readonly string[],
    names: readonly string[],
    packages: ReadonlyMap<string, RawPackage>,
  ): (readonly string[])[] {
    // What is below the tests of nixpkgs is the same packages again, for every machine there is.
    if (path[0] === "tests" && path.length > 1) return [];
    return names
      .filter((name) => packages.get(name)?.set)
      .filter((name) => path.length === 0 || !isSelfReference(name))
      .map((name) => [...path, name])
      .filter((below) => !skip.includes(below.join(".")));
  }

  let paths: readonly (readonly string[])[] = [[]];
  for (let depth = 0; depth <= maximumDepth && paths.length > 0; depth++) paths = await collect(paths);
  return { sets, whole, problems };
}

/** A set with fewer names costs little. */
const fewNames = 100;

/**
 * What is to be described of a set that is like another: the names that the other lacks, and those that are no packages there. In
 * another version of a language they may be. Few names can be those of other things, as in `haskell.packages` and `haskell.compiler`,
 * but not where the sets have one name, as `linuxPackages.nvidiaPackages` and that of another kernel.
 */
function withoutKnown(set: NamedSet, { path, all, packages }: Base): NamedSet {
  if (set.names.length < fewNames && set.path.at(-1) !== path.at(-1)) return set;
  const isKnown = (name: string) => {
    const known = packages.get(name);
    return known !== undefined && !known.broken && !known.other;
  };
  return {
    path: set.path,
    names: set.names.filter((name) => !isKnown(name)),
    aliases: set.aliases.filter((name) => !all.has(name)),
  };
}

function toDifference(own: CollectedSet, { names, aliases }: NamedSet, base: Base): CollectedSet {
  const has = new Set([...names, ...aliases]);
  return {
    ...own,
    packages: new Map([...own.packages].filter(([name, found]) => isOther(found, base.packages.get(name)))),
    aliases: new Map([...own.aliases].filter(([name]) => !base.all.has(name))),
    like: { path: base.path, missing: [...base.all].filter((name) => !has.has(name)) },
  };
}

function isOther(found: RawPackage, known: RawPackage | undefined): boolean {
  if (known === undefined) return true;
  return (
    !found.failed && (known.broken !== found.broken || known.other !== found.other || known.set !== found.set)
  );
}

/** Names under which a set keeps itself, or what it is built from. */
function isSelfReference(name: string): boolean {
  return /^(pkgs|super|self|__splicedPackages|buildPackages|targetPackages|final|prev)$/.test(name);
}
