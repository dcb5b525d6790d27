import type { NodeBase } from "./base.js";
import type { Kind, Node } from "./expr.js";

/**
 * Text that is not Nix, in a tree whose source has syntax errors. It is never printed.
 *
 * @example
 * // `{ a = 1 }`, whose binding lacks its `;`:
 * // { kind: "AttributeSet", bindings: [{ kind: "Error", text: "a = 1", of: "Binding", children: […] }] }
 */
export interface ErrorNode extends NodeBase {
  readonly kind: "Error";
  /** The source of the node. */
  readonly text: string;
  /** What it would be, were it whole. Without it, the text is no construct of Nix, or one in the wrong place. */
  readonly of?: Exclude<Kind, "Error" | "File" | "StringText" | "PathText">;
  /** What is sound in it, in source order, and further errors. Absent where nothing is. */
  readonly children?: readonly Node[];
}
