import { escapeString, isIdentifier, type Diagnostic } from "@nixgen/core";

/** A stretch of a text that is JSON and not Nix. */
export interface JsonPiece {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

/** The JSON object or array that starts at `start`; `undefined` where there is none. */
export function findJson(text: string, start: number): JsonPiece | undefined {
  const end = endOfJson(text, start);
  if (end < 0) return undefined;
  try {
    return { start, end, value: JSON.parse(text.slice(start, end)) };
  } catch {
    return undefined;
  }
}

/** A diagnostic that says that a piece is JSON, with its translation. */
export function explainJson(piece: JsonPiece): Diagnostic {
  const span = { start: piece.start, end: piece.end };
  const text = printJson(piece.value);
  return {
    code: "syntax/json",
    severity: "error",
    message: "found JSON; a set is written `{ name = value; }`, a list `[ a b ]`",
    span,
    suggestions: [
      { message: "write it as Nix", replacement: { span, text } },
      { message: "or read it from a file: `builtins.fromJSON (builtins.readFile ./file.json)`" },
    ],
  };
}

function endOfJson(text: string, start: number): number {
  let depth = 0;
  const pattern = /"(?:[^"\\\n]|\\.)*"|[{}[\]]|[^"{}[\]]+/y;
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [piece] = match;
    if (piece === "{" || piece === "[") depth++;
    else if (piece === "}" || piece === "]") depth--;
    if (depth === 0) return pattern.lastIndex;
  }
  return -1;
}

/** A JSON value as Nix, on one line. */
function printJson(value: unknown): string {
  if (typeof value === "string") return `"${escapeString(value)}"`;
  if (typeof value === "number") return printNumber(value);
  if (Array.isArray(value)) return ["[", ...value.map(printElement), "]"].join(" ");
  if (typeof value !== "object" || value === null) return String(value);
  const bindings = Object.entries(value).map(([name, child]) => `${printName(name)} = ${printJson(child)};`);
  return ["{", ...bindings, "}"].join(" ");
}

function printElement(value: unknown): string {
  return typeof value === "number" && value < 0 ? `(${printNumber(value)})` : printJson(value);
}

function printName(name: string): string {
  return isIdentifier(name) ? name : `"${escapeString(name)}"`;
}

function printNumber(value: number): string {
  const text = String(value);
  // Nix knows exponents only after a point.
  return text.includes("e") && !text.includes(".") ? text.replace("e", ".0e") : text;
}
