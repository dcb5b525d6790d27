import { isHardSpacing, mergeSpacings, spacingOf } from "./spacing.js";
import {
  Group,
  groupRole,
  isCommentRole,
  spacing,
  Text,
  textRole,
  widthOf,
  type Doc,
  type DocItem,
  type GroupRole,
  type TextRole,
} from "./types.js";

/** How a text is indented where it starts a line: levels, and columns beside them. */
export interface DocIndent {
  readonly nesting: number;
  readonly offset: number;
}

/**
 * Takes a document piece by piece and keeps it in normal form: spacings in a row are merged, and line breaks and comments
 * at the edges of a group stand outside it, where they can't force the group to expand.
 */
export class DocBuilder {
  #items: Doc = [];
  readonly #open: { readonly items: Doc; readonly role: GroupRole }[] = [];
  #nesting: number;
  #offset: number;
  /** How many spaces were merged into others. nixfmt counts them where it decides whether code is short. */
  mergedSpaces = 0;

  constructor({ nesting, offset }: DocIndent = { nesting: 0, offset: 0 }) {
    this.#nesting = nesting;
    this.#offset = offset;
  }

  /** The document so far. */
  get items(): Doc {
    return this.#items;
  }

  /** How what is written now is indented. */
  get docIndent(): DocIndent {
    return { nesting: this.#nesting, offset: this.#offset };
  }

  text(text: string): void {
    this.#text(text, textRole.regular, widthOf(text));
  }

  /** Text that is known to be ASCII. */
  ascii(text: string): void {
    this.#text(text, textRole.regular, text.length);
  }

  textAs(role: TextRole, text: string): void {
    this.#text(text, role, widthOf(text));
  }

  space(size: number): void {
    const items = this.#items;
    const last = items.at(-1);
    if (last !== undefined && last.type === 1) {
      this.#countMerged(last.size, size);
      items[items.length - 1] = spacingOf(mergeSpacings(last.size, size));
    } else items.push(spacingOf(size));
  }

  /** Everything up to the matching `dedent` is nested one level deeper. */
  indent(): void {
    this.#nesting++;
  }

  dedent(): void {
    this.#nesting--;
  }

  /** Everything up to a call with the negative amount is shifted by that many columns. */
  shift(columns: number): void {
    this.#offset += columns;
  }

  open(role: GroupRole = groupRole.regular): void {
    this.#open.push({ items: this.#items, role });
    this.#items = [];
  }

  close(): void {
    const content = this.#items;
    const { items, role } = this.#open.pop()!;
    this.#items = items;
    this.#append(content, role);
  }

  /** Runs `write` and returns what it wrote, which does not become part of the document. */
  capture(write: () => void): Doc {
    const outer = this.#items;
    this.#items = [];
    write();
    const captured = this.#items;
    this.#items = outer;
    return captured;
  }

  /** Adds a document that was captured before, as if it were written here. */
  append(doc: Doc): void {
    doc.forEach((item, index) => {
      if (index === 0 && item.type === 0) this.#addText(item);
      else this.#push(item);
    });
  }

  #countMerged(left: number, right: number): void {
    if (left >= spacing.hardSpace && right >= spacing.hardSpace) this.mergedSpaces++;
  }

  #text(text: string, role: TextRole, width: number): void {
    if (text === "" && role < textRole.disableMarker) return;
    this.#addText(new Text(this.#nesting, this.#offset, role, text, width));
  }

  /** Texts of one role in a row become one, which stands where the first of them does. */
  #addText(item: Text): void {
    const items = this.#items;
    const last = items.at(-1);
    if (last === undefined || last.type !== 0 || last.role !== item.role) items.push(item);
    else {
      const { nesting, offset, role, text, width } = last;
      items[items.length - 1] = new Text(nesting, offset, role, text + item.text, width + item.width);
    }
  }

  #push(item: DocItem): void {
    if (item.type === 1) this.space(item.size);
    else if (item.type === 2) this.#pushGroup(item);
    else this.#items.push(item);
  }

  /** Closes a group: what has to stand outside goes before and after it. */
  #append(content: Doc, role: GroupRole): void {
    let start = 0;
    while (start < content.length && movesOut(content[start]!)) start++;
    let end = content.length;
    while (end > start && isHardSpacingItem(content[end - 1]!)) end--;
    for (let i = 0; i < start; i++) this.#push(content[i]!);
    if (end > start) {
      const body = start === 0 && end === content.length ? content : content.slice(start, end);
      const only = body.length === 1 ? body[0]! : undefined;
      this.#pushGroup(
        only !== undefined && only.type === 2 && only.role === role ? only : new Group(role, body),
      );
    }
    for (let i = end; i < content.length; i++) this.#push(content[i]!);
  }

  /** A space before a group that starts with a spacing merges into it. */
  #pushGroup(group: Group): void {
    const items = this.#items;
    const last = items.at(-1);
    if (last !== undefined && last.type === 1 && last.size === spacing.hardSpace) {
      const size = leadingSpacing(group);
      if (size !== undefined) {
        this.#countMerged(last.size, size);
        items[items.length - 1] = withLeadingSpacing(group, mergeSpacings(last.size, size));
        return;
      }
    }
    items.push(group);
  }
}

/** The spacing that a group starts with; `undefined` where it starts with something else. */
function leadingSpacing(group: Group): number | undefined {
  let first = group.items[0]!;
  while (first.type === 2) first = first.items[0]!;
  return first.type === 1 ? first.size : undefined;
}

/** A group that starts with a spacing, with another one in its place. */
function withLeadingSpacing(group: Group, size: number): Group {
  const outer = [group];
  for (let first = group.items[0]!; first.type === 2; first = first.items[0]!) outer.push(first);
  let replaced: DocItem = spacingOf(size);
  for (const { role, items } of outer.reverse()) replaced = new Group(role, [replaced, ...items.slice(1)]);
  // The outermost one came first.
  return replaced as Group;
}

function movesOut(item: DocItem): boolean {
  if (item.type === 1) return isHardSpacing(item.size);
  if (item.type === 2) return item.isComment;
  return isCommentRole(item.role) || item.role === textRole.verbatim || item.role === textRole.verbatimToEnd;
}

function isHardSpacingItem(item: DocItem): boolean {
  return item.type === 1 && isHardSpacing(item.size);
}
