import { format, NixDocument } from "nixgen";
import { expect, test } from "vitest";
import { editCases, runEdit, showAnswer, showError } from "./edit-case.js";

const titled = editCases.map((sample) => [`${sample.area}: ${sample.title}`, sample] as const);
const ofKind = (kind: string): typeof titled => titled.filter(([, sample]) => sample.kind === kind);

test.each(ofKind("after"))("%s", (_, { before, edit, expected }) => {
  const doc = NixDocument.parse(before);
  doc.transaction(() => runEdit(edit, doc));
  expect(doc.text).toBe(expected);
  expect(doc.diff() === "").toBe(before === expected);
  if (format(before) === before) expect(format(expected)).toBe(expected);
  if (before !== expected) expect(doc.undo().text).toBe(before);
});

// In an indented string, Nix takes the line ends as they are: there they make a difference.
const withoutIndented = ofKind("after").filter(
  ([, { before, edit, expected }]) => !/''|\r/.test(before + edit + expected),
);

test.each(withoutIndented)("%s, in a file with Windows line ends", (_, { before, edit, expected }) => {
  const doc = NixDocument.parse(before.replaceAll("\n", "\r\n"));
  doc.transaction(() => runEdit(edit, doc));
  expect(doc.text).toBe(expected.replaceAll("\n", "\r\n"));
});

test.each(ofKind("value"))("%s", (_, { before, edit, expected }) => {
  const doc = NixDocument.parse(before);
  expect(showAnswer(runEdit(edit, doc), before)).toBe(expected);
  expect(doc.text).toBe(before);
});

test.each(ofKind("error"))("%s", (_, { before, edit, expected }) => {
  const doc = NixDocument.parse(before);
  let found: unknown;
  try {
    runEdit(edit, doc);
  } catch (error) {
    found = error;
  }
  expect(found && showError(found, before)).toBe(expected);
  expect(doc.text).toBe(before);
});

test("every rule has a title of its own", () => {
  expect(titled.map(([title]) => title)).toEqual([...new Set(titled.map(([title]) => title))]);
});
