import { expect, test } from "vitest";
import { parse } from "@nixgen/parser";
import { makeMutant } from "./mutants.mjs";
import { findFault } from "./parse-laws.mjs";
import { findTreeFault } from "./recovery-laws.mjs";

// `node test/recover-mutants.mjs FOLDER...` does this for many more, and for those of real files.
test("what is no error in the tree of a broken text is Nix", () => {
  let broken = 0;
  for (let seed = 1; seed <= 600; seed++) {
    const text = makeMutant(seed);
    const result = parse(text);
    if (result.diagnostics.length === 0) continue;
    broken++;
    expect(findFault(text, result), JSON.stringify(text)).toBeUndefined();
    expect(findTreeFault(text, result), JSON.stringify(text)).toBeUndefined();
  }
  expect(broken).toBeGreaterThan(300);
});
