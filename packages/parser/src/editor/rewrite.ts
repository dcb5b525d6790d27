import {
  findNode,
  isExpr,
  mapChildren,
  markNode,
  parenthesize,
  printBindingsAt,
  printElementsAt,
  printExprAt,
  printTree,
  walk,
  type BindingNode,
  type Expr,
  type File,
  type Node,
  type TokenTrivia,
  type Trivia,
} from "@nixgen/core";
import { fitLineEnds } from "./fit-line-ends.js";
import { isCopy, keepTrivia, lastOf, leadingOf, withoutTrailing } from "./keep-trivia.js";
import { chainTo, follow, substitute, type Chain } from "./chain.js";
import { refuseUnsoundPlace } from "./in-error.js";
import { ownedComments, ownedStart } from "./leading.js";
import { endsLine, indentationAt, lineEnd, lineStart, startsLine, withLineFeeds } from "./lines.js";
import {
  endOfItem,
  isContainer,
  isOverLines,
  itemsKey,
  itemsOf,
  printItem,
  spanOf,
  type Container,
  type Item,
  type Source,
} from "./source.js";
import type { Splice } from "./splice.js";
import { isOpenSet } from "./view.js";
import { withTabs } from "./with-tabs.js";

/**
 * The change that puts `replacement` where `node` stands. Where the lines around are as nixfmt writes them, so are they
 * after it; else nothing but the node is written anew.
 *
 * @param literal the text of the replacement where it is written alone; without it, what the printer makes of it.
 */
export function replaceNode(source: Source, node: Node, replacement: Node, literal?: string): Splice {
  const target = chainOf(source, node);
  const unit = unitOf(source, target);
  const owner = unit.parent?.node;
  const unitWith = (inner: Node): Node => {
    const changed = substitute(unit, target, inner);
    return owner?.kind === "List" ? parenthesizeItem(owner, changed as Item) : parenthesize(changed);
  };
  const formatted = replaceFormatted(
    source,
    unit,
    unitWith(fitLineEnds(source, keepTrivia(node, replacement), node)),
  );
  if (formatted !== undefined) return formatted;
  if (literal === undefined) return replaceAlone(source, target, follow(unitWith(replacement), unit, target));
  const { start, end } = spanOf(node);
  return { start, end, text: literal };
}

/** Writes a unit anew, where it is written as nixfmt writes it. */
function replaceFormatted(source: Source, unit: Chain, changed: Node): Splice | undefined {
  const { start, end } = rangeOf(source, unit);
  if (findNode(unit.node, "Error") !== undefined) return undefined;
  if (printUnit(source, unit, unit.node) !== withLineFeeds(source.text.slice(start, end))) return undefined;
  return { start, end, text: printUnit(source, unit, changed) };
}

/** {@link replaceNode} where the lines around are as nixfmt writes them; `undefined` where they are not. */
export function replaceTidy(source: Source, node: Node, changed: Node): Splice | undefined {
  const target = chainOf(source, node);
  const unit = unitOf(source, target);
  return replaceFormatted(
    source,
    unit,
    parenthesize(substitute(unit, target, fitLineEnds(source, changed, node))),
  );
}

/** Whether the lines around a node are as nixfmt writes them. */
export function isTidyAround(source: Source, node: Node): boolean {
  const { node: unit } = unitOf(source, chainOf(source, node));
  return replaceTidy(source, unit, unit) !== undefined;
}

/** The change that writes the lines around a node as nixfmt does. */
export function printAround(source: Source, node: Node): Splice {
  const unit = unitOf(source, chainOf(source, node));
  return { ...rangeOf(source, unit), text: printUnit(source, unit, unit.node) };
}

/** What an item is put beside. */
export interface Insertion {
  /** The number of the item that it is put before; the number of all items to put it at the end. */
  readonly index: number;
  /** Whether a blank line sets it apart from the item before it. */
  readonly isApart?: boolean;
  /** Whether it stands below the comment of the next item. */
  readonly isBelowComment?: boolean;
}

