import { NixError, type Diagnostic } from "@nixgen/core";
import { hasWindowsLineEnds } from "./lines.js";
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

  /** Changes the text. What would bring in a syntax error is refused. */
  apply(splice: Splice): void {
    const { text } = this.#source;
    const change = shrinkSplice(text, withLineEnds(text, splice));
    if (change === undefined) return;
    const before = syntaxErrors(this.#source.diagnostics).length;
    const next = this.#source.after(change);
    this.#source = next;
    this.#open?.unshift(invertSplice(text, change));
    const errors = syntaxErrors(next.diagnostics);
    if (errors.length > before) {
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

  /** Runs an edit of one or more changes: all of them are made, or none. */
  transact<T>(edit: () => T): T {
    if (this.#open !== undefined) return edit();
    this.#refuseBroken();
    const { text } = this.#source;
    const changes: Splice[] = [];
    this.#open = changes;
    try {
      const result = edit();
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

/** A splice with the line ends of the text. */
function withLineEnds(text: string, splice: Splice): Splice {
  return hasWindowsLineEnds(text) ? { ...splice, text: splice.text.replaceAll(/\r?\n/g, "\r\n") } : splice;
}

function syntaxErrors(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}
