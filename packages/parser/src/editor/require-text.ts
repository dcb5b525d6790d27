import { NixError } from "@nixgen/core";

/** Refuses what is no text, which a program without types can hand in. @throws NixError `input/invalid` */
export function requireText(value: unknown, what: string): asserts value is string {
  if (typeof value !== "string") throw refused(value, what, "text");
}

/** Refuses what is no function. @throws NixError `input/invalid` */
export function requireFunction(value: unknown, what: string): void {
  if (typeof value !== "function") throw refused(value, what, "function");
}

function refused(value: unknown, what: string, kind: string): NixError {
  const found = value === null ? "null" : typeof value;
  return new NixError([
    {
      code: "input/invalid",
      severity: "error",
      message: `${what} is a ${kind}, found ${found}`,
      suggestions: [{ message: `give a ${kind}` }],
    },
  ]);
}