/** The change that adds an item to a container. */
export function insertItem(
  source: Source,
  container: Container,
  newItem: Item,
  { index, isApart, isBelowComment }: Insertion,
): Splice {
  const item = fitLineEnds(source, newItem);
  const items = itemsOf(container);
  const { text } = source;
  const previous = items[index - 1];
  const next = items[index];
  const beside = previous ?? next;
  const isOnOwnLines = isOverLines(container) && beside !== undefined && ownsLines(text, beside);
  refuseUnsoundPlace(source, container, isOnOwnLines);
  if (isOnOwnLines) {
    const indentation = indentationAt(text, beside.span!.start);
    const written = printNew(source, container, item, indentation.length);
    if (isBelowComment && next !== undefined) {
      const at = next.span!.start;
      return { start: at, end: at, text: `${written}\n${indentation}` };
    }
    if (previous !== undefined) {
      const at = endOfLineOf(text, previous);
      return { start: at, end: at, text: `${isApart ? "\n" : ""}\n${indentation}${written}` };
    }
    const at = startOfOwned(text, next!);
    return { start: at, end: at, text: `${indentation}${written}\n${isApart ? "\n" : ""}` };
  }
  const key = itemsKey(container);
  const changed = [...items];
  changed.splice(index, 0, item);
  if (items.length === 0) return replaceNode(source, container, withOnlyItem(container, item));
  const node = markNode({ ...container, [key]: changed } as Container);
  const whole = replaceTidy(source, container, node);
  if (whole !== undefined) return whole;
  const written = printNew(source, container, item, indentationAt(text, container.span!.start).length);
  // Beside what takes several lines, each item gets lines of its own.
  const isSound = findNode(container, "Error") === undefined;
  if (isSound && written.includes("\n") && isOnOneLine(text, container)) {
    const wide = hasBrackets(container) ? markNode({ ...node, multiline: true as const }) : node;
    const chain = chainOf(source, container);
    const outer = outerLetOf(text, chain);
    return replaceAlone(source, outer, substitute(outer, chain, wide));
  }
  // The container is written in the style of a person, on one line: so is what is added to it.
  const line = `\n${indentationAt(text, beside!.span!.start)}`;
  const tail = "trailing" in item && item.trailing !== undefined ? line : "";
  if (previous === undefined) {
    const at = ownedStart(text, next!);
    const gap = startsLine(text, at) && at < next!.span!.start ? line : " ";
    return { start: at, end: at, text: written + (tail === "" ? gap : tail) };
  }
  const at = endOfItem(text, previous);
  const hasLead = at > previous.span!.end || (item.leading ?? []).some(isComment);
  const lead = hasLead ? line : " ";
  return { start: at, end: at, text: lead + written + (endsLine(text, at) ? "" : tail) };
}

/** Whether the items of a container are written on one line, and could have lines of their own. */
function isOnOneLine(text: string, container: Container): boolean {
  if (container.kind !== "Let") return !isOverLines(container) && hasBrackets(container);
  const last = container.bindings.at(-1);
  return last !== undefined && !text.slice(spanOf(container).start, spanOf(last).end).includes("\n");
}

/** The outermost `let` on one line that a node is bound in: `in` is not to follow what takes several lines. Else the node. */
function outerLetOf(text: string, chain: Chain): Chain {
  let outer = chain;
  for (let link: Chain | undefined = chain; link?.parent !== undefined; link = link.parent) {
    const { node } = link.parent;
    const isBound = node.kind === "Let" && link.key === "bindings";
    if (isBound && isOnOneLine(text, node) && findNode(node, "Error") === undefined) outer = link.parent;
  }
  return outer;
}

/** Whether a container stands between brackets, which can go to lines of their own. */
function hasBrackets({ kind }: Container): boolean {
  return kind === "AttributeSet" || kind === "List";
}

/** An empty container with an item in it. A comment behind the bracket goes below the item: above, it would be the item's. */
function withOnlyItem(container: Container, item: Item): Container {
  const { open, close, ...tokens } = (container.tokens ?? {}) as Record<string, TokenTrivia | undefined>;
  const { trailing, ...rest } = open ?? {};
  const behind: Trivia[] = trailing === undefined ? [] : [{ kind: "LineComment", text: ` ${trailing}` }];
  const below = [...behind, ...(close?.leading ?? [])];
  return markNode({
    ...container,
    [itemsKey(container)]: [item],
    tokens: {
      ...tokens,
      ...(open && { open: rest }),
      ...(below.length > 0 && { close: { ...close, leading: below } }),
    },
    ...(container.kind === "AttributeSet" && { multiline: true }),
  } as Container);
}

