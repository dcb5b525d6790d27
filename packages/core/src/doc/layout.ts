import type { DocIndent } from "./builder.js";
import { fixSpacings } from "./compact.js";
import { mergeSpacings } from "./spacing.js";
import {
  Group,
  groupRole,
  isCommentRole,
  spacing,
  textRole,
  textWidthOf,
  widthOf,
  type Doc,
  type DocItem,
  type Text,
} from "./types.js";
import { DocWalk } from "./walk.js";

/** Widths, in characters. */
export interface LayoutOptions {
  /** What a line should not exceed. */
  readonly width: number;
  /** What one level of nesting adds. */
  readonly indent: number;
  /** The indentation of all lines; 0 where it is absent. It takes nothing from the width. */
  readonly column?: number;
}

/** Lays out a document greedily: each group on one line where it fits, expanded where it does not. */
export function layout(doc: Doc, options: LayoutOptions): string {
  return new Layout(options).run(doc);
}

/**
 * A position in a document: the rest of `items`, then `next`. The chain of them is both the work that is left and
 * what a group has to look ahead at.
 */
interface Cursor {
  readonly items: Doc;
  index: number;
  readonly next: Cursor | undefined;
  /** Set on what follows a priority group that was expanded on trial. */
  readonly trial: Trial | undefined;
}

/** The indentation of the current line and the nesting it belongs to, with those further out. */
interface Level {
  readonly columns: number;
  readonly nesting: number;
  readonly outer: Level | undefined;
}

/** A group of which one priority group after the other is expanded, the last one first. */
interface Trial {
  readonly group: Group;
  readonly segments: readonly Segment[];
  /** For each segment, the least width of all that stands before it; and that of all of them. */
  readonly widths: readonly number[];
  /** The segment that is expanded on trial. */
  readonly tried: number;
  /** The items after that segment. */
  readonly after: Doc;
  readonly rest: Cursor | undefined;
  readonly state: State;
}

/** A priority group, or an item between them. */
interface Segment {
  readonly isPriority: boolean;
  readonly items: Doc;
  /** The least width of the items. */
  readonly textWidth: number;
}

interface State {
  readonly output: string;
  readonly column: number;
  readonly level: Level;
  readonly isSuppressed: boolean;
}

class Layout {
  readonly #width: number;
  readonly #indent: number;
  #output = "";
  /** Characters in the current line, without its indentation; 0 after a line break. */
  #column = 0;
  #level: Level;
  /** In a region that is not formatted: everything goes its way, but nothing is printed. */
  #isSuppressed = false;

  constructor(options: LayoutOptions) {
    this.#width = options.width;
    this.#indent = options.indent;
    this.#level = { columns: options.column ?? 0, nesting: 0, outer: undefined };
  }

  run(doc: Doc): string {
    let cursor: Cursor | undefined = {
      items: [new Group(groupRole.regular, doc)],
      index: 0,
      next: undefined,
      trial: undefined,
    };
    while (cursor !== undefined) {
      if (cursor.trial !== undefined) cursor = this.#endTrial(cursor.trial);
      else if (cursor.index >= cursor.items.length) cursor = cursor.next;
      else {
        const item: DocItem = cursor.items[cursor.index++]!;
        if (item.type === 2) cursor = this.#group(item, workLeft(cursor));
        else if (item.type === 1) this.#spacing(item.size, cursor);
        else this.#text(item, cursor);
      }
    }
    return this.#output;
  }

