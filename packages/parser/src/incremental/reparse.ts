import {
  equalTrees,
  isNode,
  refusedArgument,
  requireInteger,
  requireList,
  requireOptions,
  requireText,
  type AttributeSet,
  type BindingNode,
  type Expr,
  type File,
  type List,
  type Node,
  type TokenTrivia,
  type Trivia,
} from "@nixgen/core";
import { checkNotes } from "../check/check-notes.js";
import { emptyNotes } from "../lower/notes.js";
import { parse, parseToChange, type ParseResult } from "../parse.js";
import { findHeader, readHeader } from "./header.js";
import { columnAt, rebuild } from "./rebuild.js";
import { findPath, findRegions, itemsOf, type Container, type Region } from "./regions.js";
import { hasSpans, keepSpans, moveSpans, replaceSpans, takeSpans } from "./spans.js";

/** A change of a text: what stands from `start` up to `end`, in UTF-16 code units, becomes `text`. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What {@link parse} makes of a text after a change, in much less time where the text is long: only the bindings, list
 * elements or formals around the change are read, the rest of the tree is taken over.
 *
 * The result that went before is used up: the places of nodes that both trees share move with the text.
 *
 * @example
 * const before = parse("{ a = 1; }");
 * const after = reparse(before, { start: 6, end: 7, text: "2" }); // parse("{ a = 2; }")
 */
export function reparse(previous: ParseResult, change: TextChange): ParseResult {
  requireResult(previous);
  const { text: old, tree, diagnostics } = previous;
  requireChange(change, old.length);
  const text = old.slice(0, change.start) + change.text + old.slice(change.end);
  // Directives of the formatter reach across bindings.
  if (diagnostics.length > 0 || !hasSpans(tree) || hasDirective(previous, text, change)) return parse(text);
  const path = findPath(tree, change.start, change.end);
  const header = findHeader(path, change);
  const changed = header && readHeader(tree, old, text, header);
  if (changed !== undefined) {
    plain.add(changed.tree);
    return changed;
  }
  for (const region of findRegions(path, old, change.start, change.end)) {
    if (region.end - region.start > old.length / 2) break;
    const result = readRegion(tree, old, text, region);
    if (result === undefined) continue;
    plain.add(result.tree);
    return result;
  }
  return parse(text);
}

const directive = "nixfmt:";

/** Trees of texts without directives: only a change can bring one in. */
const plain = new WeakSet<File>();

function hasDirective({ tree }: ParseResult, text: string, { start, text: added }: TextChange): boolean {
  if (!plain.has(tree)) return text.includes(directive);
  const { length } = directive;
  return text.slice(Math.max(0, start - length), start + added.length + length).includes(directive);
}

/** Reads a region anew; `undefined` where it can't be read by itself. */
function readRegion(tree: File, old: string, text: string, region: Region): ParseResult | undefined {
  if (joinsLet(region, text)) return undefined;
  const delta = text.length - old.length;
  if (namesLanguage(region, text, delta)) return undefined;
  const brackets = region.container.kind === "List" ? "[]" : "{}";
  const before = lead(old, region, brackets.charAt(0));
  if (before === undefined) return undefined;
  const source = before + text.slice(region.start, region.end + delta) + brackets.charAt(1);
  const read = parseToChange(source);
  const { expression } = read.tree;
  if (read.diagnostics.length > 0 || expression.span!.end !== source.length || !isBracketed(expression))
    return undefined;
  const inner = text.slice(region.open, region.close + delta);
  const breaksChange = old.slice(region.open, region.close).includes("\n") !== inner.includes("\n");
  if (breaksChange && region.path.some(notesBreaks)) return undefined;
  const container = withItems(region, expression, inner.includes("\n"));
  const fresh = takeSpans(read.tree);
  // The last to end are the brackets and the file, which were only written to read what is between them.
  fresh.nodes.length -= 2;
  moveSpans(fresh, region.start - before.length);
  const spans = takeSpans(tree);
  replaceSpans(spans, region, delta, fresh);
  const next = rebuild(tree, region.path, container, breaksChange ? text : undefined);
  keepSpans(next, spans);
  if (definesSame(region, container)) return { text, tree: next, diagnostics: [] };
  const problems = checkNotes({
    ...emptyNotes(),
    bindings: [...region.path.slice(0, -1), container].flatMap(bindingsOf),
    lets: container.kind === "Let" ? [container.bindings] : [],
  });
  // The places are those of the new text, and a fresh tree has its own.
  return problems.length > 0 ? parse(text) : { text, tree: next, diagnostics: [] };
}

/** Whether a comment at the end of a region can name the language of a string after it, which is not read with it. */
function namesLanguage({ container, start, end, next }: Region, text: string, delta: number): boolean {
  const isLast = next === itemsOf(container).length;
  return (
    !isLast &&
    text
      .slice(start, end + delta)
      .trimEnd()
      .endsWith("*/")
  );
}

