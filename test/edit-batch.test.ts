import { staticName, walk } from "@nixgen/core";
import { NixDocument, parse, type NixValue } from "nixgen";
import { expect, test } from "vitest";
import { editCases } from "./edit-case.js";
import { problemsOf } from "./problems.js";

type Change = readonly [path: readonly string[], value: NixValue];

/** The paths of the bindings of a file that are told by names alone. */
function pathsOf(text: string): string[][] {
  const paths: string[][] = [];
  walk(parse(text).tree, (node, ancestors) => {
    if (node.kind !== "Binding") return;
    const chain = [...ancestors, node].flatMap((link) => (link.kind === "Binding" ? link.path.names : []));
    const names = chain.map((name) => staticName(name));
    if (!names.includes(undefined)) paths.push(names as string[]);
  });
  return paths;
}

/** Makes changes; those that are refused are left out. */
function makeChanges(doc: NixDocument, changes: readonly Change[]): void {
  for (const [path, value] of changes) problemsOf(() => doc.set(path, value));
}

const values: readonly NixValue[] = [
  1,
  "text",
  true,
  null,
  "a longer text that may not fit on its line any more, and then is broken",
  [1],
];

test.each(["\n", "\r\n"])("a batch of values is what they make one by one, with line ends %j", (lineEnd) => {
  let changed = 0;
  for (const { before } of editCases.filter((_, index) => index % 3 === 0)) {
    const text = before.replaceAll(/\r?\n/g, lineEnd);
    const paths = pathsOf(text).slice(0, 8);
    const changes = values.flatMap((_, turn) =>
      paths.map((path, index): Change => [path, values[(index + turn) % values.length]!]),
    );
    const single = NixDocument.parse(text);
    makeChanges(single, changes);
    const batch = NixDocument.parse(text);
    batch.transaction(() => makeChanges(batch, changes));
    expect(batch.text).toBe(single.text);
    if (batch.text === text) continue;
    changed++;
    expect(batch.undo().text).toBe(text);
  }
  expect(changed).toBeGreaterThan(50);
});

const units = Array.from(
  { length: 50 },
  (_, unit) => `  unit${unit} = {\n    port = ${unit};\n    on = true; # why\n  };\n`,
);
const large = `{\n${units.join("")}}\n`;

test("in a batch, each edit sees those before it", () => {
  const doc = NixDocument.parse(large);
  doc.transaction(() => {
    for (let unit = 0; unit < 50; unit++) doc.set(`unit${unit}.port`, 1000 + unit);
    expect(doc.get("unit7.port")).toBe(1007);
    doc.set("unit7.port", 1).set("unit7.port", 2).set("unit8.port", 3);
    doc.remove("unit8.port");
    doc.set("unit9.on", false).rename("unit9", "nine");
    expect(doc.text).toContain("port = 1010;");
  });
  expect(doc.get("unit7.port")).toBe(2);
  expect(doc.has("unit8.port")).toBe(false);
  expect(doc.get("nine")).toEqual({ port: 1009, on: false });
  expect(doc.undo().text).toBe(large);
});

test("an edit that fails within a batch leaves what was edited before it", () => {
  const doc = NixDocument.parse("{\n  a = 1;\n  b = 2;\n}\n");
  doc.transaction(() => {
    doc.set("a", 2);
    const codes = problemsOf(() => doc.transaction(() => doc.set("b", 3).set("c", 4).set("b.d", 5)));
    expect(codes).toMatchObject([{ code: "edit/not-a-set" }]);
    doc.set("e", 6);
  });
  expect(doc.text).toBe("{\n  a = 2;\n  b = 2;\n  e = 6;\n}\n");
  expect(doc.undo().text).toBe("{\n  a = 1;\n  b = 2;\n}\n");
});

test("a batch that fails leaves nothing of what it put off", () => {
  const doc = NixDocument.parse(large);
  const codes = problemsOf(() =>
    doc.transaction(() => {
      for (let unit = 0; unit < 50; unit++) doc.set(`unit${unit}.port`, 0);
      doc.set("unit1.port.below", 1);
    }),
  ).map(({ code }) => code);
  expect(codes).toEqual(["edit/not-a-set"]);
  expect(doc.text).toBe(large);
  expect(doc.set("unit0.port", 5).text).toBe(large.replace("port = 0;", "port = 5;"));
});

test("what is nested too deeply to be edited is refused, and stays", () => {
  const text = `{ a = ${"[ ".repeat(30_000)}1${" ]".repeat(30_000)}; }\n`;
  const doc = NixDocument.parse(text);
  expect(() => doc.set("a", 2)).toThrow(/^error\[value\/too-deep\]: what is edited is nested too deeply/);
  expect(doc.text).toBe(text);
  // How long a chain of operators is does not matter.
  expect(NixDocument.parse(`{ a = 1${" + 1".repeat(50_000)}; }\n`).set("a", 2).text).toBe("{ a = 2; }\n");
});
