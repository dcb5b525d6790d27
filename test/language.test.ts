import { parse } from "@nixgen/parser";
import { expect, test } from "vitest";
import { findNix, judge } from "./judge.mjs";
import { acceptedTexts, refusedTexts, type LanguagePoint } from "./language.js";
import { findDisagreement, findFault } from "./parse-laws.mjs";

const nix = findNix();

for (const [points, isAccepted] of [
  [acceptedTexts, true],
  [refusedTexts, false],
] as const) {
  test.each(Object.keys(points) as LanguagePoint[])(`${isAccepted ? "takes" : "refuses"} %s`, (point) => {
    for (const text of points[point] ?? []) {
      const { diagnostics } = parse(text, { undefinedVariables: true });
      expect(diagnostics.length === 0, `${JSON.stringify(text)}: ${diagnostics[0]?.message}`).toBe(
        isAccepted,
      );
      expect(findFault(text), text).toBeUndefined();
    }
  });
}

test.skipIf(nix === undefined)("a real Nix says the same of each of these texts", async () => {
  const texts = [acceptedTexts, refusedTexts].flatMap((points) => Object.values(points).flat());
  const verdicts = await judge(nix!, texts);
  const differ = texts.flatMap((text, index) => {
    const disagreement = findDisagreement(text, verdicts[index]!, nix!);
    return disagreement ? [{ text, disagreement, error: verdicts[index]!.error }] : [];
  });
  expect(differ).toEqual([]);
  expect(texts.length).toBeGreaterThan(300);
});
