/**
 * The closed catalogue of diagnostic codes. A code never changes its meaning.
 * `docs/diagnostics.md` is written from it.
 */
export const diagnosticCodes = {
  // Values that have no meaning in Nix.
  "value/not-a-number": "NaN and the infinities have no literal in Nix",
  "value/integer-out-of-range": "Nix integers have 64 bits; JavaScript numbers are exact up to 2^53",
  "value/unsupported": "A value of this JavaScript type has no meaning in Nix",
  "value/cycle": "A value that contains itself can't be written down",
  "value/sparse-array": "An array with holes has no meaning in Nix",
  "value/lone-surrogate": "Half of a surrogate pair can't be encoded in UTF-8",
  "value/nul-character": "Nix strings can't contain the NUL character",
  // Trees that are not Nix.
  "tree/invalid-name": "The name is not a Nix identifier",
  "tree/duplicate-attribute": "An attribute may be defined only once",
  "tree/duplicate-formal": "A formal may be declared only once",
  "tree/error-node": "A tree with syntax errors can't be printed",
  "tree/invalid-node": "The value is not a syntax tree node",
  // Syntax.
  "syntax/unexpected": "The text is not Nix",
} as const satisfies Record<string, string>;

/** A stable diagnostic code, such as `"value/cycle"`. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
