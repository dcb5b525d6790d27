import { equalTrees, findTreeDifference, markNode, print, type Expr, type File } from "@nixgen/core";
import { format, parse, parseOrThrow } from "@nixgen/parser";
import { describe, expect, test } from "vitest";
import { hasNix, parseNix } from "./nix.js";
import { makeNix } from "./random-nix.mjs";

const count = 20_000;

/** Generated files that nixfmt too moves when it formats its own output. */
const movedByNixfmt: ReadonlySet<number> = new Set([6774]);

describe(`${count} generated files`, () => {
  test("are Nix, and stay the same but for layout; what is formatted does not move; all comments stay", () => {
    for (let seed = 0; seed < count; seed++) {
      const text = makeNix(seed);
      const { tree, diagnostics } = parse(text);
      if (diagnostics.length > 0) throw new Error(`seed ${seed}: ${diagnostics[0]!.message}\n${text}`);
      const formatted = format(text);
      const after = parseOrThrow(formatted);
      const difference = findTreeDifference(withoutQuotes(tree), withoutQuotes(after));
      if (difference !== undefined)
        throw new Error(`seed ${seed}: the tree differs at ${difference}\n${text}`);
      if (format(formatted) !== formatted && !movedByNixfmt.has(seed))
        throw new Error(`seed ${seed}: formatting again moves it\n${text}`);
      const [before, now] = [commentsOf(text), commentsOf(formatted)];
      // nixfmt puts the comment after a function before the whole call, so that two comments can change places.
      if (before.sort().join("\n") !== now.sort().join("\n"))
        throw new Error(`seed ${seed}: the comments differ\n${text}\n${formatted}`);
    }
  });

  test("are the same again as trees that are printed, parsed and formatted", () => {
    for (let seed = 0; seed < count / 4; seed++) {
      const built = rebuild(parseOrThrow(makeNix(seed)).expression);
      const text = print(built);
      if (format(text) !== text) throw new Error(`seed ${seed}: formatting moves what was printed\n${text}`);
      const { expression } = parseOrThrow(text);
      if (!equalTrees(withoutQuotes(expression), withoutQuotes(parseOrThrow(print(expression)).expression))) {
        throw new Error(`seed ${seed}: another tree\n${text}`);
      }
    }
  });

  test("take any width", () => {
    for (let seed = 0; seed < count / 40; seed++) {
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

/** A tree in which all literals of text are strings in double quotes: nixfmt makes them of URIs and of some indented strings. */
function withoutQuotes<N extends Expr | File>(tree: N): N {
  const text = JSON.stringify(tree, (_, value: { readonly kind?: string; readonly text?: string } | null) => {
    if (value?.kind === "IndentedString") return { ...value, kind: "String" };
    return value?.kind === "Uri"
      ? { ...value, kind: "String", text: undefined, parts: [{ kind: "StringText", value: value.text }] }
      : value;
  });
  return JSON.parse(text) as N;
}

/** The same code as a builder would make it: without places and comments. */
function rebuild(tree: Expr): Expr {
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
  const copy: unknown = JSON.parse(JSON.stringify(tree), (key, value: unknown) =>
    where.has(key) ? undefined : value,
  );
  return markNode(copy as Expr);
}

/** What the comments of a text say. The generated strings hold none. */
function commentsOf(text: string): string[] {
  return (text.match(/#[^\n]*|\/\*[\s\S]*?\*\//g) ?? []).map((comment) =>
    comment
      .replaceAll(/^(?:#|\/\*)|\*\/$/g, "")
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
}
