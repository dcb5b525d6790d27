import { refused, requireText } from "./require-text.js";

/** An input of a flake. */
export interface FlakeInput {
  /** The flake reference: `"github:NixOS/nixpkgs/nixos-unstable"`. */
  readonly url?: string;
  /** A reference in parts, instead of the `url`: `"github"` with `owner` and `repo`, `"indirect"` with `id`, … */
  readonly type?: string;
  readonly id?: string;
  readonly owner?: string;
  readonly repo?: string;
  readonly host?: string;
  readonly path?: string;
  /** A branch or tag. */
  readonly ref?: string;
  /** A commit. */
  readonly rev?: string;
  /** The folder in which the `flake.nix` is. */
  readonly dir?: string;
  /** `false` where the input is no flake. */
  readonly flake?: boolean;
  /** Another input that this one is the same as. */
  readonly follows?: string;
  /** What the inputs of this input follow, by name. */
  readonly inputs?: Readonly<Record<string, { readonly follows?: string; readonly url?: string }>>;
}

/** The parts of an input that are texts, in the order in which they are written. */
export const textKeys = [
  "url",
  "type",
  "id",
  "owner",
  "repo",
  "host",
  "path",
  "ref",
  "rev",
  "dir",
  "follows",
] as const satisfies readonly (keyof FlakeInput)[];

/** What an input is made of, in the order in which it is written. */
export interface InputParts {
  readonly [key: string]: string | boolean | InputParts;
}

/** An input as the set that it is written as. @throws NixError `input/invalid`, `input/unknown-key` */
export function partsOf(input: FlakeInput): InputParts {
  if (typeof input !== "object" || input === null) {
    throw refused(`an input is a set, found ${typeof input}`, 'write `{ follows: "…" }` or `{ url: "…" }`');
  }
  const { flake, inputs, ...texts } = input;
  const keys: readonly string[] = textKeys;
  for (const [key, value] of Object.entries(texts)) {
    if (!keys.includes(key)) {
      throw refused(
        `an input of a flake has no \`${key}\``,
        `it has ${allKeys.map((name) => `\`${name}\``).join(", ")}`,
        "input/unknown-key",
      );
    }
    if (value !== undefined) requireText(value, `\`${key}\``);
  }
  if (flake !== undefined && typeof flake !== "boolean") {
    throw refused(
      `\`flake\` is true or false, found ${typeof flake}`,
      "write `flake: false` for what is no flake",
    );
  }
  const parts: [string, string | boolean | InputParts][] = [];
  for (const key of textKeys) if (texts[key] !== undefined) parts.push([key, texts[key]]);
  if (flake !== undefined) parts.push(["flake", flake]);
  const inner = Object.entries(inputs ?? {}).map(([name, target]) => [name, partsOf(target)] as const);
  if (inner.length > 0) parts.push(["inputs", Object.fromEntries(inner)]);
  return Object.fromEntries(parts);
}

const allKeys = [...textKeys, "flake", "inputs"];

/** How many attributes an input has, those of its inputs included. */
export function countParts(value: InputParts): number {
  const counts = Object.values(value).map((part) => (typeof part === "object" ? countParts(part) : 1));
  return counts.reduce((sum, count) => sum + count, 0);
}
