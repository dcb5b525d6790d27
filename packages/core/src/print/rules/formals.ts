import type { Expr } from "../../ast/expr.js";
import type { Formals } from "../../ast/functions.js";
import type { TokenTrivia, Trivia } from "../../ast/trivia.js";
import { spacing, textRole } from "../../doc/types.js";
import { closeToken, isFlat } from "../policy/absorbable.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrailing } from "../comments.js";
import { hasLeading, hasTrivia, moveTrailingUp, printToken, takeLastTrailing } from "../tokens.js";

/** Writes formals with the `@` name on the side on which it stands. */
export function printFormals(node: Formals, p: Printer): void {
  const alias = node.alias;
  if (alias && node.aliasFirst) {
    printToken(p, alias.name, alias);
    printToken(p, "@", node.tokens?.at);
  }
  printBraces(node, p);
  if (alias && !node.aliasFirst) {
    printToken(p, "@", node.tokens?.at);
    printToken(p, alias.name, alias);
  }
}

/** @see RFC 166 standard, "Function declaration" */
function printBraces(node: Formals, p: Printer): void {
  const leading = node.aliasFirst ? node.tokens?.open?.leading : node.leading;
  const trailing = node.tokens?.open?.trailing;
  const open = moveTrailingUp({ ...(leading && { leading }), ...(trailing !== undefined && { trailing }) });
  const close = closeToken(node);
  p.open();
  printToken(p, "{", open);
  if (node.formals.length === 0 && node.ellipsis === undefined) {
    p.space(node.multiline ? spacing.hardLine : spacing.hardSpace);
    printToken(p, "}", close);
    p.close();
    return;
  }
  const separator = isFlat(node) ? spacing.space : spacing.hardLine;
  p.space(separator);
  p.indent();
  const entries = toEntries(node);
  entries.forEach((entry, index) => {
    if (index > 0) p.space(separator);
    printEntry(entry, index === entries.length - 1, p);
  });
  p.dedent();
  p.space(separator);
  p.indent();
  printLeading(p, close.leading);
  p.dedent();
  p.ascii("}");
  printTrailing(p, close.trailing);
  p.close();
}

/** A formal or the ellipsis, with the comments where they are printed. */
interface Entry {
  readonly text: string;
  name: TokenTrivia;
  readonly question: TokenTrivia | undefined;
  fallback: Expr | undefined;
  /** The ellipsis has none. */
  comma: TokenTrivia | undefined;
}

function toEntries(node: Formals): Entry[] {
  const entries = node.formals.map((item): Entry => ({
    text: item.name.name,
    name: item.leading
      ? { ...item.name, leading: [...item.leading, ...(item.name.leading ?? [])] }
      : item.name,
    question: item.tokens?.question,
    fallback: item.default,
    comma: item.tokens?.comma ?? {},
  }));
  if (node.ellipsis) {
    entries.push({
      text: "...",
      name: node.ellipsis,
      question: undefined,
      fallback: undefined,
      comma: undefined,
    });
  }
  entries.forEach((entry, index) => moveCommaComments(entry, entries[index + 1]));
  entries.forEach(moveEndComment);
  return entries;
}

/** Comments before a comma at the start of a line are about the formal after it. */
function moveCommaComments(entry: Entry, next: Entry | undefined): void {
  const { comma } = entry;
  if (next === undefined || comma === undefined || comma.trailing !== undefined) return;
  if (!hasLeading(comma) || hasDirective(comma.leading!)) return;
  entry.comma = {};
  next.name = { ...next.name, leading: [...comma.leading!, ...(next.name.leading ?? [])] };
}

function hasDirective(trivia: readonly Trivia[]): boolean {
  return trivia.some((piece) => piece.kind === "FormatDirective");
}

/** The comment after a formal goes after its comma. */
function moveEndComment(entry: Entry): void {
  if (entry.comma === undefined || hasTrivia(entry.comma)) return;
  if (entry.fallback !== undefined) {
    const taken = takeLastTrailing(entry.fallback);
    if (taken.trailing === undefined) return;
    entry.fallback = taken.node;
    entry.comma = { trailing: taken.trailing };
  } else if (entry.name.trailing !== undefined) {
    entry.comma = { trailing: entry.name.trailing };
    entry.name = { ...(entry.name.leading && { leading: entry.name.leading }) };
  }
}

function printEntry(entry: Entry, isLast: boolean, p: Printer): void {
  const isBareLast = isLast && entry.comma !== undefined && !hasTrivia(entry.comma);
  if (entry.fallback === undefined) {
    printToken(p, entry.text, entry.name);
    if (!isBareLast) printComma(entry, p);
  } else {
    p.open();
    printToken(p, entry.text, entry.name);
    p.hardSpace();
    p.indent();
    printToken(p, "?", entry.question);
    p.rightHandSide(entry.fallback);
    p.dedent();
    if (!isBareLast) printComma(entry, p);
    p.close();
  }
  // The comma after the last formal is there only where the formals span lines.
  if (isBareLast) p.textAs(textRole.trailing, ",");
}

function printComma(entry: Entry, p: Printer): void {
  if (entry.comma !== undefined) printToken(p, ",", entry.comma);
}
