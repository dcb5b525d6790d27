import { isStackOverflow, NixError, type Diagnostic, type Span } from "@nixgen/core";
import { refuseUnsound, refuseUnsoundChange } from "./in-error.js";
import { withLineEndsOf } from "./lines.js";
import type { PathStep } from "./path.js";
import { problem } from "./problem.js";
import { Source } from "./source.js";
import { invertSplice, joinSplices, shrinkSplice, type Splice } from "./splice.js";

/** From how many changes on one reading of the whole text takes less time than one of the lines around each. */
const fewestTogether = 16;

/** The text of a document as it changes, and the way back. */
export class Editor {
  #source: Source;
  /** Of each edit, the splices that take it back, the last one first. */
  readonly #history: (readonly Splice[])[] = [];
  #open: Splice[] | undefined;
  #deferred: Splice[] = [];
  readonly #allowsErrors: boolean;

  constructor(source: Source, allowsErrors: boolean) {
    this.#source = source;
    this.#allowsErrors = allowsErrors;
  }

  get source(): Source {
    this.#makeDeferred();
    return this.#source;
  }

  /** The source without the changes that are put off. */
  get sourceBeforeDeferred(): Source {
    return this.#source;
  }

  /** Whether a change that is put off is one of a stretch of {@link sourceBeforeDeferred}. */
  isDeferred({ start, end }: Span): boolean {
    return this.#deferred.some((splice) => splice.start <= end && start <= splice.end);
  }

  /**
   * Puts off a change of {@link sourceBeforeDeferred} that has no bearing on others, until somebody asks for the source or the
   * transaction ends: then all of them are made at once. @returns `false` where it stands too near to another one.
   */
  defer(splice: Splice): boolean {
    const isAlone = this.#open !== undefined && !this.isDeferred(splice);
    if (isAlone) this.#deferred.push(splice);
    return isAlone;
  }

  #makeDeferred(): void {
    const deferred = this.#deferred;
    if (deferred.length === 0) return;
    this.#deferred = [];
    const inOrder = deferred.toSorted((a, b) => a.start - b.start);
    if (inOrder.length >= fewestTogether) this.apply(joinSplices(this.#source.text, inOrder));
    else for (const splice of inOrder.reverse()) this.apply(splice);
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
   * Runs an edit of one or more changes: all of them are made, or none. Within another edit, those made before it stay.
   *
   * @param paths what it is about, each of which must be told from the errors in the text
   */
  transact<T>(edit: () => T, ...paths: readonly (readonly PathStep[])[]): T {
    if (this.#open === undefined) this.#refuseBroken();
    const outer = this.#open;
    const changes = outer ?? [];
    const { text } = this.#source;
    const { length: made } = changes;
    const deferred = this.#deferred;
    const { length: put } = deferred;
    this.#open = changes;
    try {
      refuseUnsound(this.#source, paths);
      const result = edit();
      if (outer === undefined) {
        this.#makeDeferred();
        if (changes.length > 0) this.#history.push(changes);
      }
      return result;
    } catch (error) {
      // The last change stands first.
      changes.splice(0, changes.length - made);
      this.#deferred = deferred.slice(0, put);
      if (this.#source.text !== text) this.#source = Source.read(text);
      throw isStackOverflow(error) ? tooDeep(this.#source) : error;
    } finally {
      this.#open = outer;
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

/** What is nested some thousand levels deep overflows the stack where it is copied or compared. */
function tooDeep(source: Source): NixError {
  return problem(source, "value/too-deep", "what is edited is nested too deeply; nothing was changed");
}

function syntaxErrors(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}
