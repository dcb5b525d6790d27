export { SourceSpan, type Span } from "./text/span.js";
export type { LineIndex, Position } from "./text/lines.js";
export * from "./ast/index.js";
export {
  findFreeVariables,
  findUnboundVariables,
  globalNames,
  unboundMessage,
  type FreeVariable,
} from "./ast/scope.js";
export { findDuplicateAttributes, type DuplicateAttribute } from "./ast/duplicates.js";
export { staticName } from "./ast/static-name.js";
export { isIdentifier } from "./lex/identifier.js";
export { escapeIndentedString, fitsIndentedString, unescapeIndentedString } from "./lex/indented-escape.js";
export { escapeString, unescapeString } from "./lex/string-escape.js";
export * from "./diagnostics/index.js";
export { isExpr, isNode, markNode } from "./ast/node.js";
export { childKeys, childrenOf } from "./ast/children.js";
export { firstFieldOf, lastFieldOf } from "./ast/edges.js";
export { findNode, mapChildren, walk } from "./ast/visit.js";
export { equalTrees, findTreeDifference } from "./ast/equal.js";
export { Annotated, withBlankLine, withComment, withTrailingComment } from "./build/annotate.js";
export {
  attrs,
  binding,
  dotted,
  inherit,
  inheritFrom,
  isPlainAttributes,
  rec,
  withBindingComment,
  type AttrsPart,
} from "./build/attrs.js";
export { checkTree } from "./build/check-tree.js";
export { assertThat, ifElse, letIn, withScope } from "./build/control.js";
export {
  binary,
  call,
  float,
  hasAttribute,
  identifier,
  interpolation,
  negate,
  not,
  searchPath,
  select,
  selectOr,
  type PathName,
} from "./build/expr.js";
export { toAttributeName, toExpr, tryToExpr, type ToExprResult } from "./build/from-value.js";
export {
  fn,
  formal,
  formals,
  type FormalsOptions,
  type FormalSpec,
  type FunctionBody,
  type KnownFormals,
  type NamedFormal,
  type ParameterNames,
} from "./build/function.js";
export { parenthesize } from "./build/parenthesize.js";
export { path, toPath } from "./build/path.js";
export { print } from "./build/print.js";
export { reference, referenceTo, type Reference } from "./build/reference.js";
export { indented, rawTexts, str, toParts, type TextHole } from "./build/text.js";
export { toNix, type NixAttributes, type NixValue, type ToNix } from "./build/value.js";
export { issueWords } from "./schema/issue-words.js";
export { printTree } from "./print/index.js";
export { defaultIndent, defaultWidth, type FormatOptions } from "./print/lay-out.js";
export { printBindingsAt, printElementsAt, printExprAt, type FragmentOptions } from "./print/fragment.js";
