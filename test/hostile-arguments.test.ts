import * as core from "@nixgen/core";
import * as coreSchema from "@nixgen/core/schema";
import * as parser from "@nixgen/parser";
import * as files from "@nixgen/parser/files";
import * as nixgen from "nixgen";
import { NixError, type NixValue } from "nixgen";
import * as schema from "nixgen/schema";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { decodeJson } from "../packages/nixgen/src/json/decode.js";
import { buildNested } from "../packages/nixgen/src/json/build.js";

const folder = mkdtempSync(join(tmpdir(), "nixgen-hostile-"));
const file = join(folder, "file.nix");
writeFileSync(file, "{ a = 1; }\n");
afterAll(() => rmSync(folder, { recursive: true }));

function makeCyclic(): object {
  const made: Record<string, unknown> = { a: 1 };
  made["self"] = made;
  return made;
}

function makeDeep(): unknown {
  let deep: unknown = 1;
  for (let i = 0; i < 5_000; i++) deep = i % 2 === 0 ? [deep] : { a: deep };
  return deep;
}

/** What a program without types can hand in by mistake, or from a stranger; each is made anew for every call. */
const hostile: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  "a symbol": () => Symbol("odd"),
  NaN: () => NaN,
  "minus infinity": () => -Infinity,
  "a negative number": () => -1.5,
  "a big integer": () => 2n ** 70n,
  true: () => true,
  "an empty text": () => "",
  "an odd text": () => "a \0 ${b} '' \" \ud800 ../é",
  "a huge text": () => "x".repeat(100_000),
  "a function": () => () => undefined,
  "a class": () => Map,
  "a proxy": () => new Proxy({ a: 1 }, {}),
  "a date": () => new Date(0),
  "a regular expression": () => /x/,
  "a map": () => new Map([["a", 1]]),
  "a promise": () => Promise.resolve(1),
  "an empty object": () => ({}),
  "an object without a prototype": () => Object.assign(Object.create(null) as object, { a: 1 }),
  "names of a prototype": () =>
    JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 1, "toString": 2 }') as unknown,
  "an object like a node": () => ({ kind: "Identifier", name: "x" }),
  "an object like no node": () => ({ kind: "__proto__", span: { start: -1, end: NaN } }),
  "an empty list": () => [],
  // oxlint-disable-next-line no-sparse-arrays -- that is the point
  "a list with a hole": () => [, 1],
  "a list of odd things": () => [undefined, Symbol("odd"), null],
  "a cyclic object": makeCyclic,
  "a list of a cyclic object": () => [makeCyclic()],
  "deep nesting": makeDeep,
};

const text = "{ pkgs, ... }:\n{\n  a = [\n    1\n    2\n  ];\n  b.c = 1;\n}\n";
const tree = nixgen.parse(text).tree;
const x = nixgen.reference("x");
const node = nixgen.toExpr(["a"]);

