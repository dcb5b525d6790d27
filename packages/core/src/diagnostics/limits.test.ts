import { expect, test } from "vitest";
import { isStackOverflow, isTextTooLong } from "./limits.js";

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

test("what the engine throws is told from mistakes of the same class", () => {
  const recurse = (): number => 1 + recurse();
  const overflow = errorOf(recurse);
  const tooLong = errorOf(() => "x".repeat(2 ** 29).concat("x".repeat(2 ** 29)));
  const mistake = errorOf(() => Array.from({ length: 1 }).with(5, 0));
  expect([overflow, tooLong, mistake].every((error) => error instanceof RangeError)).toBe(true);
  expect([overflow, tooLong, mistake].map(isStackOverflow)).toEqual([true, false, false]);
  expect([overflow, tooLong, mistake].map(isTextTooLong)).toEqual([false, true, false]);
});
