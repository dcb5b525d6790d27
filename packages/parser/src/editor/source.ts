import {
  defaultIndent,
  buildLineIndex,
  defaultWidth,
  printBindingsAt,
  printElementsAt,
  walk,
  type BindingNode,
  type Diagnostic,
  type Expr,
  type File,
  type FormatOptions,
  type LineIndex,
  type Node,
  type Span,
} from "@nixgen/core";
import { reparse } from "../incremental/reparse.js";
import { parse, type ParseResult } from "../parse.js";
import { endWithComment, indentationAt } from "./lines.js";
import { findPathStyle, type PathStyle } from "./path-style.js";
import type { Splice } from "./splice.js";

/** A text and its tree, at one moment. */
export class Source {
  readonly text: string;
  readonly tree: File;
  readonly diagnostics: readonly Diagnostic[];
  readonly #parsed: ParseResult;
  #layout: Required<FormatOptions> | undefined;
  #writes: PathStyle | undefined;
  #lines: LineIndex | undefined;

  private constructor(parsed: ParseResult, before?: Source) {
    this.text = parsed.text;
    this.tree = parsed.tree;
    this.diagnostics = parsed.diagnostics;
    this.#parsed = parsed;
    // A document keeps the style that it had when that was first asked for.
    if (before !== undefined) {
      this.#layout = before.#layout;
      this.#writes = before.#writes;
    }
  }

  static read(text: string): Source {
    return new Source(parse(text));
  }

  /** The source after a change. This one is used up then: what both trees share moves with the text. */
  after(splice: Splice): Source {
    return new Source(reparse(this.#parsed, splice), this);
  }

  /** How new code is laid out: nixfmt's way, with the indentation of the file. */
  get layout(): Required<FormatOptions> {
    return (this.#layout ??= { width: defaultWidth, indent: findIndent(this.text, this.tree) });
  }

  /** How new code writes sets with one attribute: as the file does. */
  get writes(): PathStyle {
    return (this.#writes ??= findPathStyle(this.tree));
  }

  /** The lines of the text. */
  get lines(): LineIndex {
    return (this.#lines ??= buildLineIndex(this.text));
  }

  slice(node: Node): string {
    const { start, end } = spanOf(node);
    return this.text.slice(start, end);
  }
}

/** How far the first set or list over several lines indents what is in it. */
function findIndent(text: string, tree: File): number {
  let found: number | undefined;
  walk(tree, (node) => {
    if (found !== undefined) return false;
    if ((node.kind !== "AttributeSet" && node.kind !== "List") || !node.multiline) return true;
    const [first] = itemsOf(node);
    if (first?.span === undefined) return true;
    const inner = indentationAt(text, first.span.start).length;
    const outer = indentationAt(text, node.span!.start).length;
    if (inner > outer) found = inner - outer;
    return true;
  });
  return found ?? defaultIndent;
}

/** Where a node of a source stands. Only the texts in strings and paths have no place of their own. */
export function spanOf(node: Node): Span {
  const span = "span" in node ? node.span : undefined;
  if (span === undefined) throw new Error(`a ${node.kind} of a source has no place`);
  return span;
}

/** What holds bindings or elements that stand on lines of their own. */
export type Container = Extract<Node, { kind: "AttributeSet" | "LegacyLet" | "Let" | "List" }>;
export type Item = BindingNode | Expr;

export function isContainer(node: Node): node is Container {
  return (
    node.kind === "AttributeSet" || node.kind === "LegacyLet" || node.kind === "Let" || node.kind === "List"
  );
}

export function itemsOf(container: Container): readonly Item[] {
  return container.kind === "List" ? container.elements : container.bindings;
}

/** The key of a container's items. */
export function itemsKey(container: Container): "elements" | "bindings" {
  return container.kind === "List" ? "elements" : "bindings";
}

/** Whether the items of a container stand on lines of their own, as far as the container has a say. */
export function isOverLines(container: Container): boolean {
  return container.kind === "Let" || container.multiline === true;
}

/** The end of an item, with the comment that follows it on its line. */
export function endOfItem(text: string, item: Node): number {
  return endWithComment(text, spanOf(item).end);
}

/** The text of an item of a container without what stands before it, as nixfmt writes it on lines of its own. */
export function printItem(container: Container, item: Item, layout: FormatOptions, column: number): string {
  const { leading: _leading, ...bare } = item;
  const options = { ...layout, column };
  // The items of a list are expressions, those of the others bindings.
  return container.kind === "List"
    ? printElementsAt([bare as Expr], options)
    : printBindingsAt([bare as BindingNode], options);
}
