import { parse } from "@nixgen/parser";
import { expect, test } from "vitest";
import { readAdvice } from "./collect-advice.js";

const options = new Set(["a.new", "a.old", "a.other", "a.settings.Login", "b.here"]);
const adviceIn = (text: string) => readAdvice(parse(text).tree, (path) => options.has(path));
const old = (instead: readonly string[]) => [{ path: "a.old", deprecated: true, instead }];

test.each([
  ['mkRemovedOptionModule [ "a" "old" ] "Use a.settings.Login instead."', ["a.settings.Login"]],
  ['lib.mkRemovedOptionModule [ "a" "old" ] "Set `new` instead."', ["a.new"]],
  ['lib.mkRemovedOptionModule [ "a" "old" ] ("It was of no use to a.new.")', ["a.new"]],
  ['lib.mkRemovedOptionModule [ "a" "old" ] "It did nothing to a.new."', []],
  ['lib.mkRemovedOptionModule [ "a" "old" ] ""', []],
])("what is said of a removed option: %s", (text, instead) => {
  expect(adviceIn(`{ imports = [ (${text}) ]; }`)).toEqual([{ path: "a.old", instead }]);
});

test.each([
  ['"The option a.old is deprecated, use a.new instead."', ["a.new"]],
  ['"`a.old` is obsolete. Please use .new, and .other = true instead"', []],
  ['"Using `a.old` is deprecated; set `new` or `other`."', ["a.new", "a.other"]],
  ['"a.old will be removed."', []],
  ['"The a.old option does not have any effect anymore, please remove it."', []],
  ['"`a.old` defined in ${files} is deprecated. Use `a.new`."', ["a.new"]],
])("what is warned of: %s", (text, instead) => {
  expect(adviceIn(`{ config.warnings = lib.optional cfg.old ${text}; }`)).toEqual(old(instead));
});

test.each([
  '"a.old has no effect when a.new is not set."',
  "\"The key 'x' in a.old is deprecated.\"",
  '"a.old is used, and that is deprecated."',
  '"a.${name}.old is deprecated."',
])("what says nothing of an option as such: %s", (text) => {
  expect(adviceIn(`{ warnings = [ ${text} ]; }`)).toEqual([]);
});

test("what an option says of itself", () => {
  const declared = (rest: string) => `{ options.a = { old = mkOption { ${rest} }; }; }`;
  expect(adviceIn(declared('description = "**Deprecated**, please use {option}`b.here` instead.";'))).toEqual(
    old(["b.here"]),
  );
  expect(adviceIn(declared('description = "The color. This option is obsolete; set `new`.";'))).toEqual(
    old(["a.new"]),
  );
  expect(adviceIn(declared('apply = x: lib.warnIf x "`a.old` is deprecated, use `a.new`." x;'))).toEqual(
    old(["a.new"]),
  );
  expect(adviceIn(declared('description = "Where deprecated keys are kept.";'))).toEqual([]);
});
