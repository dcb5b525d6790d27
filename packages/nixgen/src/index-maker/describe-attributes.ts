import {
  evaluateFile,
  expressionFile,
  toDataText,
  type EvaluateOptions,
  type NixArgument,
} from "./evaluate.js";
import type { RawPackage } from "./raw.js";

/** An attribute of a package set. */
export interface Attribute {
  /** The path of the set; empty for the top level. */
  readonly path: readonly string[];
  readonly name: string;
  /** Whether the set is to be looked at as it is with aliases. */
  readonly aliases: boolean;
}

/** What could not be evaluated, and what Nix said. */
export interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

export interface DescribeAttributesOptions extends EvaluateOptions {
  /** The arguments of `nix/packages.nix` that say which nixpkgs. */
  readonly nixpkgs: { readonly [name: string]: NixArgument };
  readonly onProgress?: (done: number, message: string) => void;
}

/** How many attributes one evaluation looks at. More are faster and need more memory. */
const attributesAtOnce = 1500;

/** Where so many attributes of a set below the top level, from the first one on, have the same error, the others are not tried. */
const mostFailures = 3;

/**
 * What attributes are, in order. One that ends the evaluation with an error that Nix can't catch is `{ failed: true }`, and among
 * the problems; the evaluation goes on after it, or after its set where nothing of that evaluates.
 */
export async function describeAttributes(
  wanted: readonly Attribute[],
  options: DescribeAttributesOptions,
): Promise<{ readonly packages: readonly RawPackage[]; readonly problems: readonly Problem[] }> {
  const packages: RawPackage[] = [];
  const problems: Problem[] = [];
  let failures = 0;
  while (packages.length < wanted.length) {
    const part = wanted.slice(packages.length, packages.length + attributesAtOnce);
    const attributes = { expression: toDataText(groupBySet(part)) };
    const result = await evaluateFile(
      expressionFile("packages"),
      { ...options.nixpkgs, attributes },
      options,
    );
    const described = readDescribed(result.traced);
    packages.push(...described);
    const next = part[described.length];
    if (next !== undefined) {
      const path = [...next.path, next.name];
      if (result.ok) throw new Error(`Nix says nothing of ${path.join(".")}`);
      const isSame =
        described.length === 0 &&
        wanted[packages.length - 1]?.path === next.path &&
        problems.at(-1)?.message === result.message;
      failures = isSame ? failures + 1 : 1;
      packages.push({ failed: true });
      problems.push({ path, message: result.message });
      const isAll = next.path.length > 0 && wanted[packages.length - failures - 1]?.path !== next.path;
      if (failures === mostFailures && isAll) {
        const before = packages.length;
        while (wanted[packages.length]?.path === next.path) packages.push({ failed: true });
        const rest = packages.length - before;
        if (rest > 0) problems.push({ path: next.path, message: `${rest} more: ${result.message}` });
      }
    }
    const last = wanted[packages.length - 1]!;
    options.onProgress?.(packages.length, [...last.path, last.name].join("."));
  }
  return { packages, problems };
}

/** What `nix/packages.nix` printed of attributes, between warnings that packages print of their own. */
function readDescribed(lines: readonly string[]): RawPackage[] {
  const described: RawPackage[] = [];
  for (const line of lines) {
    if (!line.startsWith(`{"at":${described.length},`)) continue;
    described.push((JSON.parse(line) as { readonly value: RawPackage }).value);
  }
  return described;
}

/** Attributes in the form that `nix/packages.nix` takes. */
function groupBySet(attributes: readonly Attribute[]) {
  const groups: (Omit<Attribute, "name"> & { readonly names: string[] })[] = [];
  for (const { path, name, aliases } of attributes) {
    const last = groups.at(-1);
    if (last?.path === path && last.aliases === aliases) last.names.push(name);
    else groups.push({ path, aliases, names: [name] });
  }
  return groups;
}