  /** Prints a group compact, or goes into it. */
  #group(group: Group, rest: Cursor | undefined): Cursor | undefined {
    if (!group.isHard && this.#compact(group.items, rest)) return rest;
    if (group.role !== groupRole.transparent && group.hasPriority) {
      const segments = findSegments(group.items);
      const widths = sumWidths(segments);
      return this.#try({
        group,
        segments,
        widths,
        tried: segments.length,
        after: [],
        rest,
        state: this.#state(),
      });
    }
    return { items: group.items, index: 0, next: rest, trial: undefined };
  }

  /** Starts on the next priority group of a trial, going backwards, whose part before fits. */
  #try(trial: Trial): Cursor {
    const { segments, widths, rest } = trial;
    for (let tried = trial.tried - 1; tried >= 0; tried--) {
      const { isPriority, items: priority } = segments[tried]!;
      if (!isPriority) continue;
      // What comes after must fit on the line in which the priority group ends. Where it does not, more of it does not either.
      if (widths.at(-1)! - widths[tried + 1]! > this.#width) break;
      const after = itemsOf(segments, tried + 1, segments.length);
      if (this.#compactText(after, 0, this.#width) === undefined) break;
      if (widths[tried]! > this.#width - this.#column || this.#isInVain(priority, after, rest)) continue;
      const before = itemsOf(segments, 0, tried);
      const then: Cursor = {
        items: fixSpacings(after),
        index: 0,
        next: rest,
        trial: { ...trial, tried, after },
      };
      const following: Cursor = { items: after, index: 0, next: rest, trial: undefined };
      const ahead: Cursor = { items: priority, index: 0, next: following, trial: undefined };
      if (this.#compact(before, ahead)) return { items: priority, index: 0, next: then, trial: undefined };
    }
    return { items: trial.group.items, index: 0, next: rest, trial: undefined };
  }

  /**
   * Whether it is known without a trial that what comes after the priority group will not fit on its last line. Trials in
   * trials would take twice as long with each level.
   */
  #isInVain(priority: Doc, after: Doc, rest: Cursor | undefined): boolean {
    if (after.length === 0) return false;
    const column = lastLineWidth(priority, this.#width);
    if (column === undefined) return false;
    const room = this.#width - column - firstLineWidth(rest, this.#width);
    return this.#compactText(after, 0, room) === undefined;
  }

  /** After the priority group: the rest of its group is printed compact, or the next priority group gets its turn. */
  #endTrial(trial: Trial): Cursor | undefined {
    if (trial.after.length === 0 || this.#compact(trial.after, trial.rest)) return trial.rest;
    this.#restore(trial.state);
    return this.#try(trial);
  }

  #state(): State {
    return {
      output: this.#output,
      column: this.#column,
      level: this.#level,
      isSuppressed: this.#isSuppressed,
    };
  }

  #restore(state: State): void {
    this.#output = state.output;
    this.#column = state.column;
    this.#level = state.level;
    this.#isSuppressed = state.isSuppressed;
  }

  #text(item: Text, rest: Cursor): void {
    switch (item.role) {
      case textRole.trailingComment:
        // `[ # comment` would be read as the comment of the first element the next time; one more space prevents that.
        if (this.#column === 2 && nextIndent(rest).nesting > this.#level.nesting) {
          this.#put(` ${item.text}`, item.width + 1);
          return;
        }
        break;
      case textRole.disableMarker:
        this.#isSuppressed = true;
        return;
      case textRole.verbatim:
      case textRole.verbatimToEnd: {
        const atLineStart = this.#column === 0 || this.#isSuppressed;
        this.#isSuppressed = false;
        this.#output += atLineStart ? item.text : `\n${item.text}`;
        this.#column = item.text.length - 1 - item.text.lastIndexOf("\n");
        return;
      }
      case textRole.raw:
        this.#nest(item.nesting);
        this.#put(item.text, item.width);
        // Even where it is empty, the line has begun.
        this.#column = Math.max(1, this.#column);
        return;
      default:
    }
    this.#indented(item.nesting, item.offset, item.text, item.width);
  }

  /** Prints text, after the indentation where it starts a line. */
  #indented(nesting: number, offset: number, text: string, width: number): void {
    this.#nest(nesting);
    if (this.#column === 0) this.#emit(" ".repeat(this.#level.columns + offset));
    this.#put(text, width);
  }

  /** Goes to a level of nesting. A deeper one counts only where it starts a line. */
  #nest(nesting: number): void {
    while (nesting < this.#level.nesting && this.#level.outer !== undefined) this.#level = this.#level.outer;
    if (nesting > this.#level.nesting) {
      const columns = this.#level.columns + (this.#column === 0 ? this.#indent : 0);
      this.#level = { columns, nesting, outer: this.#level };
    }
  }

  #put(text: string, width: number): void {
    this.#emit(text);
    this.#column += width;
  }

  #emit(text: string): void {
    if (!this.#isSuppressed) this.#output += text;
  }

  /** Prints a spacing of an expanded group. */
  #spacing(size: number, rest: Cursor): void {
    if (this.#column === 0) return;
    switch (size) {
      case spacing.hardSpace:
        this.#put(" ", 1);
        return;
      case spacing.softBreak:
        if (this.#firstLineFits(this.#width - this.#column, rest)) return;
        break;
      case spacing.softSpace:
        if (this.#firstLineFits(this.#width - this.#column - 1, rest)) {
          this.#put(" ", 1);
          return;
        }
        break;
      default:
    }
    this.#emit("\n".repeat(lineBreaks(size)));
    this.#column = 0;
  }

  /** Prints items on the current line if they fit there, together with what has to follow them on it. */
  #compact(items: Doc, rest: Cursor | undefined): boolean {
    if (items.length === 0) return true;
    const following = firstLineWidth(rest, this.#width);
    const restNesting = nextIndent(rest).nesting;
    const lineNesting = this.#level.nesting;
    if (this.#column > 0) {
      const nextLine = restNesting > lineNesting ? this.#indent : 0;
      const text = this.#compactText(items, nextLine - this.#column, this.#width - this.#column - following);
      if (text === undefined) return false;
      this.#put(text, widthOf(text));
      return true;
    }
    const body = withoutLeadingSpacing(items);
    const { nesting, offset } = firstIndent(body, 0) ?? noIndent;
    const startNesting = lineNesting + (nesting > lineNesting ? this.#indent : 0);
    const text = this.#compactText(
      body,
      restNesting > startNesting ? this.#indent : 0,
      this.#width - following,
    );
    if (text === undefined) return false;
    this.#indented(nesting, offset, text, widthOf(text));
    return true;
  }

  /**
   * The text of items in one line, if it has at most `room` characters (comments don't count).
   * @param nextIndent how far the next line is indented, relative to here.
   */
  #compactText(items: Doc, nextIndent: number, room: number): string | undefined {
    if (room < 0) return undefined;
    const walk: CompactWalk = { text: "", room, nextIndent, pending: -1 };
    if (!walkCompact(items, walk)) return undefined;
    return flushPending(walk) ? walk.text : undefined;
  }

  /** Whether everything up to the next possible line break fits into `target` columns, groups being compact where they fit. */
  #firstLineFits(target: number, rest: Cursor): boolean {
    const maximum = this.#width;
    let room = maximum;
    let pending = -1;
    const ends = (): boolean => maximum - room <= target;
    let cursor: Cursor | undefined = {
      items: rest.items,
      index: rest.index,
      next: rest.next,
      trial: undefined,
    };
    while (cursor !== undefined) {
      if (room < 0) return false;
      if (cursor.index >= cursor.items.length) {
        const { next } = cursor as Cursor;
        cursor = next && { items: next.items, index: next.index, next: next.next, trial: undefined };
        continue;
      }
      const item: DocItem = cursor.items[cursor.index++]!;
      if (item.type === 1) {
        pending = pending < 0 ? item.size : mergeSpacings(pending, item.size);
        continue;
      }
      if (item.type === 2 && item.items[0]?.type === 1 && pending >= 0) {
        cursor = { items: item.items, index: 0, next: cursor, trial: undefined };
        continue;
      }
      if (pending >= 0) {
        if (pending !== spacing.hardSpace) return ends();
        room -= 1;
        pending = -1;
        if (room < 0) return false;
      }
      if (item.type === 0) {
        if (item.role === textRole.verbatim || item.role === textRole.verbatimToEnd) return ends();
        if (item.role === textRole.regular) room -= item.width;
        continue;
      }
      const text = item.isHard
        ? undefined
        : this.#compactText(item.items, 0, room - firstLineWidth(cursor, room));
      if (text === undefined) cursor = { items: item.items, index: 0, next: cursor, trial: undefined };
      else room -= widthOf(text);
    }
    if (pending >= 0 && pending !== spacing.hardSpace) return room >= 0 && ends();
    if (pending >= 0) room -= 1;
    return room >= 0 && ends();
  }
}

