import type { NodeBase } from "./base.js";

/** Text that is not Nix, in a tree whose source has syntax errors. It is never printed. */
export interface ErrorNode extends NodeBase {
  readonly kind: "Error";
  readonly text: string;
}
