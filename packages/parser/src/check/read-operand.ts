import { explainJson, findJson } from "./json.js";
import { looksLikeBinding } from "./look-ahead.js";
import { readLoop, startsLoop } from "./read-foreign-code.js";
import { readForeign, readMissing, readSlashComment } from "./read-foreign.js";
import { isNonAssociative, isOperator, isUnparenthesized } from "./read-operators.js";
import { readParentheses } from "./read-parentheses.js";
import { readIndentedString, readPath, readString } from "./read-string.js";
import { anyValue } from "../recover/repairs.js";
import { type Opening, type Reader, replaceAt } from "./reader.js";
import {
  closesLater,
  expectClosing,
  nameExpression,
  openBracket,
  putInParentheses,
  readUnparenthesized,
} from "./recovery.js";
import { closers, nameToken, operandStarts } from "./token-names.js";

/** Reads a value without operators: a literal, a variable, something in brackets, with selections after it. */
export function readOperand(r: Reader): void {
  if (!r.nested(() => readSimple(r))) return;
  if (r.is(".")) {
    r.advance();
    r.rules.attributePath(r);
    if (!r.is("or")) return;
    r.advance();
    if (operandStarts.has(r.kind) || (r.is("let") && r.next().kind === "{")) r.nested(() => readOperand(r));
    else if (canBeParenthesized(r)) readUnparenthesized(r, nameExpression(r), "after `or`");
    else readMissing(r, "the default value after `or`");
  } else if (r.is("or")) r.advance();
}

/** Returns whether there was a value. */
function readSimple(r: Reader): boolean {
  switch (r.kind) {
    case "identifier":
    case "integer":
    case "float":
    case "searchPath":
    case "uri":
      r.advance();
      return true;
    case "path":
      readPath(r);
      return true;
    case '"':
      readString(r);
      return true;
    case "''":
      readIndentedString(r);
      return true;
    case "(":
      readParentheses(r);
      return true;
    case "[":
      readList(r);
      return true;
    case "let":
      readLegacyLet(r);
      return true;
    case "rec":
      r.advance();
      if (r.is("{")) readBraces(r);
      else {
        r.report("syntax/unexpected", r.token, `expected \`{\` after \`rec\`, found ${nameToken(r)}`);
        r.insert("{ }");
      }
      return true;
    case "{":
      readBraces(r);
      return true;
    default:
      return readForeign(r);
  }
}

/** Reads `let { … }`, which takes no `in`. */
function readLegacyLet(r: Reader): void {
  const { start } = r.advance();
  if (!r.is("{")) {
    r.report("syntax/unexpected", r.token, `expected bindings after \`let\`, found ${nameToken(r)}`);
    r.insert("{ }");
    return;
  }
  const open = r.token.end;
  readBraces(r);
  if (!r.is("in")) return;
  const span = { start, end: r.token.end };
  const written = `let${r.text.slice(open, r.previousEnd - 1)}in`;
  r.report("syntax/unexpected", span, "between `let` and `in` the bindings have no braces", {
    suggestions: [replaceAt(span, written, "remove the braces")],
  });
  r.dropAll(() => {
    r.advance();
    r.rules.expression(r);
  });
}

function readBraces(r: Reader): void {
  if (readJson(r)) return;
  const open = openBracket(r);
  r.rules.bindings(r, { open, isLet: false });
  expectClosing(r, open);
}

