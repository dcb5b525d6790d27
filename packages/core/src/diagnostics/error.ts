import type { Diagnostic } from "./diagnostic.js";
import { framesOf } from "./frame.js";

/**
 * The one error class that this library throws at its users. It carries diagnostics; its message is their text.
 *
 * @example
 * try { print(NaN) } catch (error) {
 *   if (error instanceof NixError) console.error(error.diagnostics[0].code) // "value/not-a-number"
 * }
 */
export class NixError extends Error {
  override readonly name = "NixError";
  declare readonly diagnostics: readonly Diagnostic[];

  /** @param source the text that the spans refer to; with it, the message shows code frames. */
  constructor(diagnostics: readonly Diagnostic[], source?: string) {
    super(framesOf(diagnostics, source));
    // Not enumerable, for what prints an error shows the text of the diagnostics already.
    Object.defineProperty(this, "diagnostics", { value: diagnostics });
  }

  toJSON(): { readonly name: string; readonly diagnostics: readonly Diagnostic[] } {
    return { name: this.name, diagnostics: this.diagnostics };
  }
}
