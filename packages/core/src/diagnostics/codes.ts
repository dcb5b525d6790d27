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
  "tree/unbound-variable": "A variable is bound nowhere",
  "tree/invalid-node": "The value is not a syntax tree node",
  // Syntax: brackets, quotes and comments that are not closed, or not opened.
  "syntax/unclosed-brace": "A `{` has no `}`",
  "syntax/unclosed-bracket": "A `[` has no `]`",
  "syntax/unclosed-comment": "A `/*` has no `*/`",
  "syntax/unclosed-indented-string": "An indented string has no closing quotes",
  "syntax/unclosed-interpolation": "A `${` has no `}`",
  "syntax/unclosed-parenthesis": "A `(` has no `)`",
  "syntax/unclosed-string": "A string has no closing quote",
  "syntax/unmatched-closing": "A closing bracket has no opening one",
  // Syntax: something is missing.
  "syntax/missing-colon": "The parameter of a function is followed by `:`",
  "syntax/missing-comma": "Formals are separated by `,`",
  "syntax/missing-else": "Every `if` has an `else`",
  "syntax/missing-equals": "The name in a binding is followed by `=`",
  "syntax/missing-expression": "An expression is missing",
  "syntax/missing-in": "The bindings of `let` are followed by `in`",
  "syntax/missing-semicolon": "Bindings, `with` and `assert` end with `;`",
  "syntax/missing-then": "The condition of `if` is followed by `then`",
  "syntax/missing-value": "A binding has no value",
  // Syntax: something else stands where a part of Nix belongs.
  "syntax/arrow-function": "A function is written with `:`, not with `=>`",
  "syntax/bindings-outside-set": "Bindings stand in a set or in `let`",
  "syntax/colon-for-equals": "A binding is written with `=`, not with `:`",
  "syntax/comma-in-inherit": "Inherited names are separated by white space",
  "syntax/comma-in-list": "List elements are separated by white space",
  "syntax/comma-in-set": "Bindings end with `;`, not with `,`",
  "syntax/comparison-for-equals": "A binding is written with `=`, not with `==`",
  "syntax/compound-assignment": "Values do not change; there is no `+=`",
  "syntax/double-comma": "There is a `,` too many between formals",
  "syntax/ellipsis-not-last": "`...` is the last of the formals",
  "syntax/else-if": "A further condition is written `else if`",
  "syntax/equals-for-colon": "The parameter of a function is followed by `:`, not by `=`",
  "syntax/equals-in-expression": "Values are compared with `==`",
  "syntax/foreign-quotes": "Strings are written in straight double quotes",
  "syntax/inherit-path": "`inherit` takes names, not paths",
  "syntax/interpolation-outside-string": "`${…}` stands in strings, paths and attribute names",
  "syntax/invalid-character": "The character has no meaning in Nix",
  "syntax/json": "The text is JSON",
  "syntax/keyword-as-name": "A keyword can't be a name",
  "syntax/mixed-pipes": "`|>` and `<|` need parentheses between them",
  "syntax/needs-parentheses": "The expression needs parentheses where it stands",
  "syntax/non-associative": "Comparisons can't be chained",
  "syntax/path-double-slash": "A path can't have two slashes in a row",
  "syntax/path-trailing-slash": "A path can't end with a slash",
  "syntax/semicolon-in-formals": "Formals are separated by `,`",
  "syntax/semicolon-in-list": "List elements are separated by white space",
  "syntax/single-quotes": "Strings are written in double quotes",
  "syntax/slash-comment": "A comment starts with `#`",
  "syntax/ternary": "A choice is written `if … then … else …`",
  "syntax/trailing-semicolon": "Nothing comes after the expression of a file",
  "syntax/unexpected": "The text is not Nix",
  "syntax/unknown-operator": "Nix has no such operator",
  // What the grammar allows and Nix does not.
  "syntax/duplicate-attribute": "An attribute may be defined only once",
  "syntax/duplicate-formal": "A formal may be declared only once",
  "syntax/dynamic-attribute": "Names in `let` and `inherit` must be known without evaluation",
  "syntax/number-out-of-range": "Integers have 64 bits, floats are IEEE doubles",
  "syntax/undefined-variable": "Nothing defines the variable",
  // Options of builders.
  "input/invalid": "An option of a builder has a value that it can't have",
  "input/unknown-key": "A builder has no option of this name",
  // Templates.
  "template/hole": "A hole of a template stands where its value can't",
  // Files.
  "file/outside": "A path leads out of the directory of a plan",
  "file/changed": "A file on disk changed since it was read",
  "file/exists": "A file is there already that the plan did not write",
  "file/unwritable": "A file could not be written",
} as const satisfies Record<string, string>;

/** A stable diagnostic code, such as `"value/cycle"`. */
export type DiagnosticCode = keyof typeof diagnosticCodes;
