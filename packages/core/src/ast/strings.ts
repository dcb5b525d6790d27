import type { NodeBase } from "./base.js";
import type { Expr } from "./expr.js";
import type { Trivia } from "./trivia.js";

/** The text of a string between two interpolations. */
export interface StringText {
  readonly kind: "StringText";
  /** The characters that the string has here, escapes resolved; in an indented string, without the common indentation. */
  readonly value: string;
  /** How the text is written (in an indented string: without the common indentation), where that is not the default escape. */
  readonly raw?: string;
}

/** `${expression}` in a string or a path, or as an attribute name. */
export interface Interpolation extends NodeBase {
  readonly kind: "Interpolation";
  readonly expression: Expr;
  /** Comments and blank lines before the closing brace. */
  readonly end?: readonly Trivia[];
}

/** A string in double quotes. */
export interface StringLiteral extends NodeBase {
  readonly kind: "String";
  /** Texts and interpolations; two texts never stand side by side, and no text is empty. */
  readonly parts: readonly (StringText | Interpolation)[];
}

/** An indented string: `'' … ''`. */
export interface IndentedString extends NodeBase {
  readonly kind: "IndentedString";
  /**
   * Texts and interpolations, as Nix evaluates them: the line of the opening quotes is gone where it is empty,
   * and the common indentation is stripped. Two texts never stand side by side, and no text is empty.
   */
  readonly parts: readonly (StringText | Interpolation)[];
  /**
   * The width of the indentation that was stripped, where a region of `nixfmt:disable` begins or ends in one of the
   * interpolations: such a string keeps its columns.
   */
  readonly keptIndentation?: number;
}

/** A path: `./a`, `/etc/x`, `~/x`, `a/b`, with interpolations after its first characters. */
export interface Path extends NodeBase {
  readonly kind: "Path";
  readonly parts: readonly (PathText | Interpolation)[];
}

/** The text of a path between two interpolations. Paths have no escapes. */
export interface PathText {
  readonly kind: "PathText";
  readonly text: string;
}
