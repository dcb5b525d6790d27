import { readFileSync } from "node:fs";
import {
  equalTrees,
  identifier,
  markNode,
  print,
  select,
  staticName,
  toExpr,
  toNix,
  walk,
  type AttributeSet,
  type BindingNode,
  type Expr,
  type NixValue,
} from "@nixgen/core";
import { parse, raw } from "@nixgen/parser";
import * as nixgen from "nixgen";
import { describe, expect, it } from "vitest";
import { nixFilesIn } from "./nix-files.mjs";

// A folder with package files, such as a checkout of nixpkgs or of a small one.
const folder = process.env["NIXGEN_PACKAGE_FILES"];

type Build = (options: never) => nixgen.Built;

/** Functions of nixpkgs with the builder that makes their call. */
const builders: Readonly<Record<string, Build>> = {
  buildEnv: nixgen.buildEnv,
  buildGoModule: nixgen.goModule,
  buildLayeredImage: nixgen.layeredImage,
  buildNpmPackage: nixgen.npmPackage,
  buildPythonApplication: nixgen.pythonApplication,
  buildPythonPackage: nixgen.pythonPackage,
  buildRustPackage: nixgen.rustPackage,
  fetchFromGitHub: nixgen.fetchFromGitHub,
  fetchFromGitLab: nixgen.fetchFromGitLab,
  fetchPypi: nixgen.fetchPypi,
  fetchgit: nixgen.fetchgit,
  fetchpatch: nixgen.fetchpatch,
  fetchurl: nixgen.fetchurl,
  fetchzip: nixgen.fetchzip,
  mkDerivation: nixgen.derivation,
  streamLayeredImage: nixgen.streamLayeredImage,
  symlinkJoin: nixgen.symlinkJoin,
  writeShellApplication: nixgen.shellApplication,
};

/** The call that a builder is for: the function's last name, and the set that it is called with. */
function callOf(node: Expr): { readonly name: string; readonly set: AttributeSet } | undefined {
  if (node.kind !== "Application") return undefined;
  const { function: called } = node;
  const last = called.kind === "Select" ? called.path.names.at(-1) : undefined;
  const name = called.kind === "Identifier" ? called.name : last && staticName(last);
  const set = innermost(node.argument);
  return name !== undefined && set.kind === "AttributeSet" && !set.recursive ? { name, set } : undefined;
}

/** What is in parentheses, or in a function of the final attributes. */
function innermost(node: Expr): Expr {
  if (node.kind === "Parenthesized") return innermost(node.expression);
  const isFinal =
    node.kind === "Function" && node.parameter.kind === "Identifier" && node.parameter.name === "finalAttrs";
  return isFinal ? innermost(node.body) : node;
}

/** The options that say what a set says: text, numbers, lists and sets as data, all else as code. */
function toValue(node: Expr): NixValue {
  if (node.kind === "Parenthesized") return toValue(node.expression);
  if (node.kind === "String" || node.kind === "IndentedString") {
    const texts = node.parts.flatMap((part) => (part.kind === "StringText" ? [part.value] : []));
    if (texts.length === node.parts.length) return texts.join("");
  }
  if (node.kind === "Identifier" && (node.name === "true" || node.name === "false"))
    return node.name === "true";
  if (node.kind === "Identifier" && node.name === "null") return null;
  if (node.kind === "Integer") return Number(node.text);
  if (node.kind === "Uri") return node.text;
  if (node.kind === "List") return node.elements.map(toValue);
  if (node.kind === "AttributeSet" && !node.recursive) {
    const options = toOptions(node.bindings);
    if (options) return options as NixValue;
  }
  return raw(print(node));
}

function toOptions(bindings: readonly BindingNode[]): Record<string, unknown> | undefined {
  const options: Record<string, unknown> = {};
  for (const node of bindings) {
    if (node.kind === "Inherit") {
      // Where no name is recursive, `inherit x;` is `x = x;`.
      for (const name of node.names.flatMap((inherited) => staticName(inherited) ?? [])) {
        options[name] = node.from ? select(innermost(node.from), name) : identifier(name);
      }
      continue;
    }
    if (node.kind !== "Binding") return undefined;
    const names = node.path.names.map(staticName);
    if (!names.every((name) => name !== undefined)) return undefined;
    let target = options;
    for (const name of names.slice(0, -1)) {
      target[name] ??= {};
      target = target[name] as Record<string, unknown>;
    }
    target[names.at(-1)!] = toValue(node.value);
  }
  return options;
}

/** Whether two sets say the same, whatever the order of their attributes and wherever paths are folded. */
function saySame(left: AttributeSet, right: AttributeSet): boolean {
  return equalTrees(canonical(left), canonical(right));
}

function canonical(set: AttributeSet): Expr {
  const sorted = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(sorted);
    if (typeof item !== "object" || item === null) return item;
    if (Object.getPrototypeOf(item) !== Object.prototype || "kind" in item) return item;
    const entries = Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
  };
  return toExpr(sorted(toOptions(set.bindings) ?? {}) as NixValue);
}

interface Tally {
  calls: number;
  accepted: number;
  readonly different: string[];
}

function rewriteFiles(root: string): Tally {
  const tally: Tally = { calls: 0, accepted: 0, different: [] };
  for (const file of nixFilesIn(root)) {
    const { tree, diagnostics } = parse(readFileSync(file, "utf8"));
    if (diagnostics.length > 0) continue;
    walk(tree, (node) => {
      const call = callOf(node as Expr);
      const build = call && Object.hasOwn(builders, call.name) ? builders[call.name] : undefined;
      const options = call && toOptions(call.set.bindings);
      if (!call || !build || !options) return;
      tally.calls++;
      try {
        const made = build(options as never)[toNix]();
        tally.accepted++;
        const { set } = callOf(markNode({ ...made })) ?? {};
        if (set === undefined || !saySame(rawSet(set), call.set)) {
          tally.different.push(`${file}: ${call.name}`);
        }
      } catch (error) {
        if (!(error instanceof nixgen.NixError)) throw error;
      }
    });
  }
  return tally;
}

/** The set as it is read back from its text. */
function rawSet(set: AttributeSet): AttributeSet {
  return raw(print(set)) as AttributeSet; // What was printed from a set is one.
}

describe.skipIf(folder === undefined)("package files of others, rewritten with builders", () => {
  // A folder may have thousands of files.
  it("say the same again wherever a builder takes what they say", { timeout: 900_000 }, () => {
    const { calls, accepted, different } = rewriteFiles(folder!);
    console.log(`${calls} calls, ${accepted} taken by the builders`);
    expect(different).toEqual([]);
    expect(accepted / calls).toBeGreaterThan(0.9);
  });
});