/** Reads an object or a list of objects as JSON writes them. Returns whether there was one. */
function readJson(r: Reader): boolean {
  if (!/^(\[\s*)?\{\s*"(?:[^"\\\n]|\\.)*"\s*:/.test(r.text.slice(r.token.start, r.token.start + 1000)))
    return false;
  const piece = findJson(r.text, r.token.start);
  if (piece === undefined) return false;
  r.problems.push(explainJson(piece));
  r.standIn(anyValue, () => r.goTo(piece.end));
  return true;
}

function readList(r: Reader): void {
  if (readJson(r)) return;
  const open = openBracket(r);
  const commas: number[] = [];
  const listStart = r.problems.length;
  if (looksLikeBinding(r)) readBindingsInList(r, open);
  let element: Element | undefined;
  while (!closers.has(r.kind) && !r.is(";") && !looksLikeBinding(r) && !startsLoop(r)) {
    const here = { start: r.token.start, repairs: r.repairs.count };
    if (r.is(",")) commas.push(r.drop().start);
    else if (element !== undefined && continuesOperation(r)) readOperation(r, element);
    else {
      element = here;
      readElement(r);
    }
    if (r.token.start === here.start) {
      r.report("syntax/unexpected", r.token, `expected a list element or \`]\`, found ${nameToken(r)}`);
      r.repairs.forget(here.repairs);
      r.drop();
      element = undefined;
    }
    while (r.is(";") && closesLater(r, "]")) {
      r.add("syntax/semicolon-in-list", r.token, "list elements are separated by white space, found `;`", {
        suggestions: [replaceAt(r.token, "", "remove it")],
      });
      r.drop();
    }
  }
  if (startsLoop(r)) readLoop(r);
  if (commas.length > 0) reportCommas(r, commas, listStart);
  expectClosing(r, open);
}

/** Where a list element starts, and how many repairs there were then. */
interface Element {
  readonly start: number;
  readonly repairs: number;
}

function readElement(r: Reader): void {
  if (canBeParenthesized(r)) readUnparenthesized(r, nameExpression(r), "in a list");
  else r.rules.operand(r);
}

function canBeParenthesized(r: Reader): boolean {
  return r.is("-") || r.is("!") || isUnparenthesized(r);
}

/** Whether an operator stands here, and not the sign of a negative number. */
function continuesOperation(r: Reader): boolean {
  if (!isOperator(r.kind)) return false;
  return !r.is("-") || r.next().start > r.token.end;
}

/** The rest of an operation whose first operand was taken for a list element. */
function readOperation(r: Reader, { start, repairs }: Element): void {
  const operator = r.kind;
  if (operator === "//" && isSlashComment(r)) {
    readSlashComment(r);
    return;
  }
  const before = r.problems.length;
  r.advance();
  // What comes now was not read as the rest of the operation, and need not fit as such.
  if (operator === "?") r.rules.attributePath(r);
  else if (canBeParenthesized(r) || isNonAssociative(operator)) r.wrap("(", ")", () => r.rules.expression(r));
  else r.rules.expression(r);
  const span = { start, end: r.previousEnd };
  r.repairs.wrap(repairs, span, "(", ")");
  r.add("syntax/needs-parentheses", span, `an expression with \`${operator}\` in a list needs parentheses`, {
    suggestions: [putInParentheses(r, span, before)],
  });
}

/** Whether words and not operands follow `//` on its line. */
function isSlashComment(r: Reader): boolean {
  return /^\/\/+[ \t]*(\w+[ \t]+\w+|[^\n]*[,.:!?][ \t]*$|[^\n]*\w$)/m.test(
    r.text.slice(r.token.start, r.token.start + 200),
  );
}

/** `[ a = 1; ]`, where a set is meant. */
function readBindingsInList(r: Reader, open: Opening): void {
  r.report("syntax/bindings-outside-set", r.token, "a list holds values, found a binding", {
    related: [{ message: "this list", span: { start: open.start, end: open.end } }],
    suggestions: [{ message: "write a set: `{ name = value; }`" }],
  });
  r.wrap("{", "}", () => r.rules.bindings(r, { open, isLet: false }));
}

/** One problem for all commas of a list, with a suggestion that removes them all. */
function reportCommas(r: Reader, commas: readonly number[], problemsBefore: number): void {
  const start = commas[0]!;
  const end = commas.at(-1)! + 1;
  const without = commas.map((comma, index) => {
    const separator = /[\s\]]/.test(r.text[comma + 1] ?? " ") ? "" : " ";
    return separator + r.text.slice(comma + 1, commas[index + 1] ?? end);
  });
  const isPlain = r.problems.length === problemsBefore;
  const message = "write white space between list elements, without commas";
  r.add(
    "syntax/comma-in-list",
    { start, end: start + 1 },
    "list elements are separated by white space, found `,`",
    {
      suggestions: [isPlain ? replaceAt({ start, end }, without.join(""), message) : { message }],
    },
  );
}
