import { describe, expect, it, test } from "vitest";
import { findNix, judge } from "../../../../test/judge.mjs";
import { hasNix, parseNix } from "../../../../test/nix.js";
import type { Expr } from "../ast/expr.js";
import { binaryOperators, type BinaryOperator } from "../ast/operators.js";
import { markNode } from "../ast/node.js";
import { walk } from "../ast/visit.js";
import { assertThat, ifElse, letIn, withScope } from "./control.js";
import { binary, call, hasAttribute, identifier, negate, not, select, selectOr } from "./expr.js";
import { toExpr } from "./from-value.js";
import { fn } from "./function.js";
import { parenthesize } from "./parenthesize.js";
import { print } from "./print.js";
import { printTree } from "../print/index.js";

const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => identifier(name)) as [Expr, Expr, Expr, Expr];
const nix = findNix();
// Pipes are an experimental feature of Nix 2.24 and later.
const operators = binaryOperators.filter(
  (operator) => nix?.knowsPipes === true || !["|>", "<|"].includes(operator),
);

/** Expressions of every kind whose place could matter. */
const kinds: Record<string, Expr> = {
  ...Object.fromEntries(operators.map((operator) => [operator, binary(b, operator, c)])),
  negate: negate(b),
  not: not(b),
  "not of sum": not(binary(b, "+", c)),
  "negate of not": negate(not(b)),
  "negate of negate": negate(negate(b)),
  hasAttribute: hasAttribute(b, "x"),
  application: call(b, c),
  select: select(b, "x"),
  selectOr: selectOr(b, ["x"], c),
  function: fn("x", b),
  let: letIn({ x: 1 }, b),
  with: withScope(b, c),
  assert: assertThat(b, c),
  if: ifElse(b, c, d),
  list: toExpr([b]),
  set: toExpr({ x: b }),
  negative: toExpr(-1),
  float: toExpr(1.5),
  string: toExpr("s"),
  identifier: b,
};

/** Every place an operand can stand in. */
const places: Record<string, (operand: Expr) => Expr> = {
  ...Object.fromEntries(
    operators.flatMap((operator): [string, (operand: Expr) => Expr][] => [
      [`left of ${operator}`, (operand) => binary(operand, operator, a)],
      [`right of ${operator}`, (operand) => binary(a, operator, operand)],
      [`right of ${operator}, before +`, (operand) => binary(binary(a, operator, operand), "+", d)],
      [`right of ${operator}, before ==`, (operand) => binary(binary(a, operator, operand), "==", d)],
      [`right of ${operator}, before ->`, (operand) => binary(binary(a, operator, operand), "->", d)],
    ]),
  ),
  "operand of -": (operand) => negate(operand),
  "operand of !": (operand) => not(operand),
  "operand of ! before +": (operand) => binary(not(operand), "+", a),
  "subject of ?": (operand) => hasAttribute(operand, "y"),
  "subject of .": (operand) =>
    markNode({
      kind: "Select",
      subject: operand,
      path: { kind: "AttributePath", names: [{ kind: "Identifier", name: "y" }] },
    }),
  "default of or": (operand) => selectOr(a, ["y"], operand),
  function: (operand) => call(operand, a),
  argument: (operand) => call(a, operand),
  "first argument": (operand) => call(a, operand, d),
  element: (operand) => toExpr([a, operand, d]),
  body: (operand) => fn("y", operand),
  value: (operand) => toExpr({ y: operand }),
  condition: (operand) => ifElse(operand, a, d),
  alternative: (operand) => ifElse(a, d, operand),
  scope: (operand) => withScope(operand, a),
};

const bind = (text: string): string => `a: b: c: d: ${text}`;

/** The same expression with parentheses around every operation. */
function parenthesizedFully(node: Expr): Expr {
  const wrap = (child: unknown): unknown => {
    if (Array.isArray(child)) return child.map(wrap);
    if (typeof child !== "object" || child === null || !("kind" in child)) return child;
    const copy = Object.fromEntries(
      Object.entries(child).map(([key, value]) => [key, wrap(value)]),
    ) as unknown as Expr;
    const isOperand = [
      "Binary",
      "Unary",
      "HasAttribute",
      "Application",
      "Function",
      "Let",
      "With",
      "Assert",
      "If",
      "Select",
    ].includes(copy.kind);
    return isOperand ? { kind: "Parenthesized", expression: copy } : copy;
  };
  return wrap(node) as Expr;
}

/** All variants of a tree with one pair of parentheses taken away. */
function withoutOnePair(tree: Expr): Expr[] {
  const pairs: object[] = [];
  walk(tree, (node) => {
    if (node.kind === "Parenthesized") pairs.push(node);
  });
  return pairs.map((pair) => {
    const strip = (value: unknown): unknown => {
      if (value === pair) return strip((value as { expression: unknown }).expression);
      if (Array.isArray(value)) return value.map(strip);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, strip(item)]));
    };
    return strip(tree) as Expr;
  });
}

