import { parse } from "@nixgen/parser";
import { describe, expect, test } from "vitest";
import { readFlatTree } from "../packages/parser/src/syntax/flat-tree.js";
import { findNix, judge } from "./judge.mjs";
import { makeMutant } from "./mutants.mjs";
import { findDisagreement, findFault } from "./parse-laws.mjs";
import { makeBytes, makeSoup } from "./random-text.mjs";

const nix = findNix();

test.skipIf(nix === undefined)("Nix and we say the same of 1,000 mutants", async () => {
  const mutants = Array.from({ length: 1000 }, (_, i) => makeMutant(i + 1_000_000));
  const verdicts = await judge(nix!, mutants);
  const differ = mutants.flatMap((text, i) => {
    const disagreement = findDisagreement(text, verdicts[i]!, nix!);
    return disagreement ? [{ text, disagreement, error: verdicts[i]!.error }] : [];
  });
  expect(differ).toEqual([]);
  // Enough of either.
  const refused = verdicts.filter(({ ok, isUndefined }) => !ok && !isUndefined).length;
  expect(refused).toBeGreaterThan(300);
  expect(refused).toBeLessThan(700);
});

describe("keeps every text, and says well what is wrong with it", () => {
  test.each([
    ["5,000 mutants", (seed: number) => makeMutant(seed)],
    ["5,000 texts of tokens", (seed: number) => makeSoup(seed)],
    [
      "5,000 random bytes read as UTF-8",
      (seed: number) => new TextDecoder("utf-8", keepAll).decode(makeBytes(seed)),
    ],
    ["5,000 random bytes read as Latin-1", (seed: number) => Buffer.from(makeBytes(seed)).toString("latin1")],
    [
      "5,000 random code units",
      (seed: number) => String.fromCharCode(...new Uint16Array(makeBytes(seed).buffer)),
    ],
  ])("%s", (_, make) => {
    for (let seed = 1; seed <= 5_000; seed++) {
      const text = make(seed);
      const fault = findFault(text);
      if (fault !== undefined) throw new Error(`${fault}: ${JSON.stringify(text)}`);
    }
  });
});

const keepAll = { ignoreBOM: true };

test("needs no more memory for 5,000 texts than for a few", () => {
  const texts = Array.from({ length: 5_000 }, (_, seed) => makeMutant(seed + 1));
  const memory = () => readFlatTree("1").records.buffer.byteLength;
  for (const text of texts) parse(text);
  const before = memory();
  for (const text of texts) parse(text);
  expect(memory()).toBe(before);
});

test("gives back the memory that a large text needed", () => {
  const memory = () => readFlatTree("1").records.buffer.byteLength;
  const before = memory();
  expect(readFlatTree(`[ ${"1 ".repeat(4_000_000)}]`).records.length).toBe(4 * 4_000_004);
  memory();
  expect(memory()).toBeLessThanOrEqual(Math.max(before, 2 ** 28));
});
