/** The words that Nix reserves; none of them is an identifier. */
export const keywords: ReadonlySet<string> = new Set([
  "assert",
  "else",
  "if",
  "in",
  "inherit",
  "let",
  "rec",
  "then",
  "with",
]);

const identifierPattern = /^[A-Za-z_][A-Za-z0-9_'-]*$/;

/**
 * Whether a name can stand as a variable or as an unquoted attribute name.
 * `or` is no keyword in Nix, but reads as one in most places; it counts as none here, so that it is always quoted.
 *
 * @see the Nix manual, "Identifiers"
 * @example
 * isIdentifier("foldl'") // true
 * isIdentifier("in") // false
 */
export function isIdentifier(name: string): boolean {
  return typeof name === "string" && identifierPattern.test(name) && !keywords.has(name) && name !== "or";
}

/** Whether Nix reserves a word. */
export function isKeyword(name: string): boolean {
  return keywords.has(name);
}
