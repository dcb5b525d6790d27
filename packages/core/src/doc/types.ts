/**
 * The document algebra: what a rule says about a piece of text before anything is known about columns.
 * A document is a sequence of texts, spacings and groups.
 */

/** A spacing, from the weakest to the strongest; several in a row merge into one. From `newlines` on it counts line breaks. */
export const spacing = {
  /** A line break where the rest does not fit, otherwise nothing. */
  softBreak: 0,
  /** A line break in an expanded group, nothing in a compact one. */
  break: 1,
  /** A space. */
  hardSpace: 2,
  /** A line break where the rest does not fit, otherwise a space. */
  softSpace: 3,
  /** A line break in an expanded group, a space in a compact one. */
  space: 4,
  /** A line break. */
  hardLine: 5,
  /** A blank line. */
  emptyLine: 6,
  /** `newlines + n - 1` is n line breaks, whatever else merges with it. */
  newlines: 7,
} as const;

/** What a text is, as far as the layout has to know. */
export const textRole = {
  /** Code. */
  regular: 0,
  /** A comment; it does not count when the width of a line is measured. */
  comment: 1,
  /** A comment at the end of a line. */
  trailingComment: 2,
  /** Text that is there only where the group is expanded, such as a trailing comma. */
  trailing: 3,
  /** The start of a region that is not formatted; the layout prints nothing up to its `verbatim` text. */
  disableMarker: 4,
  /** The source of a region that is not formatted. */
  verbatim: 5,
  /** The same, up to the end of the file. */
  verbatimToEnd: 6,
  /** The start of a line that is not indented, though what follows on it counts as nested; it can be empty. */
  raw: 7,
} as const;

/** How a group gives way when it does not fit on a line. */
export const groupRole = {
  /** Compact where it fits, otherwise every `break` and `space` directly in it is a line break. */
  regular: 0,
  /** Its parent first tries to expand this group alone. */
  priority: 1,
  /** Its priority groups count as its parent's. */
  transparent: 2,
} as const;

export type TextRole = (typeof textRole)[keyof typeof textRole];
export type GroupRole = (typeof groupRole)[keyof typeof groupRole];

/** A piece of text. */
export class Text {
  readonly type = 0;
  /** How deep it is nested. Several levels that open on one line indent the next line once. */
  readonly nesting: number;
  /** Columns that are added to the indentation as they are. */
  readonly offset: number;
  readonly role: TextRole;
  readonly text: string;
  /** In characters (code points). */
  readonly width: number;

  constructor(nesting: number, offset: number, role: TextRole, text: string, width: number) {
    this.nesting = nesting;
    this.offset = offset;
    this.role = role;
    this.text = text;
    this.width = width;
  }
}

/** A spacing. There is one object for each. */
export class Spacing {
  readonly type = 1;
  readonly size: number;

  constructor(size: number) {
    this.size = size;
  }
}

/** A sequence that is laid out compact or expanded. What is asked of it again and again is known from the start. */
export class Group {
  readonly type = 2;
  readonly role: GroupRole;
  readonly items: Doc;
  /** It holds a line break that nothing can take away, so it can't be compact. */
  readonly isHard: boolean;
  /** It holds comments and nothing else. */
  readonly isComment: boolean;
  /** The least width that it takes on one line: that of its texts, without comments and spacings. */
  readonly textWidth: number;
  /** The first text in it, unless a group without any text stands before it. */
  readonly firstText: Text | undefined;
  /** It holds a priority group, itself or in a transparent group. */
  readonly hasPriority: boolean;

  constructor(role: GroupRole, items: Doc) {
    this.role = role;
    this.items = items;
    let isHard = false;
    let isComment = true;
    let textWidth = 0;
    for (const item of items) {
      if (item.type === 1) {
        if (item.size >= spacing.hardLine) isHard = true;
        else if (item.size !== spacing.hardSpace) isComment = false;
      } else if (item.type === 2) {
        isHard ||= item.isHard;
        isComment &&= item.isComment;
      } else {
        isHard ||= item.role >= textRole.disableMarker;
        isComment &&= isCommentRole(item.role);
      }
      textWidth += textWidthOf(item);
    }
    this.isHard = isHard;
    this.isComment = isComment;
    this.textWidth = textWidth;
    this.firstText = firstTextOf(items);
    this.hasPriority = items.some(offersPriority);
  }
}

export type DocItem = Text | Spacing | Group;
export type Doc = DocItem[];

/** The least width that an item takes on one line. */
export function textWidthOf(item: DocItem): number {
  if (item.type === 1) return 0;
  if (item.type === 2) return item.textWidth;
  return item.role === textRole.regular ? item.width : 0;
}

/** Whether a text is a comment. */
export function isCommentRole(role: TextRole): boolean {
  return role === textRole.comment || role === textRole.trailingComment;
}

function firstTextOf(items: Doc): Text | undefined {
  for (const item of items) {
    if (item.type === 0) return item;
    if (item.type === 2) return item.firstText;
  }
  return undefined;
}

function offersPriority(item: DocItem): boolean {
  return (
    item.type === 2 &&
    (item.role === groupRole.priority || (item.role === groupRole.transparent && item.hasPriority))
  );
}

/** The number of characters of a text, as nixfmt counts them: code points. */
export function widthOf(text: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= 0xd800) return countCodePoints(text);
  }
  return text.length;
}

function countCodePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++, count++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next < 0xe000) i++;
    }
  }
  return count;
}
