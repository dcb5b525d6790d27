import type { DiagnosticCode } from "./codes.js";
import { NixError } from "./error.js";

/** The error for an argument that a function can't use. */
export function refusedArgument(
  message: string,
  help: string,
  code: DiagnosticCode = "input/invalid",
): NixError {
  return new NixError([{ code, severity: "error", message, suggestions: [{ message: help }] }]);
}

/** Refuses what is no text, which a program without types can hand in. @throws NixError `input/invalid` */
export function requireText(value: unknown, what: string): asserts value is string {
  if (typeof value !== "string") throw isNot("a text", value, what);
}

/** Refuses what is no function. @throws NixError `input/invalid` */
export function requireFunction(value: unknown, what: string): void {
  // What `fn`, `attrs` and the like make of a class would be called without `new`.
  if (typeof value !== "function" || isClass(value)) throw isNot("a function", value, what);
}

/** Refuses what is no integer. @throws NixError `input/invalid` */
export function requireInteger(value: unknown, what: string): void {
  if (!Number.isInteger(value)) throw isNot("an integer", value, what);
}

/** Refuses what is no list. @throws NixError `input/invalid` */
export function requireList(value: unknown, what: string): asserts value is readonly unknown[] {
  if (!Array.isArray(value)) throw isNot("a list", value, what);
}

/** Refuses what is no object that could hold options. @throws NixError `input/invalid` */
export function requireOptions(value: unknown, what: string): asserts value is object {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw isNot("an object", value, what);
}

/** Refuses what is no list of texts. @throws NixError `input/invalid` */
export function requireTexts(value: unknown, what: string): asserts value is readonly string[] {
  requireList(value, what);
  for (let i = 0; i < value.length; i++) requireText(value[i], `${what}, at ${i}`);
}

function isNot(kind: string, value: unknown, what: string): NixError {
  return refusedArgument(`${what}: expected ${kind}, found ${describeValue(value)}`, `give ${kind}`);
}

function isClass(value: object): boolean {
  const prototype = Object.getOwnPropertyDescriptor(value, "prototype");
  return prototype !== undefined && !prototype.writable;
}

/** A value in words, for messages: what it is and, where it is short, itself. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.length > longestText ? `a text of ${value.length} characters` : JSON.stringify(value);
    case "boolean":
    case "number":
    case "bigint":
      return String(value);
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? "a list" : describeObject(value);
    case "undefined":
      return "nothing";
    case "function":
      return isClass(value) ? "a class" : "a function";
    case "symbol":
      return "a symbol";
  }
}

const longestText = 200;

function describeObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return "an object";
  const name: unknown = (prototype as { readonly constructor?: { readonly name?: unknown } }).constructor
    ?.name;
  if (typeof name !== "string" || name === "") return "an object of a class";
  return `${/^[AEIO]/.test(name) ? "an" : "a"} ${name}`;
}