/** The change that takes an item out of its container, with the comments that belong to it unless they are to be kept. */
export function removeItem(
  source: Source,
  container: Container,
  index: number,
  keepComments = false,
): Splice {
  const { text } = source;
  const items = itemsOf(container);
  const item = items[index]!;
  const rest = items.filter((_, other) => other !== index);
  const comments = keepComments ? [] : ownedComments(text, item);
  const isLast = rest.length === 0 && comments.length === (item.leading ?? []).filter(isComment).length;
  const hasInner = (container.tokens as { close?: { leading?: readonly unknown[] } } | undefined)?.close
    ?.leading;
  if (
    isOverLines(container) &&
    ownsLines(text, item) &&
    !(isLast && hasInner === undefined && container.kind !== "Let")
  ) {
    const start = keepComments ? lineStart(text, item.span!.start) : startOfOwned(text, item);
    const end = Math.min(text.length, lineEnd(text, item.span!.end) + 1);
    return removeLines(text, start, end);
  }
  const node = markNode({ ...container, [itemsKey(container)]: rest } as Container) as Container & {
    multiline?: true;
  };
  // A block comment behind the item, with something after it on the line, stays.
  const end = endOfItem(text, item);
  const hasBehind = item.trailing !== undefined && end === item.span!.end;
  if (isLast && !hasBehind) {
    const { multiline: _multiline, ...empty } = node;
    return replaceNode(source, container, markNode(empty as Container));
  }
  const whole = hasBehind ? undefined : replaceTidy(source, container, node);
  if (whole !== undefined) return whole;
  const next = items[index + 1];
  const previous = items[index - 1];
  const start = keepComments ? item.span!.start : ownedStart(text, item);
  if (next === undefined && previous !== undefined) {
    const from = endOfItem(text, previous);
    if (text.slice(from, start).trim() !== "") return { start, end, text: "" };
    const isBehindComment = from > previous.span!.end && !endsLine(text, end);
    const line = isBehindComment ? `\n${indentationAt(text, previous.span!.start)}` : "";
    return { start: from, end, text: line };
  }
  // What stands before the next item is the next item's.
  return { start, end: end + /^\s*/.exec(text.slice(end))![0].length, text: "" };
}

