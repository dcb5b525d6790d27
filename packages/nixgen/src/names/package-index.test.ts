import { expect, test } from "vitest";
import { check } from "./check/check.js";
import { lookupPackage } from "./lookup-package.js";
import { readPackageIndex, writePackageIndex, type PackageEntry } from "./package-index.js";

const provenance = { sources: [{ repository: "example/packages", date: "2026-01-02" }] };
const many = Array.from({ length: 2000 }, (_, at): PackageEntry => ({
  name: `many${String(at).padStart(5, "0")}`,
}));
const top: PackageEntry[] = [
  { name: "tool", version: "1.2", program: "tl" },
  { name: "same", program: "same" },
  { name: "set", set: true },
  { name: "helper", other: true },
  { name: "oldTool", alias: true, to: "tool" },
  { name: "olderTool", alias: true },
  { name: "goneTool", removed: true, to: "set.inner" },
  { name: "lost", removed: true },
  ...many,
];
const index = readPackageIndex(
  writePackageIndex(
    provenance,
    [
      { path: "", entries: [...top, { name: "misled", removed: true, to: "package-name" }] },
      {
        path: "set",
        entries: [
          { name: "inner", version: "2" },
          { name: "oldInner", alias: true, to: "inner" },
        ],
      },
    ],
    {
      like: {
        other: { from: "set", added: ["more"], missing: ["oldInner"] },
        changed: {
          from: "set",
          added: [
            { name: "inner", set: true },
            { name: "late", removed: true, to: "oldInner" },
            { name: "misled", alias: true, to: "nothing" },
            { name: "plain", version: "1", program: "p" },
          ],
          missing: [],
        },
      },
      whole: ["pkgsStatic"],
    },
  ),
);

test("what was written is read, name by name", () => {
  for (const entry of top) expect(index.set("")?.find(entry.name)).toEqual(entry);
  expect(index.set("")?.names).toEqual([...top.map(({ name }) => name), "misled"].sort());
  expect(index.set("set")?.find("oldInner")).toEqual({ name: "oldInner", alias: true, to: "inner" });
  expect(index.count).toBe(top.length + 3);
  expect(index.provenance).toEqual(provenance);
});

test("a proposal that does not exist is dropped", () => {
  expect(index.set("")?.find("misled")).toEqual({ name: "misled", removed: true });
});

test("sets like others have their names, without versions", () => {
  expect(index.set("other")?.names).toEqual(["inner", "more"]);
  expect(index.set("other")?.find("inner")).toEqual({ name: "inner" });
  expect(index.sets).toEqual(["", "changed", "other", "set"]);
  expect(index.isWhole("pkgsStatic")).toBe(true);
});

test("sets like others tell what they have as something else", () => {
  const changed = index.set("changed")!;
  expect(changed.names).toEqual(["inner", "late", "misled", "oldInner", "plain"]);
  expect(changed.find("inner")).toEqual({ name: "inner", set: true });
  expect(changed.find("late")).toEqual({ name: "late", removed: true, to: "oldInner" });
  expect(changed.find("misled")).toEqual({ name: "misled", alias: true });
  expect(changed.find("oldInner")).toMatchObject({ alias: true, to: "inner" });
  expect(changed.find("plain")).toEqual({ name: "plain" });
});

test("a name that a partly listed set lacks is not covered, and a known one near it is told", () => {
  const sets = [
    { path: "", entries: [{ name: "haskellPackages", set: true as const }] },
    {
      path: "haskellPackages",
      entries: [{ name: "unordered-containers", listed: true as const }, { name: "lens" }],
    },
  ];
  const bytes = writePackageIndex(provenance, sets, {
    like: { "haskell.packages.ghc98": { from: "haskellPackages", added: [], missing: [] } },
    whole: [],
    partly: { haskellPackages: { repository: "example/list", date: "2025-03-04" } },
  });
  const names = { directory: "", packages: readPackageIndex(bytes), options: () => undefined };
  const found = (name: string) => lookupPackage(`haskellPackages.${name}`, names);
  expect(found("lens").answer).toBe("known");
  const [slip, other, short] = ["unorderedContainers", "something-else", "lenz"].map(found);
  expect(slip).toMatchObject({
    answer: "not-covered",
    suggestions: [{ path: "haskellPackages.unordered-containers" }],
  });
  expect(other).toMatchObject({
    answer: "not-covered",
    reason: "only some names of haskellPackages are listed",
  });
  expect(found("lens").source).toBe("example/packages of 2026-01-02");
  expect(found("unordered-containers")).toMatchObject({
    entry: { listed: true },
    source: "example/list of 2025-03-04",
  });
  expect(slip?.source).toBe("example/packages of 2026-01-02, example/list of 2025-03-04");
  expect(names.packages.listOf("haskell.packages.ghc98")?.date).toBe("2025-03-04");
  expect(names.packages.listOf("")).toBeUndefined();
  expect([other, short].some((one) => one !== undefined && "suggestions" in one)).toBe(false);

  const text = "{ pkgs }: [ pkgs.haskellPackages.unordered-container pkgs.haskellPackages.other ]";
  const { diagnostics, counts } = check(text, { names });
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
    ["names/unknown-package", "warning"],
  ]);
  expect(diagnostics[0]!.message).toBe(
    "`unordered-container` is not among the names of haskellPackages that are known, which are not all (as of 2025-03-04)",
  );
  expect(diagnostics[0]!.suggestions[0]?.replacement?.text).toBe("unordered-containers");
  expect(counts.notCovered).toBe(2);
});

test("names of JavaScript's own objects are no sets", () => {
  expect(index.set("constructor")).toBeUndefined();
  expect(index.set("")?.find("constructor")).toBeUndefined();
  expect(index.set("")?.find("")).toBeUndefined();
});
