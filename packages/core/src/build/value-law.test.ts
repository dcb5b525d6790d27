import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evalNix, hasNix } from "../../../../test/nix.js";
import { indentedCases } from "./value-law.cases.js";
import { print } from "./print.js";
import type { NixValue } from "./value.js";

const hostile = [
  "${",
  "''",
  "'",
  '"',
  "\\",
  "$",
  "$$",
  "''${",
  "''\\",
  "\n",
  "\r",
  "\t",
  " ",
  "  ",
  "{",
  "}",
  "/*",
  "#",
  "é",
  "😀",
  "a",
  "in",
  "\u0001",
  "\u2028",
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...hostile), { maxLength: 8 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "grapheme", maxLength: 12 }).filter((value) => !value.includes("\0")),
);

const number = fc.oneof(
  fc.maxSafeInteger(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 2 ** 63),
);

const { json } = fc.letrec<{ json: NixValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(text, tie("json"), { maxKeys: 4 }),
  ),
}));

/**
 * The values that Nix does not take for what their JSON says. Nix itself compares, since the JSON that it writes
 * has only six digits of a float.
 */
function findUnequal(values: readonly NixValue[]): NixValue[] {
  const json = JSON.stringify(values).replace(/[\\"$]/g, "\\$&");
  const printed = values.map((value) => `(${print(value)})`).join("\n");
  const equal = evalNix(`
    let json = builtins.fromJSON "${json}"; printed = [ ${printed} ];
    in builtins.genList (n: builtins.elemAt json n == builtins.elemAt printed n) (builtins.length json)
  `) as boolean[];
  expect(equal).toHaveLength(values.length);
  return values.filter((_value, index) => !equal[index]);
}

describe.skipIf(!hasNix)("the value law, judged by Nix", () => {
  it("holds for 5,000 hostile values", () => {
    const values = fc.sample(json, { numRuns: 5000, seed: 20260101 });
    const wrong = findUnequal(values);
    expect(wrong.map((value) => print(value))).toEqual([]);
  });

  it("holds for strings with each of the awkward pieces at every place", () => {
    const values = indentedCases;
    const evaluated = evalNix(`[${values.map((value) => `(${print(value)})`).join("\n")}]`);
    expect(evaluated).toEqual(values);
  });

  it("holds for attribute names that look like code", () => {
    const names = [
      "",
      " ",
      "a.b",
      "in",
      "let",
      "or",
      "rec",
      "1a",
      "-a",
      "a'",
      "a-b",
      "${x}",
      '"',
      "\\",
      "\n",
      "é",
      "__proto__x",
    ];
    const value = Object.fromEntries(names.map((name, index) => [name, index]));
    expect(evalNix(print(value))).toEqual(value);
  });

  it("keeps floats floats and integers integers", () => {
    const kinds = [
      1,
      1.5,
      1e21,
      5e-324,
      2.2250738585072014e-308,
      1e-310,
      -0.1,
      123456789012345680000,
      2 ** 53 - 1,
    ];
    const types = evalNix(`map builtins.typeOf ${print(kinds)}`);
    expect(types).toEqual(["int", "float", "float", "float", "float", "float", "float", "float", "int"]);
    expect(findUnequal(kinds)).toEqual([]);
  });

  it("reaches both ends of the 64-bit integers", () => {
    expect(evalNix(`map toString ${print([-(2n ** 63n), 2n ** 63n - 1n])}`)).toEqual([
      "-9223372036854775808",
      "9223372036854775807",
    ]);
  });
});
