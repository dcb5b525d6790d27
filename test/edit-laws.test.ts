import { expect, test } from "vitest";
import { editCases } from "./edit-case.js";
import { newTally, tryEdits } from "./edit-laws.mjs";

// The laws that `edit-corpora.mjs` holds against whole folders, on the files of the cases.
test("edits of the files of all cases keep the laws", () => {
  const tally = newTally();
  for (const { area, title, before, kind, expected } of editCases) {
    for (const text of kind === "after" ? [before, expected] : [before]) {
      tryEdits(`${area}: ${title}`, text, tally);
    }
  }
  expect(tally.failures).toEqual([]);
  expect(tally.edits).toBeGreaterThan(5_000);
});
