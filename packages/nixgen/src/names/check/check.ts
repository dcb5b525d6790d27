import { toExpr, type Diagnostic, type Expr, type File, type NixValue, type Node } from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { shippedNames, type Names } from "../names.js";
import { toOptionKind, type OptionKind } from "../option-kind.js";
import { findVersionedNames } from "./versioned-names.js";
import { describeProvenance } from "../provenance.js";
import type { CheckContext, CheckCounts } from "./context.js";
import { collectDeclarations, mergeDeclarations, noDeclarations, type Declarations } from "./declarations.js";
import { checkModule } from "./definitions.js";
import { checkDefaults } from "./check-option-calls.js";
import { checkEvaluatedModules } from "./evaluated-modules.js";
import { isBuiltOverlay } from "./kind-of-built.js";
import { canBeModule } from "./may-be-module.js";
import { checkReferences } from "./references.js";

/** The options of {@link check}. */
export interface CheckOptions {
  /**
   * Whose module the file is; several where modules of several kinds import it: then what is wrong for all of them. Where it is
   * not given, and where the file can't be a module, only what nixpkgs has is checked.
   */
  readonly kind?: OptionKind | readonly OptionKind[];
  /** The indexes to check against; those that are shipped where not given. */
  readonly names?: Names;
  /** What other files of the project declare, see {@link collectDeclarations}. */
  readonly declarations?: Declarations;
  /** The file is itself one of those that `declarations` were collected from, with their paths. */
  readonly isDeclared?: true;
  /** The arguments of a package file that `callPackage` takes from nixpkgs; they are checked as packages. */
  readonly fromPackages?: readonly string[];
}

/** What is wrong with the names of a file, and on what that rests. */
export interface CheckResult {
  /** Codes `names/*`, and `syntax/*` where the text is not Nix. In the order of the places. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many names and values were looked at, and how many names the indexes don't cover. */
  readonly counts: Readonly<CheckCounts>;
  /** What the indexes were made from, with dates. */
  readonly sources: readonly string[];
}

/**
 * Checks the names in a file: packages of nixpkgs, option paths, and literal values of options against their types.
 * Names that the file defines itself, or that may come from elsewhere, are left alone.
 *
 * @param input a text, a parsed file, or what a builder made.
 * @throws NixError `input/invalid` where there is no such kind.
 * @example
 * check("{ services.ngnix.enable = true; }", { kind: "nixos" }).diagnostics[0].code // "names/unknown-option"
 */
export function check(input: string | File | NixValue, options: CheckOptions = {}): CheckResult {
  const kinds = kindsOf(options.kind);
  const { tree, problems } = toTree(input);
  const looked = startLooking();
  const { names = shippedNames, declarations: others = noDeclarations, isDeclared, fromPackages } = options;
  const versioned = typeof input === "string" ? findVersionedNames(input, problems, names) : [];
  const diagnostics: Diagnostic[] = [...versioned, ...problems];
  if (problems.length === 0) {
    const own = collectDeclarations([{ tree, isOverlay: isBuiltOverlay(input) }]);
    const declarations = isDeclared
      ? { ...others, overlays: new Set([...others.overlays, ...own.overlays]) }
      : // Which files the others are that this one imports can't be told without its path.
        mergeDeclarations(others, options.declarations ? { ...own, missingModules: new Map() } : own);
    const found = findProblems(
      { tree, kinds, ...(fromPackages && { fromPackages }) },
      declarations,
      names,
      looked,
    );
    diagnostics.push(...found.map(({ diagnostic }) => diagnostic));
  }
  return { diagnostics, counts: looked.counts, sources: describeSources(names, kinds) };
}

/** @throws NixError where there is no such kind. */
function kindsOf(kind: OptionKind | readonly OptionKind[] | undefined): readonly OptionKind[] {
  const kinds = kind === undefined ? [] : typeof kind === "string" ? [kind] : kind;
  return kinds.map(toOptionKind);
}

