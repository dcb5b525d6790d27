import {
  findDuplicateAttributes,
  isIdentifier,
  staticName,
  type AttributeName,
  type BindingNode,
  type Diagnostic,
  type DiagnosticCode,
  type DuplicateAttribute,
  type Float,
  type Formals,
  type Identifier,
  type Inherit,
  type Integer,
  type Span,
} from "@nixgen/core";
import type { Notes } from "../lower/notes.js";

/** What the grammar allows and Nix refuses all the same, in a text that was lowered. */
export function checkNotes(notes: Notes): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const bindings of notes.bindings) {
    for (const duplicate of findDuplicateAttributes(bindings)) problems.push(duplicateAttribute(duplicate));
  }
  for (const bindings of notes.lets) checkLet(bindings, problems);
  for (const inherit of notes.inherits) checkInherit(inherit, problems);
  for (const formals of notes.formals) checkFormals(formals, problems);
  for (const number of notes.numbers) checkNumber(number, problems);
  return problems;
}

function duplicateAttribute({ path, node, earlier }: DuplicateAttribute): Diagnostic {
  const { start, end } = earlier.span!;
  const name = path.map((part) => (isIdentifier(part) ? part : JSON.stringify(part))).join(".");
  return {
    ...problem("syntax/duplicate-attribute", node.span!, `the attribute \`${name}\` is already defined`),
    related: [{ message: "defined here first", span: { start, end } }],
    suggestions: [{ message: "remove one of the two, or give it another name" }],
  };
}

function checkLet(bindings: readonly BindingNode[], problems: Diagnostic[]): void {
  for (const binding of bindings) {
    if (binding.kind !== "Binding") continue;
    const name = binding.path.names[0]!;
    if (isDynamic(name)) problems.push(dynamic(name, "`let`"));
  }
}

function checkInherit({ names }: Inherit, problems: Diagnostic[]): void {
  for (const name of names) if (isDynamic(name)) problems.push(dynamic(name, "`inherit`"));
}

function isDynamic(name: AttributeName): boolean {
  return name.kind !== "Identifier" && staticName(name) === undefined;
}

function dynamic(name: AttributeName, where: string): Diagnostic {
  const message = `a name in ${where} must be known without evaluation`;
  return problem("syntax/dynamic-attribute", name.span!, message);
}

const fewFormals = 16;

function checkFormals(formals: Formals, problems: Diagnostic[]): void {
  const names = formals.formals.map((formal) => formal.name);
  if (formals.alias) names.splice(formals.aliasFirst ? 0 : names.length, 0, formals.alias);
  const byName = new Map<string, Identifier>();
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    const earlier = names.length <= fewFormals ? findEarlier(names, i) : byName.get(name.name);
    if (earlier) problems.push(duplicateFormal(name, earlier));
    else if (names.length > fewFormals) byName.set(name.name, name);
  }
}

function findEarlier(names: readonly Identifier[], index: number): Identifier | undefined {
  const { name } = names[index]!;
  for (let i = 0; i < index; i++) if (names[i]!.name === name) return names[i];
  return undefined;
}

function duplicateFormal(name: Identifier, earlier: Identifier): Diagnostic {
  const { start, end } = earlier.span!;
  return {
    ...problem("syntax/duplicate-formal", name.span!, `the formal \`${name.name}\` is already declared`),
    related: [{ message: "declared here first", span: { start, end } }],
    suggestions: [{ message: "remove one of the two" }],
  };
}

const largestInteger = "9223372036854775807";

function checkNumber(number: Integer | Float, problems: Diagnostic[]): void {
  const { text } = number;
  const isFine = number.kind === "Integer" ? isInteger64(text) : isDouble(text);
  if (isFine) return;
  const message =
    number.kind === "Integer"
      ? `the largest integer is ${largestInteger}, found \`${text}\``
      : `\`${text}\` is no number that a double can hold`;
  problems.push(problem("syntax/number-out-of-range", number.span!, message));
}

function isInteger64(text: string): boolean {
  const digits = text.replace(/^0+/, "");
  if (digits.length !== largestInteger.length) return digits.length < largestInteger.length;
  return digits <= largestInteger;
}

/** Neither too large, nor so small that digits are lost. */
function isDouble(text: string): boolean {
  const value = Number(text);
  return Number.isFinite(value) && (value >= smallestNormal || !/[1-9]/.test(text.split(/e/i)[0]!));
}

const smallestNormal = 2.2250738585072014e-308;

function problem(code: DiagnosticCode, { start, end }: Span, message: string): Diagnostic {
  return { code, severity: "error", message, span: { start, end }, suggestions: [] };
}
