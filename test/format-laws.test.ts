import {
  childKeys,
  equalTrees,
  markNode,
  parenthesize,
  print,
  walk,
  type Expr,
  type Kind,
  type Parenthesized,
  type UnaryOperator,
} from "@nixgen/core";
import { format, parse, parseOrThrow } from "@nixgen/parser";
import { describe, expect, test } from "vitest";
import { binaryOperators } from "../packages/core/src/ast/operators.js";
import { findCommentGaps } from "./comment-gaps.mjs";
import { findFormatFault, withPlainStrings } from "./format-laws.mjs";
import { hasNix, parseNix } from "./nix.js";
import { makeNix } from "./random-nix.mjs";

const count = 20_000;

/** Generated files that nixfmt too moves when it formats its own output. */
const movedByNixfmt: ReadonlySet<number> = new Set([3588, 10154, 10657]);

/**
 * The gaps between the tokens of each kind: what stands to the left and right, a field of the node or a token of its own. Inside
 * of the kinds without any, a comment would be text, or part of the token.
 */
const gaps = {
  File: ["start | expression", "expression | end"],
  List: ["[ | elements", "elements | elements", "elements | ]", "[ | ]"],
  AttributeSet: ["rec | {", "{ | bindings", "bindings | bindings", "bindings | }", "{ | }"],
  Binding: ["path | =", "= | value", "value | ;"],
  Inherit: [
    "inherit | (",
    "( | from",
    "from | )",
    ") | names",
    ") | ;",
    "inherit | names",
    "inherit | ;",
    "names | names",
    "names | ;",
  ],
  AttributePath: ["names | .", ". | names"],
  Interpolation: ["${ | expression", "expression | }"],
  Let: ["let | bindings", "let | in", "bindings | bindings", "bindings | in", "in | body"],
  LegacyLet: ["let | {", "{ | bindings", "bindings | bindings", "bindings | }", "{ | }"],
  With: ["with | scope", "scope | ;", "; | body"],
  Assert: ["assert | condition", "condition | ;", "; | body"],
  If: [
    "if | condition",
    "condition | then",
    "then | consequence",
    "consequence | else",
    "else | alternative",
  ],
  Function: ["parameter | :", ": | body"],
  Formals: [
    "{ | formals",
    "{ | ellipsis",
    "{ | }",
    "formals | ,",
    ", | formals",
    ", | ellipsis",
    ", | }",
    "formals | }",
    "ellipsis | }",
    "} | @",
    "@ | alias",
    "alias | @",
    "@ | {",
  ],
  Formal: ["name | ?", "? | default"],
  Application: ["function | argument"],
  Select: ["subject | .", ". | path", "path | or", "or | default"],
  HasAttribute: ["subject | ?", "? | path"],
  Unary: ["operator | operand"],
  Binary: ["left | operator", "operator | right"],
  Parenthesized: ["( | expression", "expression | )"],
  Identifier: [],
  Integer: [],
  Float: [],
  String: [],
  IndentedString: [],
  Path: [],
  SearchPath: [],
  Uri: [],
  StringText: [],
  PathText: [],
  Ellipsis: [],
  Error: [],
} as const satisfies Record<Kind, readonly string[]>;

const unaryOperators = { "!": true, "-": true } as const satisfies Record<UnaryOperator, true>;

describe(`${count} generated files`, () => {
  test("are Nix, and stay the same but for layout; what is formatted does not move; all comments stay, in order", () => {
    const moved = new Set<number>();
    for (let seed = 0; seed < count; seed++) {
      const text = makeNix(seed);
      const { diagnostics } = parse(text);
      if (diagnostics.length > 0) throw new Error(`seed ${seed}: ${diagnostics[0]!.message}\n${text}`);
      const formatted = format(text);
      const fault = findFormatFault(text, formatted);
      if (fault?.law === "moves again") moved.add(seed);
      else if (fault)
        throw new Error(`seed ${seed}: ${fault.law}: ${fault.detail}\n${text}\n>>>\n${formatted}`);
    }
    expect(moved).toEqual(movedByNixfmt);
  }, 600_000);

  test("have all kinds of nodes and all operators", () => {
    const found = new Set<string>();
    for (let seed = 0; seed < count / 20; seed++) {
      walk(parse(makeNix(seed)).tree, (node) => {
        found.add(node.kind);
        if (node.kind === "Unary" || node.kind === "Binary") found.add(node.operator);
      });
    }
    const kinds = Object.keys(childKeys).filter((kind) => kind !== "Error");
    expect(found).toEqual(new Set([...kinds, ...Object.keys(unaryOperators), ...binaryOperators]));
  });

  test("have comments of both sorts in every gap between two tokens", () => {
    const found = new Set<string>();
    for (let seed = 0; seed < count / 5; seed++) {
      const text = makeNix(seed);
      for (const { gap, comments } of findCommentGaps(text, parseOrThrow(text))) {
        for (const sort of comments) found.add(`${gap} with ${sort}`);
      }
    }
    const all = Object.entries(gaps).flatMap(([kind, list]) =>
      list.flatMap((gap) => [`${kind}: ${gap} with #`, `${kind}: ${gap} with /*`]),
    );
    expect([...found].sort()).toEqual(all.sort());
  });

  test("are the same again as trees that are printed, parsed and formatted", () => {
    for (let seed = 0; seed < count / 4; seed++) {
      const built = rebuild(parseOrThrow(makeNix(seed)).expression, seed % 2 === 0);
      const text = print(built);
      if (format(text) !== text) throw new Error(`seed ${seed}: formatting moves what was printed\n${text}`);
      const { expression } = parseOrThrow(text);
      if (!equalTrees(withPlainStrings(expression), withPlainStrings(parenthesize(built)))) {
        throw new Error(`seed ${seed}: another tree\n${text}`);
      }
    }
  });

  test("take any width", () => {
    for (let seed = 0; seed < count / 40; seed++) {
      if (movedByNixfmt.has(seed)) continue;
      const options = { width: 40 + (seed % 80) };
      const text = format(makeNix(seed), options);
      expect(format(text, options)).toBe(text);
    }
  });
});

test.skipIf(!hasNix)("Nix reads generated files as before", () => {
  const head = "{ a, b, foo, bar, x, y, pkgs, lib, config, enable, someLongerName, services, it's }:\n";
  let judged = 0;
  for (let seed = 0; judged < 200; seed++) {
    const text = makeNix(seed);
    // Debian's Nix does not know pipes yet, and prints the pieces of an indented string one by one.
    if (/\|>|<\||''/.test(text)) continue;
    const before = parseNix(head + text);
    if (before === undefined) continue;
    judged++;
    const after = parseNix(head + format(text));
    expect(after && wordsOf(after), `seed ${seed}`).toEqual(wordsOf(before));
  }
});

/** The words of what Nix prints. It prints names in an order of its own. */
function wordsOf(printed: string): string[] {
  return printed.split(/[\s(){}[\];,]+/).sort();
}

/** The same code as a builder would make it: without places and comments, and without parentheses where those are not kept. */
function rebuild(tree: Expr, keepsParentheses: boolean): Expr {
  const where = new Set([
    "span",
    "leading",
    "trailing",
    "tokens",
    "end",
    "multiline",
    "bodyOnNextLine",
    "keptIndentation",
  ]);
  const copy: unknown = JSON.parse(JSON.stringify(tree), (key, value: Partial<Parenthesized> | null) => {
    if (where.has(key)) return undefined;
    return value?.kind === "Parenthesized" && !keepsParentheses ? value.expression : value;
  });
  return markNode(copy as Expr);
}
