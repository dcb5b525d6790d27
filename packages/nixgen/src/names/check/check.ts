import { toExpr, type Diagnostic, type Expr, type File, type NixValue, type Node } from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { shippedNames, type Names } from "../names.js";
import { toOptionKind, type OptionKind } from "../option-kind.js";
import { describeProvenance } from "../provenance.js";
import type { CheckContext, CheckCounts } from "./context.js";
import { collectDeclarations, mergeDeclarations, noDeclarations, type Declarations } from "./declarations.js";
import { checkModule } from "./definitions.js";
import { checkDefaults } from "./check-option-calls.js";
import { checkEvaluatedModules } from "./evaluated-modules.js";
import { isBuiltOverlay } from "./kind-of-built.js";
import { guessFileKind } from "./guess-file-kind.js";
import { guessKind } from "./guess-kind.js";
import { checkReferences } from "./references.js";

/** The options of {@link check}. */
export interface CheckOptions {
  /** Whose module the file is. Where it is not given, only what nixpkgs has is checked. */
  readonly kind?: OptionKind;
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
  if (options.kind !== undefined) toOptionKind(options.kind);
  const { tree, problems } = toTree(input);
  const diagnostics: Diagnostic[] = [...problems];
  const counts = startCounts();
  const { kind, names = shippedNames, declarations: others = noDeclarations, isDeclared } = options;
  if (problems.length === 0) {
    const own = collectDeclarations([{ tree, isOverlay: isBuiltOverlay(input) }]);
    const declarations = isDeclared
      ? { ...others, overlays: new Set([...others.overlays, ...own.overlays]) }
      : // Which files the others are that this one imports can't be told without its path.
        mergeDeclarations(others, options.declarations ? { ...own, missingModules: new Set() } : own);
    const found = findProblems(tree, { ...options, names, declarations }, counts);
    diagnostics.push(...found.map(({ diagnostic }) => diagnostic));
  }
  return { diagnostics, counts, sources: describeSources(names, kind) };
}

/** What the indexes that a file is checked against were made from, with dates. */
export function describeSources(names: Names, kind: OptionKind | undefined): string[] {
  const indexes = [names.packages, kind === undefined ? undefined : names.options(kind)];
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
  /** Where it stands in its project, which may tell whose module it is. */
  readonly path?: string;
  /** Whose module it is; guessed where it is not given. */
  readonly kind?: OptionKind | undefined;
  /** The arguments of a package file that come from nixpkgs. */
  readonly fromPackages?: readonly string[];
}

/**
 * What is wrong with the names of a file, where it is known what all files declare, this one among them.
 *
 * @param flakeKinds whose configurations the flake of its project makes.
 */
export function findProblemsInFile(
  file: CheckedFile,
  declarations: Declarations,
  names: Names,
  flakeKinds: ReadonlySet<OptionKind> = new Set(),
): Problem[] {
  const { tree, path, kind = guessKindOf(tree, path, names, flakeKinds), fromPackages = [] } = file;
  const options = { names, declarations, fromPackages, ...(kind === undefined ? {} : { kind }) };
  return findProblems(tree, options, startCounts());
}

function guessKindOf(
  tree: File | Expr,
  path: string | undefined,
  names: Names,
  flakeKinds: ReadonlySet<OptionKind>,
): OptionKind | undefined {
  if (path === undefined || tree.kind !== "File") return guessKind(tree, names);
  return guessFileKind({ path, tree }, names, flakeKinds);
}

/** How {@link findProblems} looks at a tree. */
interface FindOptions extends CheckOptions {
  readonly names: Names;
  /** What this file and all others declare. */
  readonly declarations: Declarations;
}

/** What is wrong with the names of a tree, in the order of the places. */
function findProblems(tree: File | Expr, options: FindOptions, counts: CheckCounts): Problem[] {
  const { kind, names, declarations, fromPackages = [] } = options;
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
    modules: new Set(),
    roles: new Map(),
    wanted: new Map(),
    report,
  };
  // Modules come first: they tell what functions in them get.
  checkEvaluatedModules(tree, context);
  if (kind !== undefined) checkModule(tree.kind === "File" ? tree.expression : tree, kind, context);
  checkDefaults(tree, context);
  checkReferences(tree, kind, new Set(fromPackages), context);
  return found.sort((a, b) => (a.diagnostic.span?.start ?? 0) - (b.diagnostic.span?.start ?? 0));
}

function startCounts(): CheckCounts {
  return { packages: 0, options: 0, values: 0, notCovered: 0 };
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
