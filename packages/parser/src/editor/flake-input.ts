import { closestNames, describeValue, type Diagnostic } from "@nixgen/core";
import {
  checkFlakeInput,
  inputFlags,
  inputTexts,
  revisionPattern,
  referenceTypes,
  type FlakeInputParts,
} from "../flake/input.js";

/** What an input is made of, in the order in which it is written. */
export interface InputSet {
  readonly [key: string]: string | boolean | InputSet;
}

/** An input as the set that it is written as. */
export function toInputSet(input: FlakeInputParts): InputSet {
  const own = ownKeys.flatMap((key) => (input[key] === undefined ? [] : [[key, input[key]] as const]));
  const inner = Object.entries(input.inputs ?? {}).map(([name, other]) => [name, toInputSet(other)] as const);
  return Object.fromEntries([...own, ...(inner.length > 0 ? [["inputs", Object.fromEntries(inner)]] : [])]);
}

const ownKeys = [...inputTexts, ...inputFlags];
const allKeys: readonly string[] = [...ownKeys, "inputs"];
const flags: readonly string[] = inputFlags;

/** All that is wrong with what is given for an input, and its inputs, each with its path. */
export function findInputProblems(input: unknown, path: readonly string[]): Diagnostic[] {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const help = 'write `{ url: "…" }` or `{ follows: "…" }`';
    return [report(path, `an input is a set, found ${describeValue(input)}`, [help])];
  }
  const problems = Object.entries(input).flatMap(([key, value]): Diagnostic[] => {
    const at = [...path, key];
    if (!allKeys.includes(key)) {
      const similar = closestNames(key, allKeys).map((name) => `did you mean \`${name}\`?`);
      const known = `it has ${allKeys.map((name) => `\`${name}\``).join(", ")}`;
      const help = similar.length > 0 ? similar : [known];
      return [{ ...report(at, `an input of a flake has no \`${key}\``, help), code: "input/unknown-key" }];
    }
    if (value === undefined) return [];
    if (key === "inputs") return findProblemsOfInputs(value, at);
    const kind = flags.includes(key) ? "boolean" : "string";
    if (typeof value !== kind) {
      const expected = kind === "boolean" ? "true or false" : "a text";
      return [report(at, `\`${key}\` is ${expected}, found ${describeValue(value)}`, [])];
    }
    return findTextProblems(key, value as string | boolean, at);
  });
  if (problems.length > 0) return problems;
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  checkFlakeInput(given, (key, message, suggestions = []) =>
    problems.push(report([...path, key], message, suggestions)),
  );
  return problems;
}

function findProblemsOfInputs(inputs: unknown, path: readonly string[]): Diagnostic[] {
  if (typeof inputs === "object" && inputs !== null && !Array.isArray(inputs))
    return Object.entries(inputs).flatMap(([name, input]) => findInputProblems(input, [...path, name]));
  const help = 'write `inputs: { nixpkgs: { follows: "nixpkgs" } }`';
  return [report(path, `\`inputs\` is a set of inputs by name, found ${describeValue(inputs)}`, [help])];
}

/** What the text of one attribute by itself shows. */
function findTextProblems(key: string, value: string | boolean, path: readonly string[]): Diagnostic[] {
  if (typeof value === "boolean") return [];
  const types: readonly string[] = referenceTypes;
  if (key === "type" && !types.includes(value)) {
    const similar = closestNames(value, types).map((name) => `did you mean "${name}"?`);
    return [report(path, `expected one of ${types.map((name) => `"${name}"`).join(", ")}`, similar)];
  }
  if (key === "rev" && !revisionPattern.test(value))
    return [report(path, `expected a revision of 40 hexadecimal digits, found "${value}"`, [])];
  return value === "" && key !== "follows" && key !== "url" ? [report(path, `\`${key}\` is empty`, [])] : [];
}

function report(path: readonly string[], message: string, suggestions: readonly string[]): Diagnostic {
  return {
    code: "input/invalid",
    severity: "error",
    message,
    path,
    suggestions: suggestions.map((text) => ({ message: text })),
  };
}

/** How many attributes an input has, those of its inputs included. */
export function countParts(value: InputSet): number {
  const counts = Object.values(value).map((part) => (typeof part === "object" ? countParts(part) : 1));
  return counts.reduce((sum, count) => sum + count, 0);
}
