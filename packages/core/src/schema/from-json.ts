import * as z from "zod";
import { childKeys } from "../ast/children.js";
import type { Expr, File, Kind, Node } from "../ast/expr.js";
import { markNode } from "../ast/node.js";
import { describeValue } from "../diagnostics/arguments.js";
import { closestNames } from "../diagnostics/closest-names.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { SourceSpan } from "../text/span.js";
import { issueWords } from "./issue-words.js";
import { nodeSchemas } from "./nodes.js";

/** A tree that was read from JSON, or all that is wrong with it. */
export type TreeFromJson =
  | { readonly ok: true; readonly tree: File | Expr }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Schemas that look at one node, and of the nodes below it only at their kind. */
const shallow = nodeSchemas(<N extends Node>(...kinds: readonly N["kind"][]) => {
  const allowed: ReadonlySet<string> = new Set(kinds);
  return z.custom<N>((value) => isObject(value) && allowed.has(String(value["kind"])), {
    error: `expected a node of kind ${kinds.length > 4 ? "expression" : kinds.join(" or ")}`,
  });
}) as Readonly<Record<Kind, z.ZodType>>;

const kinds = Object.keys(shallow) as Kind[];

/**
 * The syntax tree that some JSON describes, checked node by node. Works at any depth. A tree is code: take one only
 * from where code may come from.
 *
 * @param json the tree as `JSON.parse` gives it.
 * @example
 * treeFromJson({ kind: "Integer", text: "1" }) // { ok: true, tree: … }
 */
export function treeFromJson(json: unknown): TreeFromJson {
  const diagnostics: Diagnostic[] = [];
  const root: { tree?: Node } = {};
  const open: Task[] = [{ json, place: undefined, owner: root, key: "tree" }];
  for (let task = open.pop(); task !== undefined; task = open.pop()) readNode(task, open, diagnostics);
  const { tree } = root;
  if (diagnostics.length > 0 || tree === undefined) return { ok: false, diagnostics };
  const isRoot = tree.kind === "File" || !notExpressions.has(tree.kind);
  if (isRoot) return { ok: true, tree: tree as File | Expr };
  return { ok: false, diagnostics: [report([], `expected a file or an expression, found a ${tree.kind}`)] };
}

/** The last step of the path to a value; `undefined` is the root. Whole paths at each node would take quadratic time. */
interface Place {
  readonly outer: Place | undefined;
  readonly step: string | number;
}

function pathOf(place: Place | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.outer) path.push(at.step);
  return path.reverse();
}

/** A value to be read, and where the node goes. */
interface Task {
  readonly json: unknown;
  readonly place: Place | undefined;
  readonly owner: object;
  readonly key: string | number;
}

const notExpressions: ReadonlySet<string> = new Set([
  "Binding",
  "Inherit",
  "AttributePath",
  "Interpolation",
  "StringText",
  "PathText",
  "Formals",
  "Formal",
  "Ellipsis",
]);

function readNode({ json, place, owner, key }: Task, open: Task[], diagnostics: Diagnostic[]): void {
  const kind = isObject(json) ? json["kind"] : undefined;
  if (typeof kind !== "string" || !Object.hasOwn(shallow, kind)) {
    diagnostics.push(report(pathOf(place), `expected a node, found ${describe(json)}`, adviseNode(json)));
    return;
  }
  const result = shallow[kind as Kind].safeParse(json, { error: issueWords });
  if (!result.success) {
    diagnostics.push(...result.error.issues.flatMap((issue) => explain(issue, kind as Kind, json, place)));
    return;
  }
  // Checked, and a copy of its own, which may still be filled.
  const node = { ...(result.data as Record<string, unknown>) };
  revive(node);
  const below: Task[] = [];
  for (const name of childKeys[kind as Kind]) {
    const field = node[name];
    if (field === undefined) continue;
    const outer: Place = { outer: place, step: name };
    if (Array.isArray(field)) {
      const children: unknown[] = Array.from({ length: field.length });
      node[name] = children;
      field.forEach((item: unknown, index) =>
        below.push({ json: item, place: { outer, step: index }, owner: children, key: index }),
      );
    } else below.push({ json: field, place: outer, owner: node, key: name });
  }
  open.push(...below.reverse());
  (owner as Record<string | number, unknown>)[key] =
    kind === "StringText" || kind === "PathText" ? node : markNode(node as unknown as Node);
}

