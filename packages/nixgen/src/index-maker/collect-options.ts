import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluateFile, expressionFile, type EvaluateOptions, type NixArgument } from "./evaluate.js";
import type { OptionKind } from "../names/option-kind.js";
import type { RawOption } from "./raw.js";
import { writePackageNames } from "./write-package-names.js";

export interface CollectOptionsOptions extends EvaluateOptions {
  readonly kind: OptionKind;
  /** A checkout of nixpkgs; for home-manager and nix-darwin one of its `lib` alone is enough. */
  readonly nixpkgs: string;
  /** A checkout of home-manager or nix-darwin. */
  readonly source?: string;
  readonly system?: string;
  /** Called when a part is done. */
  readonly onProgress?: (found: number, message: string) => void;
}

/** Options, and the places that could not be evaluated, with what Nix said. */
export interface CollectedOptions {
  readonly options: readonly RawOption[];
  readonly problems: readonly { readonly path: readonly string[]; readonly message: string }[];
}

/**
 * All options of a module system, by evaluation with the user's own Nix.
 *
 * Where an error that Nix can't catch ends the evaluation, the tree is halved until the option is found that has it; that one
 * comes without a default, or else without a type, and is among the problems.
 */
export async function collectOptions(options: CollectOptionsOptions): Promise<CollectedOptions> {
  const { cache, nixpkgs, source } = options;
  if (source === undefined || hasPackages(nixpkgs)) return collect(options);
  if (cache !== undefined) return collect(options, writePackageNames(cache.directory));
  const directory = mkdtempSync(join(tmpdir(), "nixgen-"));
  try {
    return await collect(options, writePackageNames(directory));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function collect(options: CollectOptionsOptions, packageNames?: string): Promise<CollectedOptions> {
  const { kind, nixpkgs, source, system, onProgress } = options;
  const found: RawOption[] = [];
  const problems: { path: readonly string[]; message: string }[] = [];
  const file = expressionFile(kind);
  const base: Record<string, NixArgument> = { nixpkgs: { expression: toPathText(nixpkgs) } };
  if (source !== undefined) base["source"] = { expression: toPathText(source) };
  if (packageNames !== undefined) base["packageNames"] = { expression: toPathText(packageNames) };
  if (system !== undefined) base["system"] = system;

  const evaluate = (args: Record<string, NixArgument>) => evaluateFile(file, { ...base, ...args }, options);
  const add = (value: unknown, message: string) => {
    // What our own expression prints, see nix/options.nix.
    found.push(...(value as RawOption[]));
    onProgress?.(found.length, message);
  };

  async function collectNames(below: readonly string[], only: readonly string[]): Promise<void> {
    const result = await evaluate({ below, only });
    if (result.ok) return add(result.value, [...below, only[0]].join("."));
    if (only.length > 1) {
      const middle = only.length >> 1;
      await collectNames(below, only.slice(0, middle));
      await collectNames(below, only.slice(middle));
      return;
    }
    await collectBelow([...below, ...only]);
  }

  async function collectBelow(below: readonly string[]): Promise<void> {
    const names = await evaluate({ below, names: true });
    if (!names.ok) {
      problems.push({ path: below, message: names.message });
      return;
    }
    if (Array.isArray(names.value)) return collectNames(below, names.value as string[]);
    let message = "";
    for (const attempt of [
      { below, defaults: false },
      { below, shallow: true },
    ]) {
      const result = await evaluate(attempt);
      if (result.ok) {
        add(result.value, below.join("."));
        break;
      }
      message = result.message;
    }
    if (message !== "") problems.push({ path: below, message });
  }

  const all = await evaluate({});
  if (all.ok) add(all.value, kind);
  else await collectBelow([]);
  return { options: found, problems };
}

/** Whether a checkout is a whole nixpkgs, not only its `lib`. */
export function hasPackages(nixpkgs: string): boolean {
  return existsSync(join(nixpkgs, "pkgs/top-level"));
}

/** A path as Nix reads it, whatever characters it has. */
export function toPathText(path: string): string {
  const text = path.replaceAll(/["\\]|\$\{/g, (match) => `\\${match}`);
  return `(/. + "${text}")`;
}
