import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { apiFile, describeApis } from "../scripts/api.mjs";

describe.each(describeApis())("the API of packages/$name", ({ name, text, unnamed }) => {
  it("is as its description says; `npm run api` writes it anew", () => {
    expect(text).toBe(readFileSync(apiFile(name), "utf8"));
  });

  it("exports all types that it speaks of", () => {
    expect(unnamed).toEqual([]);
  });
});
