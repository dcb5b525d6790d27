import {
  SourceSpan,
  type BindingNode,
  type Expr,
  type Node,
  type Span,
  type TokenTrivia,
  type Trivia,
} from "@nixgen/core";
import { emptyNotes, type Notes } from "./notes.js";

/** The places of a tree, each once. */
export interface TreeSpans {
  /** Those of nodes, in the order of their ends. */
  readonly nodes: Span[];
  /** Those of comments, in the order of the text. */
  readonly comments: Span[];
}

/**
 * What lowering knows at a moment. The children of the nodes that are still open stand on a stack; when a node is closed, it
 * takes the place of its children.
 *
 * Tokens are children too. A token's value is the comment after it on its line; what stands before it is in `leads`, its
 * offset in `starts`, its kind in `kinds`. All four are parallel; a node has only a value, and a mark in `kinds`.
 */
export class Lowering {
  readonly text: string;
  readonly notes: Notes = emptyNotes();
  /** Where they are wanted. */
  readonly spans: TreeSpans | undefined;
  readonly values: unknown[] = [];
  readonly leads: (readonly Trivia[] | undefined)[] = [];
  readonly starts: number[] = [];
  readonly kinds: number[] = [];
  /** The height of the stack. */
  top = 0;
  /** Comments and blank lines before the next token. */
  pending: readonly Trivia[] | undefined = undefined;
  /** The comment after the token that was read last. */
  trailing: string | undefined = undefined;
  /** Where a region starts that `nixfmt:disable` has opened and nothing has closed; -1 where there is none. */
  disabledFrom = -1;
  /** A stretch of text without line feeds, up to the next one; so that looking for them takes linear time. */
  private lineFrom = 0;
  private lineTo = -1;

  constructor(text: string, spans: TreeSpans | undefined) {
    this.text = text;
    this.spans = spans;
  }

  /** The place of a node. Nodes are made in the order of their ends. */
  nodeSpan(start: number, end: number): Span {
    const span = new SourceSpan(start, end);
    this.spans?.nodes.push(span);
    return span;
  }

  commentSpan(start: number, end: number): Span {
    const span = new SourceSpan(start, end);
    this.spans?.comments.push(span);
    return span;
  }

  /** Takes what stands before the next token. */
  takePending(): readonly Trivia[] | undefined {
    const { pending } = this;
    this.pending = undefined;
    return pending;
  }

  /** Whether two offsets are on different lines. */
  spansLines(start: number, end: number): boolean {
    if (start < this.lineFrom || start > this.lineTo) this.findLine(start);
    return this.lineTo < end;
  }

  private findLine(start: number): void {
    if (start < this.lineFrom) {
      // The stretch goes on to the left, unless there is a line feed in between.
      for (let i = start; i < this.lineFrom; i++) {
        if (this.text.charCodeAt(i) !== 10) continue;
        this.lineTo = i;
        break;
      }
    } else {
      const found = this.text.indexOf("\n", start);
      this.lineTo = found < 0 ? this.text.length : found;
    }
    this.lineFrom = start;
  }
}

/** Marks, in place of the kind of a token, what on the stack is a node. */
export const nodeMark = -1;

/** The node at `index` on the stack. The kinds of a node's children follow from the grammar. */
export function nodeAt<N extends Node = Expr>(s: Lowering, index: number): N {
  return s.values[index] as N;
}

/** The comment after the token at `index`, on its line. */
export function trailingAt(s: Lowering, index: number): string | undefined {
  return s.values[index] as string | undefined;
}

/** The trivia on both sides of the token at `index`; `undefined` where it has none. */
export function triviaAt(s: Lowering, index: number): TokenTrivia | undefined {
  return toTrivia(s.leads[index], trailingAt(s, index));
}

/** Trivia of a token, where it has some. */
export function toTrivia(
  leading: readonly Trivia[] | undefined,
  trailing: string | undefined,
): TokenTrivia | undefined {
  if (leading === undefined) return trailing === undefined ? undefined : { trailing };
  return trailing === undefined ? { leading } : { leading, trailing };
}

/** The bindings on the stack from `from` up to `to`, where nothing else stands. */
export function bindingsBetween(s: Lowering, from: number, to: number): BindingNode[] {
  const bindings = s.values.slice(from, to) as BindingNode[];
  if (bindings.length > 1 || bindings[0]?.kind === "Inherit") s.notes.bindings.push(bindings);
  return bindings;
}

/** A node while it is made: the fields that most nodes do not have are added when they are needed. */
export type Unfinished<N> = { -readonly [K in keyof N]: N[K] };

/** Adds the trivia of one token to a node, where there is some. */
export function addToken<S extends string>(
  node: { tokens?: { readonly [K in S]?: TokenTrivia } },
  slot: S,
  trivia: TokenTrivia | undefined,
): void {
  if (trivia === undefined) return;
  // `slot` is one of the node's slots.
  node.tokens = { ...node.tokens, [slot]: trivia } as { readonly [K in S]?: TokenTrivia };
}
