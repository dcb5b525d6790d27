import type { Problem } from "./describe-attributes.js";
import { evaluateFile, expressionFile, type EvaluateOptions, type NixArgument } from "./evaluate.js";

/** A package set, of which only the names were read. */
export interface NamedSet {
  /** The path of the set; empty for the top level. */
  readonly path: readonly string[];
  readonly names: readonly string[];
  /** The names that exist only with aliases. */
  readonly aliases: readonly string[];
}

export interface ReadSetNamesOptions extends EvaluateOptions {
  /** The arguments of `nix/packages.nix` that say which nixpkgs. */
  readonly nixpkgs: { readonly [name: string]: NixArgument };
  readonly onProgress?: (path: readonly string[]) => void;
}

/** What was read of sets; those that are no sets, or do not evaluate, are not in it. */
export interface SetNames {
  readonly sets: readonly NamedSet[];
  /** Sets that hold all of nixpkgs again. */
  readonly whole: readonly (readonly string[])[];
  readonly problems: readonly Problem[];
}

/** How many sets one evaluation reads the names of. */
const setsAtOnce = 100;

/** The names in package sets. Nothing else of them is evaluated. */
export async function readSetNames(
  paths: readonly (readonly string[])[],
  options: ReadSetNamesOptions,
): Promise<SetNames> {
  const sets: NamedSet[] = [];
  const whole: (readonly string[])[] = [];
  const problems: Problem[] = [];

  /** Reads sets at once, and by halves where an error that Nix can't catch ends the evaluation. */
  async function read(some: readonly (readonly string[])[]): Promise<void> {
    const result = await evaluateFile(
      expressionFile("packages"),
      { ...options.nixpkgs, sets: some },
      options,
    );
    if (result.ok) {
      const found = result.value as readonly RawNames[]; // What our own expression prints, see nix/packages.nix.
      some.forEach((path, at) => {
        const raw = found[at];
        if (raw && "whole" in raw) whole.push(path);
        else if (raw) sets.push({ path, ...raw });
      });
      options.onProgress?.(some.at(-1)!);
    } else if (some.length === 1) problems.push({ path: some[0]!, message: result.message });
    else {
      const middle = some.length >> 1;
      await read(some.slice(0, middle));
      await read(some.slice(middle));
    }
  }

  for (let at = 0; at < paths.length; at += setsAtOnce) await read(paths.slice(at, at + setsAtOnce));
  return { sets, whole, problems };
}

/** The names in a set as `nix/packages.nix` prints them. */
type RawNames =
  | { readonly names: readonly string[]; readonly aliases: readonly string[] }
  | { readonly whole: true }
  | null;
