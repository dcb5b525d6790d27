import { expect, test } from "vitest";
import { editCases } from "./edit-case.js";
import { newTally, totalOf, tryEdits } from "./edit-laws.mjs";
import { makeModule } from "./random-module.mjs";

// The laws that `edit-corpora.mjs` holds against whole folders, on the files of a part of the cases.
test("edits of the files of cases keep the laws", () => {
  const tally = newTally();
  for (const [index, { area, title, before }] of editCases.entries()) {
    if (index % 3 > 0) continue;
    tryEdits(`${area}: ${title}${area === "flake" ? "/flake.nix" : ""}`, before, tally, { most: 2 });
  }
  expect(tally.failures).toEqual([]);
  expect(totalOf(tally).edits).toBeGreaterThan(5_000);
});

test("edits of modules in all styles, with comments in odd places, keep the laws", () => {
  const tally = newTally();
  for (let seed = 0; seed < 60; seed++) tryEdits(`module ${seed}`, makeModule(seed), tally, { most: 1 });
  expect(tally.failures).toEqual([]);
  expect(totalOf(tally).edits).toBeGreaterThan(2_000);
});