interface CompactWalk {
  text: string;
  room: number;
  nextIndent: number;
  /** A spacing that may still merge with the next one, or -1. */
  pending: number;
}

/** Adds items to the text of a walk; `false` where they do not fit or hold a line break. */
function walkCompact(doc: Doc, walk: CompactWalk): boolean {
  const items = new DocWalk(doc);
  for (let item = items.next(); item !== undefined; item = items.next()) {
    if (item.type === 1) {
      walk.pending = walk.pending < 0 ? item.size : mergeSpacings(walk.pending, item.size);
      if (walk.pending >= spacing.hardLine) return false;
    } else if (item.type === 2) {
      // A group that is too wide is not gone into, so that nested groups take linear time.
      if (item.isHard || item.textWidth > walk.room) return false;
      items.enter(item.items);
    } else if (!flushPending(walk) || !addCompactText(item, walk)) return false;
  }
  return true;
}

function flushPending(walk: CompactWalk): boolean {
  if (walk.pending >= spacing.hardSpace) {
    walk.text += " ";
    walk.room--;
    walk.nextIndent--;
  }
  walk.pending = -1;
  return walk.room >= 0;
}

function addCompactText(item: Text, walk: CompactWalk): boolean {
  switch (item.role) {
    case textRole.regular:
      walk.text += item.text;
      walk.room -= item.width;
      walk.nextIndent -= item.width;
      return walk.room >= 0;
    case textRole.comment:
      walk.text += item.text;
      return true;
    case textRole.trailingComment:
      walk.text += walk.nextIndent === 0 ? ` ${item.text}` : item.text;
      return true;
    case textRole.trailing:
      return true;
    default:
      return false;
  }
}