/** Arguments with which each function works. What is not listed takes the options of a builder, or one value. */
const usual: Readonly<Record<string, readonly unknown[]>> = {
  ageSecret: ["token"],
  assertThat: [true, x],
  attrs: [{ a: 1 }],
  binary: [1, "+", 2],
  binding: ["a", 1],
  build: [{ builder: "devShell", options: { packages: [] } }, { names: false }],
  buildLineIndex: ["a\nb"],
  call: [x, 1, 2],
  checkFlakeInput: [{ url: "github:a/b" }, () => {}],
  checkTree: [tree],
  childrenOf: [tree],
  closestNames: ["a", ["ab"], 3],
  describeValue: [1],
  dotted: [{ a: { b: 1 } }],
  edit: [text, [{ op: "set", path: "a", value: 1 }], { names: false }],
  equalTrees: [tree, tree],
  escapeIndentedString: ["a", "b"],
  escapeString: ["a"],
  findDuplicateAttributes: [tree],
  findFreeVariables: [tree],
  findUnboundVariables: [tree],
  findNode: [tree, "List", () => true],
  findReferenceProblem: ["github:a/b", false],
  findTreeDifference: [tree, tree],
  firstFieldOf: [tree],
  lastFieldOf: [tree],
  fitsIndentedString: ["a"],
  float: [1],
  followsItself: ["a"],
  fn: [["a", "..."], () => x],
  formal: ["a", 1],
  formals: [["a"], { ellipsis: true }],
  hasAttribute: [x, "a"],
  identifier: ["a"],
  ifElse: [true, 1, 2],
  indented: ["a\n"],
  inherit: ["a", "b"],
  inheritFrom: [x, "a"],
  interpolation: [x],
  isExpr: [node],
  isIdentifier: ["a"],
  isNode: [node],
  isStackOverflow: [new RangeError("Maximum call stack size exceeded")],
  isTextTooLong: [new RangeError("Invalid string length")],
  isPlainAttributes: [{}],
  letIn: [{ a: 1 }, x],
  loadCredential: ["token", nixgen.sopsSecret("token")],
  issueWords: [{ code: "custom" }],
  mapChildren: [node, (child: unknown) => child],
  markNode: [node],
  mkAfter: [[1]],
  mkBefore: [[1]],
  mkDefault: [1],
  mkEnableOption: ["it"],
  mkForce: [1],
  mkIf: [true, 1],
  mkMerge: [[{ a: 1 }]],
  mkOption: [{ type: nixgen.types.port, default: 80 }, {}],
  mkOrder: [1, 2],
  mkOverride: [1, 2],
  mkPackageOption: ["hello", {}],
  negate: [1],
  nixFile: [x, {}],
  optionsExample: ["devShell"],
  optionsSchema: ["devShell"],
  optionsSchemas: [],
  editSchema: [],
  requestSchema: ["devShell", "flake"],
  plan: [folder, { "a.nix": { a: 1 }, ".envrc": "use flake\n" }, { names: false }],
  sopsPlaceholder: ["token"],
  sopsSecret: ["token"],
  not: [true],
  parenthesize: [tree],
  path: ["./a"],
  print: [{ a: 1 }, { width: 80, indent: 2 }],
  printBindingsAt: [[nixgen.binding("a", 1)], { column: 2, width: 80, indent: 2 }],
  printDiagnostic: [nixgen.parse("{").diagnostics[0], "{"],
  printDiagnostics: [nixgen.parse("{").diagnostics, "{"],
  printElementsAt: [[node], { column: 2, width: 80, indent: 2 }],
  printExprAt: [node, { column: 2, width: 80, indent: 2 }],
  printTree: [tree, { width: 80, indent: 2 }],
  printValuePath: [["a", 1]],
  rawTexts: [["a"]],
  rec: [{ a: 1 }],
  reference: ["x"],
  referenceTo: [node],
  searchPath: ["nixpkgs"],
  select: [x, "a"],
  selectOr: [x, "a", 1],
  staticName: [core.identifier("a")],
  str: ["a"],
  toAttributeName: ["a"],
  toExpr: [1],
  toParts: [["a"], [1]],
  toPath: ["./a", []],
  tryToExpr: [1],
  unboundMessage: ["x"],
  under: [["a"], nixgen.parse("{").diagnostics],
  unescapeIndentedString: ["a"],
  unescapeString: ["a"],
  walk: [tree, () => {}],
  withBindingComment: ["a", nixgen.binding("a", 1)],
  withBlankLine: [1],
  withComment: ["a", 1],
  withExcerpt: [nixgen.parse("{").diagnostics[0], "{"],
  withScope: [x, 1],
  withTrailingComment: ["a", 1],
  treeFromJson: [JSON.parse(JSON.stringify(tree))],
  format: [text, { width: 80, indent: 2, file: "a.nix" }],
  nix: ["a"],
  parse: [text, { undefinedVariables: true }],
  parseExpression: [text, {}],
  parseOrThrow: [text, {}],
  raw: ["a"],
  reparse: [nixgen.parse(text), { start: 0, end: 0, text: " " }],
  writeFiles: [[{ path: join(folder, "a.nix"), text: "{ }\n" }], {}],
  formatFiles: [[file], { check: true, threads: 1 }],
  listNixFiles: [[folder], {}],
};

/** Arguments with which each method of a document works. */
const methods: Readonly<Record<string, readonly unknown[]>> = {
  get: ["a", { at: 0 }],
  has: ["a"],
  keys: ["b"],
  find: ["a"],
  resolve: ["a"],
  set: ["b.c", 2, { at: 0, ignoreDynamic: true, unconditional: false }],
  remove: ["b.c", { at: 0, keepComments: true }],
  rename: ["b.c", "d", { at: 0 }],
  move: ["b.c", "e.f", { at: 0 }],
  add: ["a", 3, { at: 0, sorted: true, unique: true }],
  append: ["a", 3, { at: 0 }],
  prepend: ["a", 3, { at: 0 }],
  insert: ["a", 1, 3, { at: 0 }],
  removeElement: ["a", { index: 0 }, { at: 0 }],
  replaceElement: ["a", { index: 0 }, 3, { at: 0 }],
  arguments: [[]],
  addArgument: ["lib", { at: [], default: 1 }],
  removeArgument: ["pkgs", { at: [] }],
  addInherit: [["x"], { in: [], let: false, from: x }],
  removeInherit: [["x"], { in: [], let: false, from: x }],
  addImport: [nixgen.path("./a.nix")],
  removeImport: [nixgen.path("./a.nix")],
  comment: ["b.c", { where: "after", at: 0 }],
  setComment: ["b.c", "why", { where: "after", at: 0 }],
  wrap: ["b.c", "mkForce", { at: 0 }],
  unwrap: ["b.c", "mkForce", { at: 0 }],
  replace: [node, 1],
  transaction: [() => 1],
  save: [join(folder, "saved.nix"), { allowErrors: false }],
};

/** Arguments with which each method of the inputs of a flake works. */
const flakeMethods: Readonly<Record<string, readonly unknown[]>> = {
  get: ["a"],
  set: ["b", { url: "github:a/c", flake: false, inputs: { a: { follows: "a" } } }],
  pin: ["a", "main"],
  follow: ["a", "b", "a"],
  remove: ["b"],
};

const modules = { core, coreSchema, parser, files, nixgen, schema };

