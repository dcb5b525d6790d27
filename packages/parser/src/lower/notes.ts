import type { BindingNode, Float, Formals, Inherit, Integer } from "@nixgen/core";

/**
 * What lowering came by that may be against the rules of Nix beyond its grammar. Noted on the way, so that checking needs
 * no walk over the tree.
 */
export interface Notes {
  /** The bindings of each set and `let`, where two could clash. */
  readonly bindings: (readonly BindingNode[])[];
  /** The bindings of each `let`. */
  readonly lets: (readonly BindingNode[])[];
  /** Formals that could clash. */
  readonly formals: Formals[];
  /** `inherit`s with a name that is not an identifier. */
  readonly inherits: Inherit[];
  /** Numbers that are long enough to be out of range. */
  readonly numbers: (Integer | Float)[];
}

export function emptyNotes(): Notes {
  return { bindings: [], lets: [], formals: [], inherits: [], numbers: [] };
}