describe.skipIf(!hasNix || nix === undefined)("parentheses, judged by Nix", () => {
  const cases = Object.entries(places).flatMap(([place, make]) =>
    Object.entries(kinds).map(([kind, operand]) => ({ place, kind, tree: make(operand) })),
  );

  it(`are enough in ${cases.length} combinations`, () => {
    const list = (texts: readonly string[]): string =>
      bind(`[\n${texts.map((text) => `(${text})`).join("\n")}\n]`);
    const wrong = (some: typeof cases): string[] => {
      const printed = parseNix(list(some.map(({ tree }) => print(tree))));
      if (
        printed !== undefined &&
        printed === parseNix(list(some.map(({ tree }) => printTree(parenthesizedFully(tree)))))
      ) {
        return [];
      }
      const middle = Math.ceil(some.length / 2);
      if (some.length === 1)
        return some.map(({ place, kind, tree }) => `${kind} as ${place}: ${print(tree)}`);
      return [...wrong(some.slice(0, middle)), ...wrong(some.slice(middle))];
    };
    expect(wrong(cases)).toEqual([]);
  });

  // There are many variants: one operator of each precedence is enough.
  const representative = new Set(["*", "-", "<", "==", "||", "|>", "<|"]);
  const fewer = cases.filter(
    ({ place, kind }) =>
      // Nix does not need these, but nixfmt does.
      !(kind === "hasAttribute" && place === "subject of ?") &&
      !operators.some(
        (operator) =>
          !representative.has(operator) &&
          (kind === operator ||
            place.startsWith(`left of ${operator}`) ||
            (place.startsWith(`right of ${operator}`) && place.slice(9).split(",")[0] === operator)),
      ),
  );

  it(`are needed, each pair, in ${fewer.length} combinations`, async () => {
    const pairs = fewer.flatMap((combination) => {
      const whole = parenthesize({ kind: "File", expression: combination.tree }).expression;
      return withoutOnePair(whole).map((variant) => ({ combination, whole, variant }));
    });
    const verdicts = await judge(
      nix!,
      pairs.map(({ variant }) => bind(printTree(variant))),
    );
    const accepted = pairs.filter((_, index) => verdicts[index]!.ok);
    const meant = readEach(accepted.map(({ whole }) => printTree(whole)));
    const read = readEach(accepted.map(({ variant }) => printTree(variant)));
    const needless = accepted.filter((_, index) => read[index] === meant[index]);
    expect(
      needless.map(({ combination: { place, kind, tree } }) => `${kind} as ${place}: ${print(tree)}`),
    ).toEqual([]);
  });

  /** How Nix reads each of some texts, all of which it takes. */
  function readEach(texts: readonly string[]): string[] {
    const mark = "nixgen-next";
    const list = parseNix(bind(`[\n${texts.map((text) => `"${mark}" (${text})`).join("\n")}\n]`))!;
    const read = list.split(`("${mark}")`).slice(1);
    expect(read).toHaveLength(texts.length);
    return read;
  }
});

describe("parentheses of pipes", () => {
  const pipe = (left: Expr, operator: BinaryOperator, right: Expr): string =>
    print(binary(left, operator, right)).trim();

  it("follow their associativity, and never mix them bare", () => {
    expect(pipe(binary(a, "|>", b), "|>", c)).toBe("a |> b |> c");
    expect(pipe(a, "|>", binary(b, "|>", c))).toBe("a |> (b |> c)");
    expect(pipe(a, "<|", binary(b, "<|", c))).toBe("a <| b <| c");
    expect(pipe(binary(a, "<|", b), "<|", c)).toBe("(a <| b) <| c");
    expect(pipe(binary(a, "<|", b), "|>", c)).toBe("(a <| b) |> c");
    expect(pipe(a, "<|", binary(b, "|>", c))).toBe("a <| (b |> c)");
    expect(pipe(binary(a, "->", b), "|>", c)).toBe("a -> b |> c");
  });
});

test("the same node on both sides has parentheses on the side that needs them", () => {
  const difference = binary(a, "-", b);
  expect(print(binary(difference, "-", difference))).toBe("a - b - (a - b)\n");
  const application = call(a, b);
  expect(print(call(application, application))).toBe("a b (a b)\n");
  expect(print(selectOr(application, ["x"], application))).toBe("(a b).x or (a b)\n");
});

test("an operation or an application as the whole tree has its parentheses too", () => {
  expect(printTree(parenthesize(binary(binary(a, "+", b), "*", c)))).toBe("(a + b) * c\n");
  expect(printTree(parenthesize(call(fn("x", b), call(a, c))))).toBe("(x: b) (a c)\n");
});

/** Chains of 100,000 members that builders make one by one. */
const chains: Record<string, (made: Expr) => Expr> = {
  "a sum": (made) => binary(made, "+", a),
  "a concatenation": (made) => binary(a, "++", made),
  "a call": (made) => call(made, a),
  "a pipe": (made) => binary(made, "|>", a),
};

test.each(Object.keys(chains))("%s of 100,000 members is printed", (name) => {
  let chain: Expr = a;
  for (let i = 0; i < 100_000; i++) chain = chains[name]!(chain);
  // A member is one letter; most stand on lines of their own.
  expect(print(chain).match(/a/g)).toHaveLength(100_001);
});
