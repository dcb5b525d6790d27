import type { Span } from "@nixgen/core";

/** A function, or the head of one, as another language writes it. */
export interface ForeignFunction extends Span {
  /** The same in Nix. */
  readonly written: string;
  /** Whether the body comes after it. */
  readonly isHead: boolean;
}

const name = "[A-Za-z_][\\w]*";
const parameters = `\\(\\s*((?:${name}(?:\\s*,\\s*${name})*)?)\\s*\\)`;

/** With the parameters as the first group, the body, where it has an end of its own, as the second. */
const patterns: readonly RegExp[] = [
  new RegExp(`${parameters}\\s*=>`, "y"),
  new RegExp(`function\\b\\s*(?:${name})?\\s*${parameters}\\s*\\{\\s*return\\b([^;{}]{0,300});?\\s*\\}`, "y"),
  new RegExp(`\\\\\\s*(${name}(?:\\s+${name})*)\\s*->`, "y"),
  new RegExp(`lambda\\s+(${name}(?:\\s*,\\s*${name})*)\\s*:`, "y"),
];

/** The function that starts at `offset` as JavaScript, Python or Haskell writes it: `(a, b) =>`, `lambda a:`, `\a ->`. */
export function findForeignFunction(text: string, offset: number): ForeignFunction | undefined {
  if (!/[(\\fl]/.test(text.charAt(offset))) return undefined;
  for (const pattern of patterns) {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    if (found === null) continue;
    const head = (found[1] ?? "")
      .split(/[\s,]+/)
      .map((parameter) => `${parameter === "" ? "_" : parameter}:`)
      .join(" ");
    const body = found[2]?.trim();
    return {
      start: offset,
      end: pattern.lastIndex,
      written: body === undefined ? head : `(${head} ${body})`,
      isHead: body === undefined,
    };
  }
  return undefined;
}
