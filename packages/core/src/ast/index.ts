export type { NodeBase } from "./base.js";
export type {
  BlankLine,
  BlockComment,
  FormatDirective,
  LanguageAnnotation,
  LineComment,
  TokenTrivia,
  Trivia,
} from "./trivia.js";
export type { Float, Identifier, Integer, SearchPath, Uri } from "./literals.js";
export type { IndentedString, Interpolation, Path, PathText, StringLiteral, StringText } from "./strings.js";
export type {
  AttributeName,
  AttributePath,
  AttributeSet,
  Binding,
  BindingNode,
  Inherit,
  List,
} from "./collections.js";
export type { Application, Ellipsis, Formal, Formals, Function, HasAttribute, Select } from "./functions.js";
export type { Assert, If, LegacyLet, Let, With } from "./control.js";
export type { Binary, BinaryOperator, Parenthesized, Unary, UnaryOperator } from "./operators.js";
export type { ErrorNode } from "./error.js";
export type { Expr, File, Kind, Node, NodeOf } from "./expr.js";
