import { NixError, type Diagnostic, type Expr, type File } from "@nixgen/core";
import { checkNotes } from "./check/check-notes.js";
import { explainSyntax } from "./check/explain.js";
import { checkVariables } from "./check/unbound.js";
import { buildKindTable, type KindTable } from "./lower/kinds.js";
import { lowerTree, type Lowered } from "./lower/lower.js";
import { readFlatTree, readKindNames } from "./syntax/flat-tree.js";

/** A text, its tree, and what is wrong with it. */
export interface ParseResult {
  /** The text that was parsed, as it was. */
  readonly text: string;
  /** The tree. Where the text has syntax errors, it has `Error` nodes in place of what could not be read. */
  readonly tree: File;
  /** What is wrong, in the order of the places; empty exactly where Nix takes the text for Nix. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ParseOptions {
  /** Also report variables that nothing defines, as `nix-instantiate --parse` does. */
  readonly undefinedVariables?: boolean;
}

/**
 * The syntax tree of a text. Never throws: of a text that is not Nix, `diagnostics` says all that is wrong.
 *
 * @example
 * parse("{ a = 1; }").tree.expression.kind // "AttributeSet"
 * parse("{ a = 1 }").diagnostics[0]?.code // "syntax/missing-semicolon"
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const { tree, notes, hasError } = readTree(text);
  const problems = hasError ? explain(text, tree) : [];
  if (!problems.some(shiftsCode)) problems.push(...checkNotes(notes));
  if (options.undefinedVariables && !hasError) problems.push(...checkVariables(tree));
  if (problems.length > 1) problems.sort((a, b) => a.span!.start - b.span!.start);
  return { text, tree, diagnostics: problems };
}

/**
 * The syntax tree of a text.
 *
 * @throws {@link NixError} with the diagnostics, where the text is not Nix.
 */
export function parseOrThrow(text: string, options?: ParseOptions): File {
  const { tree, diagnostics } = parse(text, options);
  if (diagnostics.length > 0) throw new NixError(diagnostics, text);
  return tree;
}

/**
 * The expression that a text holds, without what stands around it.
 *
 * @throws {@link NixError} with the diagnostics, where the text is not Nix.
 * @example
 * parseExpression("pkgs.git").kind // "Select"
 */
export function parseExpression(text: string): Expr {
  return parseOrThrow(text).expression;
}

/**
 * The tree of a text that the grammar takes, even where a rule beyond the grammar is broken (a name is defined twice, say).
 *
 * @throws {@link NixError} with the syntax errors, where the grammar does not take it.
 */
export function readSoundTree(text: string): File {
  const { tree, hasError } = readTree(text);
  if (hasError) throw new NixError(explain(text, tree), text);
  return tree;
}

function readTree(text: string): Lowered & { readonly hasError: boolean } {
  const { records, hasError } = readFlatTree(text);
  return { ...lowerTree(text, records, kindTable(), hasError), hasError };
}

let table: KindTable | undefined;

function kindTable(): KindTable {
  return (table ??= buildKindTable(readKindNames()));
}

function explain(text: string, tree: File): Diagnostic[] {
  const problems = explainSyntax(text);
  if (problems.length > 0) return problems;
  // The parser and the reader that explains are held against each other by tests; this is for what these did not show.
  const span = { start: 0, end: tree.span!.end };
  return [
    { code: "syntax/unexpected", severity: "error", message: "the text is not Nix", span, suggestions: [] },
  ];
}

/** Whether a problem makes code appear in another set than where it was meant to be, so that names clash by mistake. */
function shiftsCode({ code }: Diagnostic): boolean {
  return code.startsWith("syntax/unclosed-") || code === "syntax/unmatched-closing";
}
