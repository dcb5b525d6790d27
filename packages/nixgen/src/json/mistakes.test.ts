import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../../test/problems.js";
import * as z from "zod";
import { build } from "./build.js";
import { jsonExamples } from "./examples.js";
import { registry } from "./registry.js";

/** The schemas of the options of a builder by name; none where any name is one. */
function optionsOf(builder: string): Record<string, z.ZodType> {
  const { schema } = registry[builder]!;
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
}

/** What is wrong for most options; the first of these that an option refuses is given to it. */
const wrongValues = [1.5, true, "\u0001", [[]], { wrong: [] }] as const;

function wrongOptions(builder: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(optionsOf(builder)).flatMap(([name, schema]) => {
      const wrong = wrongValues.find((value) => !schema.safeParse(value).success);
      return wrong === undefined ? [] : [[name, wrong]];
    }),
  );
}

const builders = Object.keys(registry).filter((name) => Object.keys(optionsOf(name)).length > 0);

describe("mistakes", () => {
  it("can be made with all builders but those whose options have free names", () => {
    expect(Object.keys(registry).filter((name) => !builders.includes(name))).toEqual(["overlay"]);
  });

  it.each(builders)("%s: all options that are wrong are reported, and what was expected", (builder) => {
    const options = wrongOptions(builder);
    // Modules, flakes and files have options that take any value.
    expect(Object.keys(options).length).toBeGreaterThan(0);
    const diagnostics = problemsOf(() => registry[builder]!.build(options as never, {}));
    const reported = new Set(diagnostics.map(({ path }) => path?.[0]));
    expect(Object.keys(options).filter((name) => !reported.has(name))).toEqual([]);
    for (const { message, code } of diagnostics) {
      expect(code).toMatch(/^input\//);
      // Nothing that only zod would say, and that says nothing of Nix.
      expect(message).not.toMatch(/Invalid|must match pattern|Too (big|small)|received|undefined/);
    }
  });

  it.each(builders)("%s: a misspelled option gets the right one, among other mistakes", (builder) => {
    const names = Object.keys(optionsOf(builder));
    const known = names.find((name) => name.length > 4 && !/^\d/.test(name)) ?? names[0]!;
    const typed = `${known.slice(0, -2)}${known.at(-1)}${known.at(-2)}`;
    const misspelled = typed === known ? `${known}x` : typed;
    const [wrongName, wrong] = Object.entries(wrongOptions(builder)).find(([name]) => name !== known) ?? [];
    const options = {
      ...jsonExamples[builder],
      [misspelled]: true,
      ...(wrongName && { [wrongName]: wrong }),
    };
    const answer = build({ builder, options });
    const diagnostics = answer.ok ? [] : answer.diagnostics;
    const unknown = diagnostics.find(({ path }) => path?.[1] === misspelled);
    expect(unknown).toMatchObject({ code: "input/unknown-key", path: ["options", misspelled] });
    expect(unknown?.suggestions.map(({ message }) => message).join()).toContain(`\`${known}\``);
    if (wrongName) expect(diagnostics.some(({ path }) => path?.[1] === wrongName)).toBe(true);
  });
});
