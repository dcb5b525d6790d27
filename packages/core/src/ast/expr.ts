import type { NodeBase } from "./base.js";
import type { AttributePath, AttributeSet, Binding, Inherit, List } from "./collections.js";
import type { Assert, If, LegacyLet, Let, With } from "./control.js";
import type { ErrorNode } from "./error.js";
import type { Application, Ellipsis, Formal, Formals, Function, HasAttribute, Select } from "./functions.js";
import type { Float, Identifier, Integer, SearchPath, Uri } from "./literals.js";
import type { Binary, Parenthesized, Unary } from "./operators.js";
import type { IndentedString, Interpolation, Path, PathText, StringLiteral, StringText } from "./strings.js";
import type { Trivia } from "./trivia.js";

/** A Nix expression. `kind` tells which. */
export type Expr =
  | Identifier
  | Integer
  | Float
  | StringLiteral
  | IndentedString
  | Path
  | SearchPath
  | Uri
  | List
  | AttributeSet
  | Let
  | LegacyLet
  | With
  | Assert
  | If
  | Function
  | Application
  | Select
  | HasAttribute
  | Unary
  | Binary
  | Parenthesized
  | ErrorNode;

/** A whole file: one expression, and what stands after it. */
export interface File extends NodeBase {
  readonly kind: "File";
  readonly expression: Expr;
  /** Comments and blank lines after the expression. */
  readonly end?: readonly Trivia[];
}

/** Any node of the tree. */
export type Node =
  | Expr
  | File
  | Binding
  | Inherit
  | AttributePath
  | Interpolation
  | StringText
  | PathText
  | Formals
  | Formal
  | Ellipsis;

/** The `kind` of a node. */
export type Kind = Node["kind"];

/** The node type of a kind: `NodeOf<"Select">` is `Select`. */
export type NodeOf<K extends Kind> = Extract<Node, { readonly kind: K }>;
