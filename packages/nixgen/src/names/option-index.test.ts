import { expect, test } from "vitest";
import { findOption } from "./find-option.js";
import { readOptionIndex, writeOptionIndex, type OptionEntry } from "./option-index.js";

const provenance = { sources: [{ repository: "example/modules", date: "2026-01-02" }] };
const entries: OptionEntry[] = [
  { path: "a.enable", type: ["bool"], default: { value: false } },
  { path: "a.sites", type: ["attrsOf", ["submodule", ["attrsOf", ["str"]]]], default: { value: {} } },
  { path: "a.sites.<name>.root", type: ["nullOr", ["path"]], default: { value: null } },
  { path: "a-b.enable", type: ["bool"], readOnly: true },
  { path: 'a."dotted.name"', type: ["enum", ["x", 1, null]], internal: true },
  { path: "old.enable", type: ["unspecified"], hidden: true, movedTo: "a.enable" },
  { path: "gone", type: ["unspecified"], hidden: true, removed: true },
  { path: "tree", type: ["attrsOf", ["submodule"]] },
  { path: "tree.<name>.value", type: ["int"] },
  { path: "tree.<name>.children", type: ["attrsOf", ["submodule"]], sameAs: "tree" },
  { path: "again.<name>.config", type: ["submodule"], whole: true },
];
const index = readOptionIndex(writeOptionIndex("nixos", provenance, entries));
const place = (path: string) => {
  const found = findOption(path.split("."), index);
  return "entry" in found ? `${found.place} ${found.entry.path}` : found.place;
};

test("what was written is read", () => {
  const byPath = (a: OptionEntry, b: OptionEntry) => (a.path < b.path ? -1 : 1);
  expect(index.entries().toSorted(byPath)).toEqual(entries.toSorted(byPath));
  expect(index.provenance).toEqual(provenance);
  expect(index.count).toBe(entries.length);
});

test("names that users choose match placeholders", () => {
  expect(place("a.sites.mine.root")).toBe("option a.sites.<name>.root");
});

test("a free-form type takes any name, and only that", () => {
  expect(place("a.sites.mine.other")).toBe("inside a.sites");
  expect(place("a.sites.mine.other.more")).toBe("nowhere");
});

test("a set of options is a group", () => {
  expect(place("a")).toBe("group");
  expect(place("b")).toBe("nowhere");
});

test("names with dots are one name", () => {
  expect(findOption(["a", "dotted.name"], index).place).toBe("option");
});

test("submodules of their own kind go on to any depth", () => {
  expect(place("tree.a.children.b.children.c.value")).toBe("option tree.<name>.value");
  expect(place("tree.a.children.b.other")).toBe("nowhere");
});

test("a whole configuration starts again", () => {
  expect(place("again.vm.config.a.enable")).toBe("option a.enable");
});

test("other bytes are refused", () => {
  expect(() => readOptionIndex(new Uint8Array(40))).toThrow("this is no index of names");
});