type Call = (...args: unknown[]) => unknown;

/** All functions that the packages export, by name; references are values. What checks arguments throws by its nature. */
const functions = new Map<string, Call>(
  Object.values(modules).flatMap((all) =>
    Object.entries(all).filter((entry): entry is [string, Call] => {
      const [name, value] = entry as [string, unknown];
      return typeof value === "function" && !(core.toNix in value) && !/^[A-Z]|^require|^refused/.test(name);
    }),
  ),
);

function argumentsOf(name: string): readonly unknown[] {
  const known = Object.hasOwn(usual, name) ? usual[name] : undefined;
  if (known !== undefined) return known;
  return [decodeJson(schema.optionsExample(name) as never, buildNested, []).value, {}];
}

/** The arguments with each of them, each of the options among them, and one more, replaced by each hostile value. */
function* variations(args: readonly unknown[]): Generator<readonly [what: string, args: readonly unknown[]]> {
  yield ["no arguments", []];
  for (const [what, make] of Object.entries(hostile)) {
    for (let at = 0; at <= args.length; at++) {
      yield [`${what} at ${at}`, [...args.slice(0, at), make(), ...args.slice(at + 1)]];
      const options = args[at];
      if (!core.isPlainAttributes(options)) continue;
      for (const key of Object.keys(options))
        yield [`${what} as \`${key}\``, args.with(at, { ...options, [key]: make() })];
    }
  }
}

/** What is thrown, or found in what is made, that is no NixError. */
async function findCrash(call: () => unknown): Promise<unknown> {
  try {
    const result = await call();
    const isCode = core.isNode(result) || (core.isPlainAttributes(result) && core.toNix in result);
    if (isCode) core.print(result as NixValue);
    return undefined;
  } catch (error) {
    return error instanceof NixError ? describeEmpty(error) : error;
  }
}

/** A NixError says what is wrong. */
function describeEmpty({ diagnostics }: NixError): string | undefined {
  const isTold =
    diagnostics.length > 0 && diagnostics.every(({ code, message }) => code !== undefined && message);
  return isTold ? undefined : "a NixError without a diagnostic";
}

async function findCrashes(args: readonly unknown[], make: () => Call): Promise<string[]> {
  const crashes: string[] = [];
  for (const [what, hostileArgs] of variations(args)) {
    const crash = await findCrash(() => make()(...hostileArgs));
    if (crash !== undefined) crashes.push(`${what}: ${String(crash)}`);
  }
  return crashes;
}

describe("wrong arguments are told as a NixError", () => {
  it.each([...functions])("by %s", async (name, call) => {
    expect(await findCrash(() => call(...argumentsOf(name)))).toBeUndefined();
    expect(await findCrashes(argumentsOf(name), () => call)).toEqual([]);
  });

  const open = (): nixgen.NixDocument => nixgen.NixDocument.parse(text);
  const flakeText = '{ inputs.a.url = "github:a/b"; outputs = { self, a }: { }; }';

  it.each(Object.entries(methods))("by the method %s of a document", async (name, args) => {
    const crashes = await findCrashes(args, () => {
      const doc = open() as unknown as Record<string, Call>;
      return (...given) => doc[name]!(...given);
    });
    expect(crashes).toEqual([]);
  });

  it.each(Object.entries(flakeMethods))("by the method %s of the inputs of a flake", async (name, args) => {
    const crashes = await findCrashes(args, () => {
      const inputs = nixgen.NixDocument.parse(flakeText).flake as unknown as Record<string, Call>;
      return (...given) => inputs[name]!(...given);
    });
    expect(crashes).toEqual([]);
  });

  it("by `parse` and `open` of documents, and by templates", async () => {
    const hole: Call = (value) => nixgen.nix`{ a = ${value as NixValue}; }`;
    const texts: Call = (value) => core.print(nixgen.str`a ${value as string}`);
    const paths: Call = (value) => core.print(nixgen.path`./a${value as string}`);
    const lines: Call = (value) => core.print(nixgen.indented`a ${value as string}`);
    for (const call of [hole, texts, paths, lines]) expect(await findCrashes(["a"], () => call)).toEqual([]);
    const parseDoc: Call = (...args) => nixgen.NixDocument.parse(...(args as [string]));
    const openDoc: Call = (...args) => nixgen.NixDocument.open(...(args as [string]));
    expect(await findCrashes([text, { allowErrors: true }], () => parseDoc)).toEqual([]);
    expect(await findCrashes([file, { allowErrors: true }], () => openDoc)).toEqual([]);
  });

  it("and no method is left out", () => {
    const namesOf = (value: object): string[] =>
      Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(value) as object))
        .filter(([name, { value: method }]) => typeof method === "function" && name !== "constructor")
        .map(([name]) => name);
    const unlisted = ["undo", "diff", "toString", "list"];
    expect(
      namesOf(open())
        .filter((name) => !unlisted.includes(name))
        .sort(),
    ).toEqual(Object.keys(methods).sort());
    expect(
      namesOf(open().flake)
        .filter((name) => !unlisted.includes(name))
        .sort(),
    ).toEqual(Object.keys(flakeMethods).sort());
  });
});
