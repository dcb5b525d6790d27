import { staticName, type AttributeName, type Diagnostic, type Node, type Span } from "@nixgen/core";
import type { Names } from "../names.js";
import type { Declarations } from "./declarations.js";
import type { OptionKind } from "../option-kind.js";
import type { Role } from "./roles.js";
import type { Wanted } from "./wanted-values.js";

/** How many names were looked at. */
export interface CheckCounts {
  packages: number;
  options: number;
  values: number;
  /** Names of which the indexes can't tell. */
  notCovered: number;
}

/** What a check hands to its parts: what is known, and where findings go. */
export interface CheckContext {
  readonly names: Names;
  readonly declarations: Declarations;
  readonly counts: CheckCounts;
  /** The file. */
  readonly root: Node;
  /** The modules in it that were looked at, and whose they are. */
  readonly modules: Map<Node, OptionKind>;
  /** What the functions of the file are used for, as far as it was found out. */
  readonly roles: Map<Node, Role>;
  /** What is wanted at places at which the name of something stands. */
  readonly wanted: Map<Node, readonly Wanted[]>;
  /** The places at which the type of an option is wanted. */
  readonly types: Set<Node>;
  /** Takes a finding, and the node that it is about. */
  readonly report: (diagnostic: Diagnostic, node?: Node) => void;
}

/** A place to report: in the source where the tree was parsed, and by its path where it was built. */
export function placeOf(
  node: { readonly span?: Span },
  path: readonly string[],
): { readonly span: Span } | { readonly path: readonly string[] } {
  return node.span === undefined ? { path } : { span: node.span };
}

/** The stretch of source from one node to another. */
export function spanBetween(
  first: { readonly span?: Span } | undefined,
  last: { readonly span?: Span } | undefined,
): Span | undefined {
  return first?.span && last?.span ? { start: first.span.start, end: last.span.end } : undefined;
}

/** The names of a path, up to the first that only evaluation tells. */
export function staticNames(names: readonly AttributeName[]): string[] {
  const found: string[] = [];
  for (const name of names) {
    const text = staticName(name);
    if (text === undefined) break;
    found.push(text);
  }
  return found;
}
