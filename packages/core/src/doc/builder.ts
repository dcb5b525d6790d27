import { isHardSpacing, mergeSpacings, spacingOf } from "./spacing.js";
import {
  Group,
  groupRole,
  spacing,
  Text,
  textRole,
  widthOf,
  type Doc,
  type DocItem,
  type GroupRole,
  type TextRole,
} from "./types.js";

/**
 * Takes a document piece by piece and keeps it in normal form: spacings in a row are merged, and line breaks and comments
 * at the edges of a group stand outside it, where they can't force the group to expand.
 */
export class DocBuilder {
  #items: Doc = [];
  readonly #open: { readonly items: Doc; readonly role: GroupRole }[] = [];
  #nesting = 0;
  #offset = 0;

  /** The document so far. */
  get items(): Doc {
    return this.#items;
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
    if (last !== undefined && last.type === 1)
      items[items.length - 1] = spacingOf(mergeSpacings(last.size, size));
    else items.push(spacingOf(size));
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

  /** Adds a document that was captured before. */
  append(doc: Doc): void {
    for (const item of doc) this.#push(item);
  }

  #text(text: string, role: TextRole, width: number): void {
    if (text === "" && role < textRole.disableMarker) return;
    const items = this.#items;
    const last = items.at(-1);
    if (last !== undefined && last.type === 0 && last.role === role) {
      items[items.length - 1] = new Text(
        last.nesting,
        last.offset,
        role,
        last.text + text,
        last.width + width,
      );
    } else items.push(new Text(this.#nesting, this.#offset, role, text, width));
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
      const merged = withLeadingSpace(group);
      if (merged !== undefined) {
        items.pop();
        items.push(merged);
        return;
      }
    }
    items.push(group);
  }
}

/** The group with a space merged into the spacing that it starts with; `undefined` where it starts with something else. */
function withLeadingSpace(group: Group): Group | undefined {
  const first = group.items[0]!;
  let replaced: DocItem | undefined;
  if (first.type === 1) replaced = spacingOf(mergeSpacings(spacing.hardSpace, first.size));
  else if (first.type === 2) replaced = withLeadingSpace(first);
  return replaced && new Group(group.role, [replaced, ...group.items.slice(1)]);
}

function movesOut(item: DocItem): boolean {
  if (item.type === 1) return isHardSpacing(item.size);
  if (item.type === 0)
    return (
      isCommentRole(item.role) || item.role === textRole.verbatim || item.role === textRole.verbatimToEnd
    );
  return isCommentGroup(item);
}

function isCommentGroup(group: Group): boolean {
  return group.items.every((item) => {
    if (item.type === 1) return isHardSpacing(item.size);
    return item.type === 0 ? isCommentRole(item.role) : isCommentGroup(item);
  });
}

function isCommentRole(role: TextRole): boolean {
  return role === textRole.comment || role === textRole.trailingComment;
}

function isHardSpacingItem(item: DocItem): boolean {
  return item.type === 1 && isHardSpacing(item.size);
}
