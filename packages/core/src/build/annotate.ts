import { requireText } from "../diagnostics/arguments.js";
import type { Trivia } from "../ast/trivia.js";
import { joinTrailing } from "../print/tokens.js";
import type { NixValue } from "./value.js";

/** A value with comments or a blank line. They stand at its binding or list element, or else before its expression. */
export class Annotated {
  readonly value: NixValue;
  readonly leading: readonly Trivia[];
  readonly trailing: string | undefined;
  /** It is told from data as nodes are; see `NodeBase`. */
  declare readonly [Symbol.toPrimitive]?: () => never;

  constructor(value: NixValue, leading: readonly Trivia[], trailing: string | undefined) {
    this.value = value;
    this.leading = leading;
    this.trailing = trailing;
  }
}

/**
 * The value with a comment before it; each line of the text becomes a `#` line.
 *
 * @example
 * attrs({ port: withComment("Only behind the proxy.", 8080) })
 * // {
 * //   # Only behind the proxy.
 * //   port = 8080;
 * // }
 */
export function withComment(text: string, value: NixValue): Annotated {
  return annotate(value, toLineComments(text), undefined);
}

/**
 * The value with a comment at the end of its line. Line breaks in the text become spaces; a text without anything else is no
 * comment. A second comment stands after the first.
 */
export function withTrailingComment(text: string, value: NixValue): Annotated {
  requireText(text, "a comment");
  const line = text.replace(/\s+/g, " ").trim();
  return annotate(value, [], line === "" ? undefined : line);
}

/** The value with a blank line before its binding or list element. */
export function withBlankLine(value: NixValue): Annotated {
  return annotate(value, [{ kind: "BlankLine" }], undefined);
}

/** The `#` comment lines of a text. */
export function toLineComments(text: string): Trivia[] {
  requireText(text, "a comment");
  return text
    .trimEnd()
    .split(/\r\n?|\n/)
    .map((line) => ({ kind: "LineComment", text: line.trim() === "" ? "" : ` ${line.trimEnd()}` }));
}

function annotate(value: NixValue, leading: readonly Trivia[], trailing: string | undefined): Annotated {
  if (!(value instanceof Annotated)) return new Annotated(value, leading, trailing);
  const last = trailing === undefined ? value.trailing : joinTrailing(value.trailing, trailing);
  return new Annotated(value.value, [...leading, ...value.leading], last);
}