/** What the indexes that a file is checked against were made from, with dates. */
export function describeSources(names: Names, kinds: readonly OptionKind[]): string[] {
  const indexes = [names.packages, ...kinds.map((kind) => names.options(kind))];
  return indexes.flatMap((index) => (index ? [describeProvenance(index.provenance)] : []));
}

/** A finding, and the node that it is about. */
export interface Problem {
  readonly diagnostic: Diagnostic;
  readonly node: Node | undefined;
}

/** A file that is checked together with others. */
export interface CheckedFile {
  readonly tree: File | Expr;
  /** Whose module it is, see {@link guessKinds}. */
  readonly kinds?: readonly OptionKind[] | undefined;
  /** The arguments of a package file that come from nixpkgs. */
  readonly fromPackages?: readonly string[];
}

/** What is wrong with the names of a file, where it is known what all files declare, this one among them, in the order of the places. */
export function findProblems(
  { tree, kinds = [], fromPackages = [] }: CheckedFile,
  declarations: Declarations,
  names: Names = shippedNames,
  looked: Looked = startLooking(),
): Problem[] {
  const known = canBeModule(tree) ? kinds.filter((kind) => names.options(kind) !== undefined) : [];
  const [first, ...others] = known;
  const found = findProblemsAs(first, { tree, fromPackages }, declarations, names, looked);
  if (others.length === 0) return found;
  const places = others.map((kind) => {
    const inOther = findProblemsAs(kind, { tree, fromPackages }, declarations, names, startLooking());
    return new Set(inOther.map(({ node }) => node));
  });
  return found.filter(({ node }) => places.every((ofOther) => ofOther.has(node)));
}

/** What is wrong with a file as a module of a kind, or as none. */
function findProblemsAs(
  kind: OptionKind | undefined,
  { tree, fromPackages }: Required<Pick<CheckedFile, "tree" | "fromPackages">>,
  declarations: Declarations,
  names: Names,
  { counts, modules }: Looked,
): Problem[] {
  const found: Problem[] = [];
  const seen = new Map<Node, Set<string>>();
  const report: CheckContext["report"] = (diagnostic, node) => {
    // A function that a variable holds is looked at again where it is known what it gets.
    if (node !== undefined) {
      const codes = seen.get(node) ?? new Set();
      if (codes.has(diagnostic.code)) return;
      seen.set(node, codes.add(diagnostic.code));
    }
    found.push({ diagnostic, node });
  };
  const context: CheckContext = {
    names,
    declarations,
    counts,
    root: tree,
    modules,
    roles: new Map(),
    wanted: new Map(),
    types: new Set(),
    report,
  };
  // Modules come first: they tell what functions in them get.
  checkEvaluatedModules(tree, context);
  if (kind !== undefined) checkModule(tree.kind === "File" ? tree.expression : tree, kind, context);
  checkDefaults(tree, context);
  checkReferences(tree, kind, new Set(fromPackages), context);
  return found.sort((a, b) => (a.diagnostic.span?.start ?? 0) - (b.diagnostic.span?.start ?? 0));
}

/** What a check looked at. */
export interface Looked {
  readonly counts: CheckCounts;
  /** The modules, and whose they are. */
  readonly modules: Map<Node, OptionKind>;
}

export function startLooking(): Looked {
  return { counts: { packages: 0, options: 0, values: 0, notCovered: 0 }, modules: new Map() };
}

function toTree(input: string | File | NixValue): {
  readonly tree: File | Expr;
  readonly problems: readonly Diagnostic[];
} {
  if (typeof input === "string") {
    const { tree, diagnostics } = parse(input);
    return { tree, problems: diagnostics };
  }
  if (isFile(input)) return { tree: input, problems: [] };
  return { tree: toExpr(input), problems: [] };
}

function isFile(input: File | NixValue): input is File {
  return typeof input === "object" && input !== null && (input as { kind?: unknown }).kind === "File";
}