/** Lines that are taken out, with a blank line that would be left at an end of a block or doubled. */
function removeLines(text: string, start: number, end: number): Splice {
  const blankBefore = /\n(?:[ \t]*\r?\n)+$/.exec(text.slice(Math.max(0, start - 200), start));
  const blankAfter = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end));
  const after = text.slice(end).trimStart().charAt(0);
  const closes = "}])".includes(after) || /^in\b/.test(text.slice(end).trimStart());
  if (blankBefore && (blankAfter || closes))
    return { start: start - blankBefore[0].length + 1, end, text: "" };
  const opens = /[{[(]\s*$|\blet\s*$/.test(text.slice(Math.max(0, start - 200), start));
  if (opens && blankAfter) return { start, end: end + blankAfter[0].length, text: "" };
  return { start, end, text: "" };
}

function isComment(piece: { readonly kind: string }): boolean {
  return piece.kind !== "BlankLine";
}

/** The start of the first line that belongs to an item: of the comments right above it, or its own. */
export function startOfOwned(text: string, item: Item): number {
  return lineStart(text, ownedStart(text, item));
}

/** The end of the last line of an item, with the white space that may stand there. */
function endOfLineOf(text: string, item: Item): number {
  const end = endOfItem(text, item);
  return end + /^[ \t]*/.exec(text.slice(end, lineEnd(text, end)))![0].length;
}

/** Whether nothing else stands on the lines of an item. */
function ownsLines(text: string, item: Item): boolean {
  return startsLine(text, item.span!.start) && endsLine(text, endOfItem(text, item));
}

function printNew(source: Source, container: Container, item: Item, column: number): string {
  const own = parenthesizeItem(container, item);
  const options = { ...source.layout, column };
  // Comments of a new item are written before it.
  if (own.leading?.length) {
    const text =
      container.kind === "List"
        ? printElementsAt([own as Expr], options)
        : printBindingsAt([own as BindingNode], options);
    return withTabs(source, text, ...bracketsOf(container));
  }
  return withTabs(source, printItem(container, own, source.layout, column), ...bracketsOf(container));
}

/** What makes an expression of an item. */
function bracketsOf({ kind }: Container): readonly [string, string] {
  return kind === "List" ? ["[", "]"] : ["{", "}"];
}

function parenthesizeItem(container: Container, item: Item): Item {
  const around = { ...container, [itemsKey(container)]: [item] } as Container;
  const file = parenthesize({ kind: "File", expression: around } as File);
  return itemsOf(file.expression as Container)[0]!;
}

function chainOf(source: Source, node: Node): Chain {
  const chain = chainTo(source.tree, node);
  if (chain === undefined) throw new Error("the node is none of this document");
  return chain;
}

/** The smallest part of a file around a node whose layout depends on nothing else: an item on lines of its own. */
function unitOf(source: Source, target: Chain): Chain {
  let unit = target;
  for (let link: Chain | undefined = target; link !== undefined; link = link.parent) {
    unit = link;
    const owner = link.parent?.node;
    const isItem =
      owner !== undefined &&
      (isContainer(owner) ? link.key === itemsKey(owner) && isOverLines(owner) : isInOpenSet(link));
    if (isItem && ownsLines(source.text, link.node as Item)) return link;
  }
  return unit;
}

/** Whether a node is a binding of a set that lacks a bracket. */
function isInOpenSet({ node, parent }: Chain): boolean {
  return parent !== undefined && isOpenSet(parent.node) && isBinding(node);
}

function rangeOf(source: Source, unit: Chain): { readonly start: number; readonly end: number } {
  if (unit.parent === undefined) return { start: 0, end: source.text.length };
  return { start: spanOf(unit.node).start, end: endOfItem(source.text, unit.node) };
}

function printUnit(source: Source, unit: Chain, root: Node): string {
  const { layout, text } = source;
  if (root.kind === "File") return withTabs(source, printTree(root, layout), "", "");
  const column = indentationAt(text, spanOf(unit.node).start).length;
  const owner = unit.parent!.node as Container;
  return withTabs(source, printItem(owner, root as Item, layout, column), ...bracketsOf(owner));
}

/** Writes a node anew and leaves all around it as it is. */
function replaceAlone(source: Source, target: Chain, replacement: Node): Splice {
  const { text, layout } = source;
  const { start, end } = spanOf(target.node);
  const column = indentationAt(text, start).length;
  const kept = keepWritten(target.node, replacement);
  const { leading, ...bare } = withoutTrailing(kept.node) as Expr;
  // What was read elsewhere comes without the comments that stood there.
  const own = kept.isWhole ? leading : leading?.filter((piece) => isComment(piece) && !("span" in piece));
  const node = fitLineEnds(
    source,
    markNode({ ...(bare as Expr), ...(own?.some(isComment) && { leading: own }) }),
  );
  const printed = isBinding(replacement)
    ? withTabs(source, printBindingsAt([node as never], { ...layout, column }), "{", "}")
    : withTabs(source, printExprAt(node, { ...layout, column }), "(", ")");
  const written = printed.replaceAll(/\bkept--(\d+)\b/g, (_, index) =>
    source.slice(kept.nodes[Number(index)]!),
  );
  const glueBefore = /[\w'-]$/.test(text.slice(0, start)) && /^[\w'-]/.test(written) ? " " : "";
  const glueAfter = /[\w'-]$/.test(written) && /^[\w'-]/.test(text.slice(end, end + 1)) ? " " : "";
  return { start, end, text: glueBefore + written + glueAfter };
}

interface Kept {
  readonly node: Node;
  /** What the names stand for. */
  readonly nodes: readonly Expr[];
  /** Whether nothing is new. */
  readonly isWhole: boolean;
}

/**
 * A node in which expressions that stood in the old one have names in their place: `kept--0`, `kept--1`, … What is not
 * changed there is not written anew.
 */
function keepWritten(old: Node, node: Node): Kept {
  const known = new Map<number, Expr[]>();
  walk(old, (inner) => {
    if (!isExpr(inner)) return;
    const { start } = spanOf(inner);
    known.set(start, [...(known.get(start) ?? []), inner]);
  });
  const isKnown = (inner: Expr): boolean =>
    inner.span !== undefined && (known.get(inner.span.start) ?? []).some((other) => isCopy(inner, other));
  const nodes: Expr[] = [];
  const keep = (inner: Node): Node => {
    if (!isExpr(inner) || !isKnown(inner)) return mapChildren(inner, keep);
    // Comments at the edges of the old node stand outside of it, where they stay.
    const leading = withoutOutside(leadingOf(inner), old);
    const trailing = spanOf(inner).end < spanOf(old).end ? lastOf(inner).trailing : undefined;
    const name = `kept--${nodes.push(inner) - 1}`;
    return markNode({ kind: "Identifier", name, ...(leading && { leading }), ...(trailing && { trailing }) });
  };
  return { node: keep(node), nodes, isWhole: isExpr(node) && isKnown(node) };
}

/** The comments before something new, without those that were read and stand before what is there already. */
function withoutOutside(leading: readonly Trivia[] = [], old: Node): readonly Trivia[] | undefined {
  const outside = (leadingOf(old) ?? []).filter(isComment);
  const isOutside = (piece: Trivia): boolean =>
    isComment(piece) && "span" in piece && outside.some((other) => isSamePiece(other, piece));
  const own = leading.slice(leading.findLastIndex(isOutside) + 1);
  return own.length > 0 ? own : undefined;
}

/** Whether two comments say the same; one before a string can name its language, and before something else it can't. */
function isSamePiece(left: Trivia, right: Trivia): boolean {
  return wordsOf(left) === wordsOf(right);
}

function wordsOf(piece: Trivia): string {
  switch (piece.kind) {
    case "LineComment":
      return piece.text.trim();
    case "BlockComment":
      return piece.lines.join("\n");
    case "LanguageAnnotation":
      return piece.language;
    case "FormatDirective":
      return piece.directive;
    case "BlankLine":
      return "";
  }
}

function isBinding(node: Node): boolean {
  return node.kind === "Binding" || node.kind === "Inherit";
}
