import type { Expr } from "../ast/expr.js";
import type { Application } from "../ast/functions.js";
import { DocBuilder, type DocIndent } from "../doc/builder.js";
import { compactDoc, isHardFrom } from "../doc/compact.js";
import { spacing, type Doc } from "../doc/types.js";

/** How an application fits into what it stands in. */
export interface ApplicationLayout {
  /** The function itself may go to the next line, indented. */
  readonly indentFunction: boolean;
  /** A spacing that the application starts with, as part of its group. */
  readonly before: number | undefined;
  /** The application ends with a possible line break. */
  readonly breakAfter: boolean;
}

/** The rules through which others recurse, so that rule files need not import each other. */
export interface Rules {
  /** Any expression, with the rule of its kind. */
  expr(node: Expr, p: Printer): void;
  /** A term without a group around it. */
  term(node: Expr, p: Printer): void;
  /** A term; a set spans lines even with one binding. */
  wide(node: Expr, p: Printer): void;
  /** An expression that starts on the line of what it belongs to. */
  absorbed(node: Expr, isWide: boolean, p: Printer): void;
  application(node: Application, layout: ApplicationLayout, p: Printer): void;
  /** A value behind its `=` or `?`, from the spacing after it on. */
  rightHandSide(node: Expr, p: Printer): void;
}

const stopped: unique symbol = Symbol("stopped");

/** What a printer is to write. */
export interface PrintTask extends DocIndent {
  readonly write: (p: Printer) => void;
  /** It is a part of what is to stand on one line. */
  readonly isCompact: boolean;
  /** The parts of it that have been written already, in the order in which it comes across them. */
  readonly parts: Pick<Printer, "items" | "mergedSpaces">[];
  /** What has been chosen in it, in order: it comes across the same parts again only if it chooses the same again. */
  readonly choices: boolean[];
}

/** Nodes that are known to have a line break in them: what they stand in is tried on one line again at each level. */
const spansLines = new WeakSet<Expr>();

/** What the rules write to, and through which they recurse. */
export class Printer extends DocBuilder {
  readonly #rules: Rules;
  readonly #task: PrintTask;
  /** How many rules may be at work at once. What is nested more deeply is a part, for another printer. */
  readonly #maxDepth: number;
  #depth = 0;
  #captures = 0;
  #partCount = 0;
  #choiceCount = 0;
  #isCompact: boolean;
  readonly #missing: PrintTask[] = [];

  constructor(rules: Rules, task: PrintTask, maxDepth: number) {
    super(task);
    this.#rules = rules;
    this.#task = task;
    this.#maxDepth = maxDepth;
    this.#isCompact = task.isCompact;
  }

  /** What is written now will stand on one line, or be written again. */
  get isCompact(): boolean {
    return this.#isCompact;
  }

  /** Writes the task. @returns the parts that have to be written first; there is no document as long as there are some. */
  run(): readonly PrintTask[] {
    try {
      this.#task.write(this);
    } catch (error) {
      if (error !== stopped) throw error;
    }
    return this.#missing;
  }

  override capture(write: () => void): Doc {
    this.#captures++;
    const doc = super.capture(write);
    this.#captures--;
    return doc;
  }

  /**
   * Writes a node, or what a call of it starts with, on one line.
   * @returns `false` where it can't be on one, and nothing is written.
   */
  compact(node: Expr, write: () => void): boolean {
    // What is in it becomes compact together with it. Each by itself, all of it would be gone through at each level.
    if (this.#isCompact) {
      const start = this.items.length;
      write();
      if (isHardFrom(this.items, start)) spansLines.add(node);
      return true;
    }
    if (this.#choose(spansLines.has(node))) return false;
    const doc = this.captureCompact(write);
    if (doc === undefined) spansLines.add(node);
    else this.append(doc);
    return doc !== undefined;
  }

  /** A choice by what may be known of a node later and is not yet. */
  #choose(choice: boolean): boolean {
    return (this.#task.choices[this.#choiceCount++] ??= choice);
  }

  /** What `write` writes, on one line; `undefined` where it can't be on one. */
  captureCompact(write: () => void): Doc | undefined {
    const outer = this.#isCompact;
    this.#isCompact = true;
    const doc = this.capture(write);
    this.#isCompact = outer;
    return compactDoc(doc);
  }

  readonly expr = (node: Expr): void => this.#call((p) => this.#rules.expr(node, p));

  term(node: Expr): void {
    this.#call((p) => this.#rules.term(node, p));
  }

  wide(node: Expr): void {
    this.#call((p) => this.#rules.wide(node, p));
  }

  absorbed(node: Expr, isWide: boolean): void {
    this.#call((p) => this.#rules.absorbed(node, isWide, p));
  }

  application(node: Application, layout: ApplicationLayout): void {
    this.#call((p) => this.#rules.application(node, layout, p));
  }

  rightHandSide(node: Expr): void {
    this.#call((p) => this.#rules.rightHandSide(node, p));
  }

  #call(write: (p: Printer) => void): void {
    if (this.#depth === this.#maxDepth) {
      this.#part(write);
      return;
    }
    this.#depth++;
    write(this);
    this.#depth--;
  }

  #part(write: (p: Printer) => void): void {
    const part = this.#task.parts[this.#partCount++];
    if (part !== undefined) {
      this.append(part.items);
      this.mergedSpaces += part.mergedSpaces;
      return;
    }
    this.#missing.push({ ...this.docIndent, write, isCompact: this.#isCompact, parts: [], choices: [] });
    // A rule looks at what it captures, so that it can't go on without the part. Others can, and find more missing parts.
    if (this.#captures > 0) throw stopped;
  }

  /** A line break in an expanded group, a space in a compact one. */
  line(): void {
    this.space(spacing.space);
  }

  /** A line break in an expanded group, nothing in a compact one. */
  breakable(): void {
    this.space(spacing.break);
  }

  /** A space, or a line break where the rest does not fit. */
  softLine(): void {
    this.space(spacing.softSpace);
  }

  hardSpace(): void {
    this.space(spacing.hardSpace);
  }

  hardLine(): void {
    this.space(spacing.hardLine);
  }
}
