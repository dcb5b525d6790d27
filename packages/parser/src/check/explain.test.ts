import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "../parse.js";

const openings = [
  "{ ",
  "[ ",
  "( ",
  '"${',
  "''${",
  "{ a = ",
  '{ "${',
  "{ a, b ? ",
  "{ ..., b ? ",
  "let a = ",
  "f (x: ",
];

test.each(openings)("gives up in time on %j again and again", (opening) => {
  for (const times of [1, 20, 100, 1000]) {
    const { tree, diagnostics } = parse(opening.repeat(times));
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(tree.span).toMatchObject({ start: 0, end: opening.length * times });
  }
});

test.each(["{ a = ] ", "{ a = ) ", ". . ", "{ a = .. "])(
  "passes over what closes nothing or names nothing: %j",
  (text) => {
    const [start, again] = text.startsWith("{") ? [text.slice(0, 6), text.slice(6)] : ["", text];
    expect(parse(start + again.repeat(12_000)).diagnostics.length).toBeGreaterThan(0);
  },
);

test.each(["\\n ", "\\", "\u00a0x", "\u0001 ", "\\n\u00a0"])("passes over %j very often", (stray) => {
  expect(parse(stray.repeat(50_000)).diagnostics.length).toBeGreaterThan(0);
});

// Without answers kept from looking ahead, the time doubles with each level: twenty of them would take hours.
test("reads what is nested in each other in any way, in time", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...openings), { minLength: 1, maxLength: 20 }), (pieces) => {
      expect(parse(pieces.join("")).diagnostics.length).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
});

test("reads a keyword where it goes on after what is no code", () => {
  for (const text of ["//\nlet", "// rec", "[ // a b\nlet ]"]) {
    expect(parse(text).diagnostics.length, text).toBeGreaterThan(0);
  }
});

test("says once what is no token behind an interpolation that is not closed", () => {
  expect(parse("{ ${a \u00a0b = 1; }").diagnostics.map(({ code }) => code)).toEqual([
    "syntax/invalid-character",
    "syntax/unclosed-interpolation",
  ]);
});
