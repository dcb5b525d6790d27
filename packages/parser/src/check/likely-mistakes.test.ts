import { expect, test } from "vitest";
import { parse } from "../parse.js";

/** The text with the calls in parentheses that are suggested. */
function repair(text: string): string {
  let repaired = text;
  for (const { code, severity, suggestions } of parse(text, {
    likelyMistakes: true,
  }).diagnostics.toReversed()) {
    expect([code, severity]).toEqual(["syntax/call-in-list", "warning"]);
    const { span, text: written } = suggestions[0]!.replacement!;
    repaired = repaired.slice(0, span.start) + written + repaired.slice(span.end);
  }
  return repaired;
}

test.each([
  ["[ pkgs.python3.withPackages (ps: [ ps.numpy ]) ]", "[ (pkgs.python3.withPackages (ps: [ ps.numpy ])) ]"],
  ["[ a (b) hello.override { c = 1; } d ]", "[ a (b) (hello.override { c = 1; }) d ]"],
  ["[ callPackage ./a.nix { } ]", "[ (callPackage ./a.nix { }) ]"],
  ["[ import ./a.nix ./b.nix ]", "[ (import ./a.nix) ./b.nix ]"],
  ["[ lib.mkIf a.enable { } ]", "[ (lib.mkIf a.enable { }) ]"],
  [
    '[ (pkgs.writeText "a" "b") pkgs.writeText "c" "d" ]',
    '[ (pkgs.writeText "a" "b") (pkgs.writeText "c" "d") ]',
  ],
  ["[ map (x: x) ys ]", "[ (map (x: x) ys) ]"],
])("warns of a call in a list: %s", (text, repaired) => {
  expect(parse(text).diagnostics).toEqual([]);
  expect(repair(text)).toBe(repaired);
  expect(repair(repaired)).toBe(repaired);
});

test.each([
  ["functions by themselves", "[ import map lib.optional { } a.override ]"],
  ["steps of a pipe", "lib.pipe x [ (map f) lib.unique (lib.filter g) toString ]"],
  ["a list of data", "[ lib.licenses.mit lib.maintainers.x ]"],
  ["names that objects have in JavaScript", "[ toString (x: x) a.constructor { } ]"],
])("says nothing of %s", (_, text) => {
  expect(parse(text, { likelyMistakes: true }).diagnostics).toEqual([]);
});
