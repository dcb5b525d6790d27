import { expect, test } from "vitest";
import { editCases } from "./edit-case.js";
import { newTally, totalOf, tryEdits } from "./edit-laws.mjs";

// The laws that `edit-corpora.mjs` holds against whole folders, on the files of the cases.
test("edits of the files of all cases keep the laws", () => {
  const tally = newTally();
  for (const { area, title, before } of editCases) {
    tryEdits(`${area}: ${title}${area === "flake" ? "/flake.nix" : ""}`, before, tally, { most: 2 });
  }
  expect(tally.failures).toEqual([]);
  expect(totalOf(tally).edits).toBeGreaterThan(5_000);
});
