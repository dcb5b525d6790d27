import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../../test/problems.js";
import { attrs } from "./attrs.js";
import { binary, call, float, identifier } from "./expr.js";
import { path } from "./path.js";
import { print } from "./print.js";
import { reference } from "./reference.js";
import { str } from "./text.js";
import { toNix } from "./value.js";

/** What is wrong, with all that can be done about it. */
function explain(run: () => unknown): string[] {
  return problemsOf(run).map(({ code, message, path: at = [], suggestions }) =>
    [code, at.join("."), message, ...suggestions.map((suggestion) => suggestion.message)].join(" | "),
  );
}

describe("what a program without types hands in", () => {
  it("is refused as an operator that Nix does not have", () => {
    // @ts-expect-error no such operator
    expect(problemsOf(() => binary(1, "+++", 2))).toMatchObject([{ code: "tree/unknown-operator" }]);
    // @ts-expect-error no such operator
    expect(problemsOf(() => binary(1, "toString", 2))).toMatchObject([{ code: "tree/unknown-operator" }]);
  });

  it("is refused as a float", () => {
    // @ts-expect-error a text
    expect(explain(() => float("x"))[0]).toContain('found "x"');
    // @ts-expect-error nothing
    expect(problemsOf(() => float(undefined))).toMatchObject([{ code: "value/unsupported" }]);
  });

  it("is refused where `[toNix]()` returns no expression", () => {
    for (const wrong of [undefined, "text", { kind: "Identifier", name: "x" }]) {
      const value = { a: [{ [toNix]: () => wrong as never }] };
      expect(problemsOf(() => print(value))).toMatchObject([{ code: "value/unsupported", path: ["a", 0] }]);
    }
  });
});

describe("what is nested deeply", () => {
  const nest = (levels: number): unknown[] => {
    let value: unknown[] = [];
    for (let level = 1; level < levels; level++) value = [value];
    return value;
  };

  it("is printed to a thousand levels", () => {
    expect(print(nest(1000) as never)).toContain("[ ]");
  });

  it("is refused beyond, with its path", () => {
    const [problem] = problemsOf(() => print({ a: nest(20_000) } as never));
    expect(problem).toMatchObject({ code: "value/too-deep" });
    expect(problem!.path).toHaveLength(1001);
  });
});

describe("code in a JavaScript string", () => {
  it.each([
    ["a reference", reference("pkgs")["git"]],
    ["a set", attrs({ a: 1 })],
    ["a call", call(reference("f"), 1)],
    ["a string with an interpolation", str`${reference("x")}`],
  ])("is refused: %s", (_, code) => {
    // The very mistake: a plain template.
    expect(explain(() => `${code as never}/bin`)[0]).toContain("str`");
    expect(problemsOf(() => ["", code].join("-"))).toMatchObject([{ code: "value/unsupported" }]);
  });
});

describe("code in JSON", () => {
  const pkgs = reference("pkgs");

  it("is Nix as builders take it from JSON", () => {
    const value = { a: pkgs["hello"]!, b: [pkgs], c: reference("f")(1)["x"] };
    expect(JSON.stringify(value)).toBe(
      '{"a":{"$nix":"pkgs.hello"},"b":[{"$nix":"pkgs"}],"c":{"$nix":"(f 1).x"}}',
    );
  });

  it("leaves functions of that name", () => {
    expect(print(reference("builtins")["toJSON"]!("text"))).toBe('builtins.toJSON "text"\n');
    expect(print(pkgs["lib"]!["generators"]!["toJSON"]!({}, "text"))).toBe(
      'pkgs.lib.generators.toJSON { } "text"\n',
    );
  });
});

describe("names and paths that are none", () => {
  it.each([
    ["let", "keyword"],
    ["a.b.c", 'write `reference("a").b.c`'],
    ["1a", "identifiers are letters"],
  ])("%s", (name, advice) => {
    expect(explain(() => identifier(name))).toEqual([expect.stringContaining(advice)]);
  });

  it.each([
    ["foo", 'write "./foo"'],
    ["hosts/web/", 'write "./hosts/web"'],
  ])("%s as a path", (text, advice) => {
    expect(explain(() => path(text))).toEqual([expect.stringContaining(advice)]);
  });
});
