import { collectAliases, type PackageAlias } from "./collect-aliases.js";
import { toPathText } from "./collect-options.js";
import { evaluateFile, expressionFile, type EvaluateOptions, type NixArgument } from "./evaluate.js";
import type { RawPackage } from "./raw.js";

export interface CollectPackagesOptions extends EvaluateOptions {
  /** A checkout of nixpkgs. */
  readonly nixpkgs: string;
  readonly system?: string;
  /** How many attributes one evaluation looks at. More are faster and need more memory. */
  readonly chunk?: number;
  /** Sets that are left out, as `haskellPackages`. */
  readonly skip?: readonly string[];
  readonly onProgress?: (found: number, message: string) => void;
}

/** A package set with its attributes. */
export interface CollectedSet {
  /** The path of the set; empty for the top level. */
  readonly path: readonly string[];
  readonly packages: ReadonlyMap<string, RawPackage>;
  readonly aliases: ReadonlyMap<string, PackageAlias>;
}

export interface CollectedPackages {
  readonly sets: readonly CollectedSet[];
  /** Sets that hold all of nixpkgs again, such as `pkgsCross.musl64`. */
  readonly whole: readonly (readonly string[])[];
  readonly problems: readonly { readonly path: readonly string[]; readonly message: string }[];
}

/** How deep sets within sets are looked at: `haskell.packages.ghc98`. */
const maximumDepth = 3;

/**
 * The attributes of nixpkgs and of its package sets, by evaluation with the user's own Nix. Nothing is built.
 * Attributes that end an evaluation with an error that Nix can't catch come without version, and are among the problems.
 */
export async function collectPackages(options: CollectPackagesOptions): Promise<CollectedPackages> {
  const { nixpkgs, system, onProgress, chunk = 1500, skip = [] } = options;
  const problems: { path: readonly string[]; message: string }[] = [];
  const sets: CollectedSet[] = [];
  const whole: (readonly string[])[] = [];
  let found = 0;
  const base: Record<string, NixArgument> = { nixpkgs: { expression: toPathText(nixpkgs) } };
  if (system !== undefined) base["system"] = system;
  const evaluate = async (args: Record<string, NixArgument>) => {
    const result = await evaluateFile(expressionFile("packages"), { ...base, ...args }, options);
    // What our own expression prints, see nix/packages.nix.
    return result.ok ? { ok: true as const, value: result.value as RawSet[] } : result;
  };

  async function describe(
    set: readonly string[],
    names: readonly string[],
    into: Map<string, RawPackage>,
    aliases = false,
  ): Promise<void> {
    let rest = names;
    while (rest.length > 0) {
      const only = rest.slice(0, chunk);
      const result = await evaluateFile(
        expressionFile("packages"),
        { ...base, sets: [set], only, print: true, aliases },
        options,
      );
      let done = 0;
      for (const line of result.traced) {
        // Packages print warnings of their own.
        if (!line.startsWith(`{"name":${JSON.stringify(only[done] ?? "")},`)) continue;
        // What our own expression prints, see nix/packages.nix.
        const { name, value } = JSON.parse(line) as { readonly name: string; readonly value: RawPackage };
        into.set(name, value);
        done++;
      }
      const name = only[done];
      if (!result.ok && name !== undefined) {
        into.set(name, { failed: true });
        problems.push({ path: [...set, name], message: result.message });
        done++;
      }
      if (done === 0) throw new Error(`Nix says nothing of ${[...set, only[0]].join(".")}`);
      onProgress?.(found + into.size, [...set, only[done - 1]].join("."));
      rest = rest.slice(done);
    }
  }

  /** A set that is large, or in which something does not evaluate: its attributes are looked at in parts. */
  async function collectInParts(set: readonly string[]): Promise<void> {
    const plain = await evaluate({ sets: [set], details: false });
    if (!plain.ok) {
      problems.push({ path: set, message: plain.message });
      return;
    }
    const [raw] = plain.value;
    const names = Object.keys(raw?.packages ?? {});
    const packages = new Map<string, RawPackage>();
    await describe(set, names, packages);
    await keep(set, { ...raw, packages: Object.fromEntries(packages) });
  }

  async function keep(set: readonly string[], raw: RawSet): Promise<void> {
    if (raw.whole) {
      whole.push(set);
      return;
    }
    const packages = new Map(Object.entries(raw.packages ?? {}));
    found += packages.size;
    onProgress?.(found, set.join("."));
    const names = raw.aliases ?? [];
    const evaluated = new Map<string, RawPackage>();
    await describe(set, names, evaluated, true);
    const aliases = await collectAliases(nixpkgs, set, names);
    // An alias that does not evaluate is the message of a name that was removed.
    for (const [name, { broken }] of evaluated)
      if (broken) aliases.set(name, { ...aliases.get(name), removed: true });
    sets.push({ path: set, packages, aliases });
  }

  async function collectSets(paths: readonly (readonly string[])[]): Promise<void> {
    if (paths.length === 0) return;
    const result = await evaluate({ sets: paths });
    if (result.ok) {
      for (const [at, raw] of result.value.entries()) await keep(paths[at]!, raw);
    } else if (paths.length === 1) await collectInParts(paths[0]!);
    else {
      const middle = paths.length >> 1;
      await collectSets(paths.slice(0, middle));
      await collectSets(paths.slice(middle));
    }
  }

  await collectInParts([]);
  const top = sets[0];
  if (top === undefined) return { sets, whole, problems };
  let from = 0;
  for (let depth = 1; depth <= maximumDepth; depth++) {
    const parents = sets.slice(from);
    from = sets.length;
    const below = parents
      .flatMap((parent) => setsIn(parent, top))
      .filter((path) => !skip.includes(path.join(".")));
    for (let at = 0; at < below.length; at += setsAtOnce) await collectSets(below.slice(at, at + setsAtOnce));
  }
  return { sets, whole, problems };
}

/** How many sets one evaluation looks at. */
const setsAtOnce = 16;

/** A set as `nix/packages.nix` prints it. */
interface RawSet {
  readonly packages?: { readonly [name: string]: RawPackage };
  readonly aliases?: readonly string[];
  readonly whole?: true;
}

/** The sets in a set that are not those of the top level again. */
function setsIn({ path, packages }: CollectedSet, top: CollectedSet): (readonly string[])[] {
  return [...packages].flatMap(([name, item]) => {
    const again = path.length > 0 && (isSelfReference(name) || top.packages.get(name)?.set === true);
    return item.set && !again ? [[...path, name]] : [];
  });
}

/** Names under which a set keeps itself, or what it is built from; sets of the top level stand in others as arguments. */
function isSelfReference(name: string): boolean {
  return /^(pkgs|super|self|__splicedPackages|buildPackages|targetPackages|final|prev)$/.test(name);
}
