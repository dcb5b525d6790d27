import { lib, nix, NixDocument, path, pkgs, print, format, raw } from "nixgen";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

// Each case is a title, a file, an edit of the document `doc`, and the file after it. A new one goes into the file of samples.
const cases = readFileSync(new URL("samples/edit-cases.txt", import.meta.url), "utf8")
  .split(/^=== /m)
  .slice(1)
  .map((block) => {
    const [, title, before, edit, after] =
      /^(.*)\n([\s\S]*?)--- edit\n([\s\S]*?)\n--- after\n([\s\S]*)$/.exec(block)!;
    return { title: title!, before: before!, edit: edit!, after: after! };
  });

const names = { lib, nix, path, pkgs, print, raw };

test.each(cases)("$title", ({ before, edit, after }) => {
  const doc = NixDocument.parse(before);
  // eslint-disable-next-line typescript/no-implied-eval -- the edits stand beside the files they are about
  const run = new Function("doc", ...Object.keys(names), `return ${edit}`) as (...args: unknown[]) => unknown;
  doc.transaction(() => run(doc, ...Object.values(names)));
  expect(doc.text).toBe(after);
  expect(doc.diff() === "").toBe(before === after);
  if (format(before) === before) expect(format(after)).toBe(after);
  if (before !== after) expect(doc.undo().text).toBe(before);
});
