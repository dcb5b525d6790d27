import { NixError, type Diagnostic } from "@nixgen/core";
import { refuseUnsound, refuseUnsoundChange } from "./in-error.js";
import { withLineEndsOf } from "./lines.js";
import type { PathStep } from "./path.js";
import { problem } from "./problem.js";
import { Source } from "./source.js";
import { invertSplice, shrinkSplice, type Splice } from "./splice.js";

/** The text of a document as it changes, and the way back. */
export class Editor {
  #source: Source;
  /** Of each edit, the splices that take it back, the last one first. */
  readonly #history: (readonly Splice[])[] = [];
  #open: Splice[] | undefined;
  readonly #allowsErrors: boolean;

  constructor(source: Source, allowsErrors: boolean) {
    this.#source = source;
    this.#allowsErrors = allowsErrors;
  }

  get source(): Source {
    return this.#source;
  }

  /** Changes the text. What would bring in a syntax error is refused, and so is what would change one that is there. */
  apply(splice: Splice): void {
    const before = this.#source;
    const { text } = before;
    const change = shrinkSplice(text, withLineEndsOf(text, splice));
    if (change === undefined) return;
    const next = before.after(change);
    this.#source = next;
    this.#open?.unshift(invertSplice(text, change));
    const errors = syntaxErrors(next.diagnostics);
    const isBroken = syntaxErrors(before.diagnostics).length > 0;
    if (isBroken) refuseUnsoundChange(before, next);
    else if (errors.length > 0) {
      throw new NixError(
        [
          {
            code: "edit/broken",
            severity: "error",
            message: "the edit would leave text that is not Nix; nothing was changed",
            suggestions: [],
          },
          ...errors,
        ],
        next.text,
      );
    }
  }

  /**
   * Runs an edit of one or more changes: all of them are made, or none.
   *
   * @param paths what it is about, each of which must be told from the errors in the text
   */
  transact<T>(edit: () => T, ...paths: readonly (readonly PathStep[])[]): T {
    const run = (): T => {
      refuseUnsound(this.#source, paths);
      return edit();
    };
    if (this.#open !== undefined) return run();
    this.#refuseBroken();
    const { text } = this.#source;
    const changes: Splice[] = [];
    this.#open = changes;
    try {
      const result = run();
      if (changes.length > 0) this.#history.push(changes);
      return result;
    } catch (error) {
      if (this.#source.text !== text) this.#source = Source.read(text);
      throw error;
    } finally {
      this.#open = undefined;
    }
  }

  /** Takes back the last edit. */
  undo(): void {
    const changes = this.#history.pop();
    if (changes === undefined)
      throw problem(this.#source, "edit/nothing-to-undo", "there is no edit to take back");
    for (const splice of changes) this.#source = this.#source.after(splice);
  }

  #refuseBroken(): void {
    const errors = syntaxErrors(this.#source.diagnostics);
    if (errors.length === 0 || this.#allowsErrors) return;
    throw new NixError(
      [
        {
          code: "edit/broken",
          severity: "error",
          message: "the document has syntax errors",
          suggestions: [
            {
              message: "mend them, or open the document with `{ allowErrors: true }` to edit the sound parts",
            },
          ],
        },
        ...errors,
      ],
      this.#source.text,
    );
  }
}

function syntaxErrors(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}
