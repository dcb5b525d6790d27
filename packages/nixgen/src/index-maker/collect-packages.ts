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

/** Names that nixpkgs itself has at its top level, so that a set with all of them is nixpkgs again. */
const markersOfNixpkgs = ["stdenv", "fetchurl", "hello", "lib", "python3Packages"];

/** How deep sets within sets are looked at: `haskell.packages.ghc98`. */
const maximumDepth = 3;

/**
 * The attributes of nixpkgs and of its package sets, by evaluation with the user's own Nix. Nothing is built.
 * Attributes that end an evaluation with an error that Nix can't catch come without version, and are among the problems.
 */
export async function collectPackages(options: CollectPackagesOptions): Promise<CollectedPackages> {
  const { nixpkgs, system, onProgress, chunk = 3000 } = options;
  const problems: { path: readonly string[]; message: string }[] = [];
  const sets: CollectedSet[] = [];
  const whole: (readonly string[])[] = [];
  let found = 0;
  const base: Record<string, NixArgument> = { nixpkgs: { expression: toPathText(nixpkgs) } };
  if (system !== undefined) base["system"] = system;
  const evaluate = async (args: Record<string, NixArgument>) => {
    const result = await evaluateFile(expressionFile("packages"), { ...base, ...args }, options);
    // What our own expression prints, see nix/packages.nix.
    return result.ok ? { ok: true as const, value: result.value as Record<string, RawPackage> } : result;
  };

  async function describe(
    set: readonly string[],
    only: readonly string[],
    into: Map<string, RawPackage>,
  ): Promise<void> {
    if (only.length === 0) return;
    const result = await evaluate({ set, only });
    if (result.ok) {
      for (const [name, item] of Object.entries(result.value)) into.set(name, item);
      found += only.length;
      onProgress?.(found, [...set, only.at(-1)!].join("."));
    } else if (only.length === 1) {
      into.set(only[0]!, {});
      problems.push({ path: [...set, only[0]!], message: result.message });
    } else {
      const middle = only.length >> 1;
      await describe(set, only.slice(0, middle), into);
      await describe(set, only.slice(middle), into);
    }
  }

  async function collectSet(set: readonly string[]): Promise<void> {
    const plain = await evaluate({ set, details: false, aliases: false });
    if (!plain.ok) {
      problems.push({ path: set, message: plain.message });
      return;
    }
    const names = Object.keys(plain.value);
    if (set.length > 0 && markersOfNixpkgs.every((name) => name in plain.value)) {
      whole.push(set);
      return;
    }
    const packages = new Map<string, RawPackage>();
    for (let at = 0; at < names.length; at += chunk)
      await describe(set, names.slice(at, at + chunk), packages);
    const all = await evaluate({ set, details: false });
    const extra = all.ok ? Object.keys(all.value).filter((name) => !packages.has(name)) : [];
    sets.push({ path: set, packages, aliases: await collectAliases(nixpkgs, set, extra) });
    if (set.length >= maximumDepth) return;
    for (const [name, item] of packages) {
      const again = set.length > 0 && (isSelfReference(name) || sets[0]!.packages.get(name)?.set === true);
      if (item.set && !again) await collectSet([...set, name]);
    }
  }

  await collectSet([]);
  return { sets, whole, problems };
}

/** Names under which a set keeps itself, or what it is built from; sets of the top level stand in others as arguments. */
function isSelfReference(name: string): boolean {
  return /^(pkgs|super|self|__splicedPackages|buildPackages|targetPackages|final|prev)$/.test(name);
}