/**
 * The width of the text that must follow on the current line: up to the first spacing that could break. Where it is more
 * than `limit`, it need not be exact.
 */
function firstLineWidth(rest: Cursor | undefined, limit: number): number {
  let width = 0;
  let pending = -1;
  for (let cursor = rest; cursor !== undefined; cursor = cursor.next) {
    const walk = new DocWalk(cursor.items, cursor.index);
    for (let item = walk.next(); item !== undefined; item = walk.next()) {
      if (item.type === 1) pending = pending < 0 ? item.size : mergeSpacings(pending, item.size);
      else if (item.type === 2) walk.enter(item.items);
      else {
        if (pending >= 0 && pending !== spacing.hardSpace) return width;
        if (pending >= 0) width++;
        pending = -1;
        if (!isCommentRole(item.role)) width += item.width;
        if (width > limit) return width;
      }
    }
  }
  return pending === spacing.hardSpace ? width + 1 : width;
}

/** The width of the last line of items that are laid out expanded; `undefined` where only the layout itself can tell. */
function lastLineWidth(doc: Doc, pageWidth: number): number | undefined {
  let items = doc;
  for (;;) {
    let width = 0;
    let index = items.length - 1;
    for (; index >= 0; index--) {
      const item = items[index]!;
      if (item.type !== 0) break;
      width += item.width;
    }
    const item = items[index];
    if (item === undefined) return undefined;
    if (item.type === 1) {
      const breaks = item.size === spacing.break || item.size >= spacing.space;
      return breaks && width > 0 ? width : undefined;
    }
    // Behind a group other texts could stand on its last line.
    if (item.type !== 2 || width > 0) return undefined;
    const isExpanded = item.isHard || item.textWidth > pageWidth;
    if (!isExpanded || (item.role !== groupRole.transparent && item.hasPriority)) return undefined;
    items = item.items;
  }
}

const noIndent: DocIndent = { nesting: 0, offset: 0 };

/** The nesting of the next text. */
function nextIndent(rest: Cursor | undefined): DocIndent {
  for (let cursor = rest; cursor !== undefined; cursor = cursor.next) {
    const text = firstIndent(cursor.items, cursor.index);
    if (text !== undefined) return text;
  }
  return noIndent;
}

/** The nesting of the first text in some items; `undefined` where they are spacings. */
function firstIndent(items: Doc, from: number): DocIndent | undefined {
  for (let i = from; i < items.length; i++) {
    const item = items[i]!;
    if (item.type === 0) return item;
    if (item.type === 2) return item.firstText ?? noIndent;
  }
  return undefined;
}

/** The work after an item, without positions at which nothing is left: where groups end together, they do not pile up. */
function workLeft(cursor: Cursor): Cursor | undefined {
  let left: Cursor | undefined = cursor;
  while (left !== undefined && left.trial === undefined && left.index >= left.items.length) left = left.next;
  return left;
}

function withoutLeadingSpacing(items: Doc): Doc {
  const first = items[0]!;
  if (first.type === 1) return items.slice(1);
  if (first.type === 2 && first.items[0]?.type === 1) {
    return [new Group(first.role, first.items.slice(1)), ...items.slice(1)];
  }
  return items;
}

/** Splits a group around its priority groups. */
function findSegments(doc: Doc): readonly Segment[] {
  const segments: Segment[] = [];
  const walk = new DocWalk(doc);
  for (let item = walk.next(); item !== undefined; item = walk.next()) {
    if (item.type === 2 && item.role === groupRole.transparent) walk.enter(item.items);
    else if (item.type === 2 && item.role === groupRole.priority) {
      segments.push({ isPriority: true, items: item.items, textWidth: item.textWidth });
    } else segments.push({ isPriority: false, items: [item], textWidth: textWidthOf(item) });
  }
  return segments;
}

function sumWidths(segments: readonly Segment[]): number[] {
  const widths = [0];
  for (const { textWidth } of segments) widths.push(widths.at(-1)! + textWidth);
  return widths;
}

function itemsOf(segments: readonly Segment[], start: number, end: number): Doc {
  return segments.slice(start, end).flatMap(({ items }) => items);
}

function lineBreaks(size: number): number {
  if (size === spacing.emptyLine) return 2;
  return size >= spacing.newlines ? size - spacing.newlines + 1 : 1;
}
