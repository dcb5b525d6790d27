import { NixError } from "@nixgen/core";

/** The error for what a program hands in and an edit can't use. */
export function refused(
  message: string,
  help: string,
  code: "input/invalid" | "input/unknown-key" = "input/invalid",
): NixError {
  return new NixError([{ code, severity: "error", message, suggestions: [{ message: help }] }]);
}

/** Refuses what is no text, which a program without types can hand in. @throws NixError `input/invalid` */
export function requireText(value: unknown, what: string): asserts value is string {
  if (typeof value !== "string") throw notA("text", value, what);
}

/** Refuses what is no function. @throws NixError `input/invalid` */
export function requireFunction(value: unknown, what: string): void {
  if (typeof value !== "function") throw notA("function", value, what);
}

/** Refuses what is no integer. @throws NixError `input/invalid` */
export function requireInteger(value: unknown, what: string): void {
  if (!Number.isInteger(value)) throw notA("integer", value, what);
}

function notA(kind: string, value: unknown, what: string): NixError {
  const found = value === null ? "null" : typeof value;
  const article = kind === "integer" ? "an" : "a";
  return refused(`${what} is ${article} ${kind}, found ${found}`, `give ${article} ${kind}`);
}
