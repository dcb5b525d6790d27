import {
  describeValue,
  markNode,
  NixError,
  refusedArgument,
  requireOptions,
  type Diagnostic,
  type Expr,
  type File,
} from "@nixgen/core";
import { checkNotes } from "./check/check-notes.js";
import { explainSyntax } from "./check/explain.js";
import { readToken } from "./check/lexer.js";
import { checkLikelyMistakes } from "./check/likely-mistakes.js";
import { checkNulCharacters } from "./check/nul-characters.js";
import { checkVariables } from "./check/unbound.js";
import { keepSpans } from "./incremental/spans.js";
import { buildKindTable, type KindTable } from "./lower/kinds.js";
import { lowerTree, type Lowered } from "./lower/lower.js";
import { recoverTree } from "./recover/recover-tree.js";
import type { TreeSpans } from "./lower/state.js";
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
  /** Also warn of what is Nix, and most likely not what was meant: a call in a list that lacks its parentheses. */
  readonly likelyMistakes?: boolean;
}

/**
 * The syntax tree of a text. Never throws for a text: of one that is not Nix, `diagnostics` says all that is wrong.
 *
 * @example
 * parse("{ a = 1; }").tree.expression.kind // "AttributeSet"
 * parse("{ a = 1 }").diagnostics[0]?.code // "syntax/missing-semicolon"
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  checkIsText(text, "parse");
  requireOptions(options, "the options of `parse`");
  return text.length < longText ? check(text, readTree(text), options) : parseToChange(text, options);
}

/** From this length on it pays to keep the places of a tree for a change of the text. Reading less anew is as quick. */
const longText = 20_000;

/** {@link parse}, keeping the places of the tree, to be moved when the text changes. */
export function parseToChange(text: string, options: ParseOptions = {}): ParseResult {
  const spans: TreeSpans = { nodes: [], comments: [] };
  const read = readTree(text, spans);
  if (read.syntaxErrors.length === 0) keepSpans(read.tree, spans);
  return check(text, read, options);
}

function check(text: string, { tree, notes, syntaxErrors }: ReadTree, options: ParseOptions): ParseResult {
  const hasError = syntaxErrors.length > 0;
  let problems = [...syntaxErrors];
  if (!problems.some(shiftsCode)) problems = problems.concat(checkNotes(notes));
  if (!hasError && text.includes("\0")) problems = problems.concat(checkNulCharacters(text, tree));
  if (options.undefinedVariables && !hasError) problems = problems.concat(checkVariables(tree));
  if (options.likelyMistakes && !hasError) problems = problems.concat(checkLikelyMistakes(text, tree));
  if (problems.length > 1) problems.sort((a, b) => a.span!.start - b.span!.start);
  // What a program is likely to put into a text by mistake refuses that, as what builders make does.
  markNode(tree.expression);
  return { text, tree: markNode(tree), diagnostics: problems };
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
  checkIsText(text, "format");
  const { tree, syntaxErrors } = readTree(text);
  if (syntaxErrors.length > 0) throw new NixError(syntaxErrors, text);
  return tree;
}

interface ReadTree extends Lowered {
  /** Where the grammar does not take the text: why. */
  readonly syntaxErrors: readonly Diagnostic[];
}

/** @param spans takes the places of the tree, where the text is Nix. */
function readTree(text: string, spans?: TreeSpans): ReadTree {
  const { records, errorAt } = readFlatTree(text);
  if (errorAt === undefined) {
    return { ...lowerTree(text, records, kindTable(), spans), syntaxErrors: [] };
  }
  const { problems, repairs } = explainSyntax(text);
  const syntaxErrors = problems.length > 0 ? problems : [explainPlainly(text, errorAt)];
  return { ...recoverTree(text, repairs, kindTable()), syntaxErrors };
}

let table: KindTable | undefined;

function kindTable(): KindTable {
  return (table ??= buildKindTable(readKindNames()));
}

/**
 * For what the reader that explains has no words: tests hold it against the parser, but it gives up on texts that are nested
 * very deeply.
 */
function explainPlainly(text: string, errorAt: number): Diagnostic {
  const { kind, start, end } = readToken(text, errorAt);
  const message =
    kind === "end"
      ? "the text ends too early"
      : `found \`${text.slice(start, end)}\`, which can't stand here`;
  return { code: "syntax/unexpected", severity: "error", message, span: { start, end }, suggestions: [] };
}

/** Whether a problem makes code appear in another set than where it was meant to be, so that names clash by mistake. */
function shiftsCode({ code }: Diagnostic): boolean {
  return code.startsWith("syntax/unclosed-") || code === "syntax/unmatched-closing";
}

/** Refuses what is no text, which a program without types can hand in. @throws NixError `input/invalid` */
function checkIsText(text: unknown, name: string): asserts text is string {
  if (typeof text === "string") return;
  const message = `\`${name}\` takes a text, found ${describeValue(text)}`;
  throw refusedArgument(message, "read the file as text, or give `print(…)` of a value");
}
