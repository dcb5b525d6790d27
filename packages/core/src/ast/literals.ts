import type { NodeBase } from "./base.js";

/** An integer literal: `42`. Negative numbers are a `Unary` minus over one. */
export interface Integer extends NodeBase {
  readonly kind: "Integer";
  /** The digits as written. */
  readonly text: string;
}

/** A floating point literal: `1.5`, `.5`, `1.e3`. */
export interface Float extends NodeBase {
  readonly kind: "Float";
  /** The literal as written. */
  readonly text: string;
}

/** A URI literal: `https://example.org/x`. */
export interface Uri extends NodeBase {
  readonly kind: "Uri";
  readonly text: string;
}

/** A search path: `<nixpkgs/lib>`. */
export interface SearchPath extends NodeBase {
  readonly kind: "SearchPath";
  /** What stands between `<` and `>`. */
  readonly text: string;
}

/** A variable, or a static attribute name, or the name of a parameter. `true`, `false` and `null` are variables too. */
export interface Identifier extends NodeBase {
  readonly kind: "Identifier";
  readonly name: string;
}