/** Makes the places of a node, and of the comments at it, places of a source again. */
function revive(node: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(node)) {
    if (key === "span") node[key] = toSpan(value);
    else if (key === "leading" || key === "end") node[key] = toTrivia(value);
    else if (key === "tokens") {
      const slots = Object.entries(value as Record<string, Record<string, unknown>>).map(([slot, token]) => [
        slot,
        "leading" in token ? { ...token, leading: toTrivia(token["leading"]) } : token,
      ]);
      node[key] = Object.fromEntries(slots);
    }
  }
}

function toSpan(value: unknown): SourceSpan {
  // Checked by the schema.
  const { start, end } = value as SourceSpan;
  return new SourceSpan(start, end);
}

function toTrivia(value: unknown): unknown[] {
  return (value as Record<string, unknown>[]).map((piece) =>
    "span" in piece ? { ...piece, span: toSpan(piece["span"]) } : piece,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is wrong with a field of a node. */
function explain(issue: z.core.$ZodIssue, kind: Kind, json: unknown, place: Place | undefined): Diagnostic[] {
  const path = [
    ...pathOf(place),
    ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step)),
  ];
  if (issue.code === "unrecognized_keys") {
    const known = issue.path.length === 0 ? fieldsOf(kind) : [];
    return issue.keys.map((key) =>
      report([...path, key], `a node of kind ${kind} has no \`${key}\` here`, [
        ...closestNames(key, known).map((name) => `did you mean \`${name}\`?`),
        ...(known.length > 0 ? [`it has ${known.map((name) => `\`${name}\``).join(", ")}`] : []),
      ]),
    );
  }
  const found = issue.path.reduce<unknown>((value, step) => Object(value)[step] as unknown, json);
  if (issue.message.startsWith("expected a node"))
    return [report(path, `${issue.message}, found ${describe(found)}`, adviseNode(found))];
  const isTold = found === undefined || !issue.message.startsWith("expected ");
  return [report(path, isTold ? issue.message : `${issue.message}, found ${describeValue(found)}`)];
}

/** The fields of a kind of node that are not layout alone. */
function fieldsOf(kind: Kind): string[] {
  // Each schema is that of a read-only object.
  const { shape } = (shallow[kind] as z.ZodReadonly<z.ZodObject>).unwrap();
  const layout: ReadonlySet<string> = new Set(["span", "leading", "trailing", "tokens"]);
  return Object.keys(shape).filter((key) => !layout.has(key));
}

/** What to write where a node is expected. */
function adviseNode(json: unknown): string[] {
  if (typeof json === "string") {
    return /^\s*[[{]/.test(json)
      ? ["this is the text of some JSON: give `treeFromJson(JSON.parse(text))`"]
      : [];
  }
  if (!isObject(json)) return [];
  const { kind } = json;
  if (typeof kind === "string")
    return Object.hasOwn(shallow, kind)
      ? []
      : closestNames(kind, kinds).map((name) => `did you mean ${JSON.stringify(name)}?`);
  if (isObject(json["tree"])) return ["give its `tree`"];
  return [
    ...closestNames("kind", Object.keys(json)).map((key) => `write \`kind\` for \`${key}\``),
    'every node has a `kind`, such as `{ "kind": "Integer", "text": "1" }`',
  ];
}

function describe(value: unknown): string {
  if (isObject(value))
    return typeof value["kind"] === "string"
      ? `the kind ${JSON.stringify(value["kind"])}`
      : "an object without `kind`";
  return describeValue(value);
}

function report(
  path: readonly (string | number)[],
  message: string,
  suggestions: readonly string[] = [],
): Diagnostic {
  const help = suggestions.map((text) => ({ message: text }));
  return { code: "tree/invalid-node", severity: "error", message, path, suggestions: help };
}
