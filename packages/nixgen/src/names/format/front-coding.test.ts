import fc from "fast-check";
import { expect, test } from "vitest";
import { frontCode, frontDecode } from "./front-coding.js";

test("a line keeps what differs from the line before", () => {
  expect(frontCode(["git", "github", "gitlab"])).toBe("0git\n3hub\n3lab");
});

test("lines come back as they were", () => {
  const line = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\r\n]/g, ""));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const sorted = lines.toSorted();
      expect(frontDecode(frontCode(sorted))).toEqual(sorted);
    }),
  );
});