/** Whether the word `let` now goes on in what follows it: `letx = 1;`. */
function joinsLet({ container, previous, start }: Region, text: string): boolean {
  return container.kind === "Let" && previous < 0 && /[\w'-]/.test(text.charAt(start));
}

/** Whether a change left all names and what is a set as they were; then no name can clash that did not before. */
function definesSame(
  { container: { kind }, container, previous, next }: Region,
  changed: Container,
): boolean {
  const old = itemsOf(container);
  const now = itemsOf(changed);
  if (kind === "List") return true;
  if (old.length !== now.length) return false;
  for (let i = Math.max(0, previous); i < next; i++) {
    const [before, after] = [old[i]!, now[i]!];
    if (before.kind !== "Binding" || after.kind !== "Binding") return false;
    if (before.value.kind !== after.value.kind || !equalTrees(before.path, after.path)) return false;
  }
  return true;
}

function isBracketed(node: Expr): node is AttributeSet | List {
  return node.kind === "AttributeSet" || node.kind === "List";
}

function bindingsOf(node: Node): (readonly BindingNode[])[] {
  return node.kind === "AttributeSet" || node.kind === "Let" || node.kind === "LegacyLet"
    ? [node.bindings]
    : [];
}

/** What stands before a region when it is read: an opening bracket, such that the columns are those of the text. */
function lead(old: string, { previous, start }: Region, bracket: string): string | undefined {
  const column = columnAt(old, start);
  if (column === undefined) return undefined;
  if (previous < 0) return " ".repeat(Math.max(0, column - 1)) + bracket;
  return column === 0 ? `${bracket}\n` : bracket + " ".repeat(column - 1);
}

/** The container with the items that were read in place of the old ones, and the trivia at its brackets. */
function withItems(region: Region, read: AttributeSet | List, isOverLines: boolean): Container {
  const { container, previous, next } = region;
  const items = itemsOf(container);
  const added = itemsOf(read).slice();
  const after = items.slice(next);
  const tokens: Record<string, TokenTrivia | undefined> = { ...(container.tokens as object) };
  const opening = container.kind === "Let" ? "let" : "open";
  const closing = container.kind === "Let" ? "in" : "close";
  if (previous >= 0) {
    // What stands before the first item that is read is as it was.
    if (added.length === 0) throw new Error("a region begins with an item that was there");
    added[0] = withLeading(added[0]!, items[previous]!.leading);
  } else setTrailing(tokens, opening, read.tokens?.open?.trailing);
  const last = read.tokens?.close?.leading;
  if (after.length > 0) after[0] = withLeading(after[0]!, last);
  else setLeading(tokens, closing, last);
  const all = items.slice(0, Math.max(0, previous)).concat(added, after);
  const { multiline: _multiline, tokens: _tokens, ...rest } = container as AttributeSet;
  return {
    ...rest,
    [container.kind === "List" ? "elements" : "bindings"]: all,
    ...(isOverLines && container.kind !== "Let" && { multiline: true }),
    ...(Object.keys(tokens).length > 0 && { tokens }),
  } as unknown as Container;
}

function withLeading<Item extends BindingNode | Expr>(
  item: Item,
  leading: readonly Trivia[] | undefined,
): Item {
  const { leading: _leading, ...rest } = item;
  return (leading === undefined ? rest : { ...rest, leading }) as Item;
}

function setLeading(
  tokens: Record<string, TokenTrivia | undefined>,
  slot: string,
  leading: readonly Trivia[] | undefined,
): void {
  const { leading: _leading, ...rest } = tokens[slot] ?? {};
  set(tokens, slot, leading === undefined ? rest : { ...rest, leading });
}

function setTrailing(
  tokens: Record<string, TokenTrivia | undefined>,
  slot: string,
  trailing: string | undefined,
): void {
  const { trailing: _trailing, ...rest } = tokens[slot] ?? {};
  set(tokens, slot, trailing === undefined ? rest : { ...rest, trailing });
}

function set(tokens: Record<string, TokenTrivia | undefined>, slot: string, trivia: TokenTrivia): void {
  if (Object.keys(trivia).length > 0) tokens[slot] = trivia;
  else delete tokens[slot];
}

/** Whether a node other than a container notes that it spans lines. */
function notesBreaks({ kind }: Node): boolean {
  return kind === "Formals" || kind === "Formal" || kind === "Inherit";
}

/** Refuses what `parse` did not give. @throws NixError `input/invalid` */
function requireResult(value: unknown): void {
  requireOptions(value, "what was parsed before");
  const { text, tree, diagnostics } = value as Partial<ParseResult>;
  requireText(text, "the text that was parsed before");
  requireList(diagnostics, "what was wrong with it");
  if (isNode(tree) && tree.kind === "File") return;
  throw refusedArgument("the tree of what was parsed before is none", "give what `parse` or `reparse` gave");
}

/** Refuses what is no change of a text. @throws NixError `input/invalid` */
function requireChange(value: unknown, length: number): void {
  requireOptions(value, "the change of a text");
  const { start, end, text } = value as Partial<TextChange>;
  requireInteger(start, "the start of a change");
  requireInteger(end, "the end of a change");
  requireText(text, "the text of a change");
  if (0 <= start! && start! <= end! && end! <= length) return;
  throw refusedArgument(
    `the text has no place from ${start} to ${end}; it has ${length} characters`,
    "give offsets in UTF-16 code units, from 0",
  );
}
