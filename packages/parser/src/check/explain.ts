import type { Diagnostic } from "@nixgen/core";
import { looksLikeBinding, looksLikeColonBinding } from "./look-ahead.js";
import { readAttributePath, readBindings } from "./read-bindings.js";
import { readExpression } from "./read-control.js";
import { readOperand } from "./read-operand.js";
import { Reader, type ReadRules, replaceAt, TooDeep } from "./reader.js";
import { nameToken, startsExpression } from "./token-names.js";

const rules: ReadRules = {
  expression: readExpression,
  operand: readOperand,
  bindings: readBindings,
  attributePath: readAttributePath,
};

/**
 * Says what is wrong with a text that the parser has refused: all problems, in order of their places. Empty where it
 * finds none.
 */
export function explainSyntax(text: string): Diagnostic[] {
  const plain = readWith(text, new Set());
  const repaired = plain.suspects.length > 0 ? readWithoutUnclosed(text, plain) : plain;
  return repaired.problems.toSorted((a, b) => a.span!.start - b.span!.start);
}

interface Reading {
  readonly problems: readonly Diagnostic[];
  /** Offsets of the strings and interpolations that may be the ones that are not closed. */
  readonly suspects: readonly number[];
}

/** The problems, with all that is missing at the end of the text in the suggestion of the one that is reported there. */
function withEnd(r: Reader): Diagnostic[] {
  const text = r.missingAtEnd.join("");
  return r.problems.map((problem) => {
    const isAtEnd =
      problem.span!.start >= r.text.trimEnd().length && problem.code.startsWith("syntax/unclosed-");
    const suggestion = problem.suggestions[0];
    if (!isAtEnd || text === "" || suggestion?.replacement === undefined) return problem;
    const message = `write \`${text}\``;
    return { ...problem, suggestions: [{ message, replacement: { ...suggestion.replacement, text } }] };
  });
}

function hasUnclosedString(problems: readonly Diagnostic[]): boolean {
  return problems.some(
    ({ code }) => code === "syntax/unclosed-string" || code === "syntax/unclosed-indented-string",
  );
}

function readWith(text: string, unclosed: ReadonlySet<number>): Reading {
  const r = new Reader(text, rules, unclosed);
  try {
    readFile(r);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return { problems: withEnd(r), suspects: hasUnclosedString(r.problems) ? r.suspects : [] };
}

/** How many openings are tried as the one that is not closed, and how much text is read for that. */
const mostTries = 24;
const mostText = 2_000_000;

/**
 * A string without closing quotes goes on to the next opening quotes, and turns code and text around from there on. The
 * culprit is the one with which, taken to end early, the rest of the text has fewest problems.
 */
function readWithoutUnclosed(text: string, plain: Reading): Reading {
  let best = plain;
  const tries = Math.min(mostTries, Math.ceil(mostText / text.length));
  for (const start of [...new Set(plain.suspects)].toSorted((a, b) => a - b).slice(0, tries)) {
    const reading = readWith(text, new Set([start]));
    if (reading.problems.length < best.problems.length) best = reading;
    else if (best === plain && reading.problems.length === best.problems.length) best = reading;
  }
  return best;
}

function readFile(r: Reader): void {
  if (r.is("end")) {
    r.report("syntax/missing-expression", r.token, "the file is empty; it must hold one expression");
    return;
  }
  if (readBareBindings(r)) return;
  readExpression(r);
  while (!r.is("end")) readRest(r);
}

/** Bindings without braces, where a file must hold one expression. */
function readBareBindings(r: Reader): boolean {
  if (!looksLikeBinding(r) && !r.is("inherit")) return false;
  const { start, end } = r.token;
  const span = { start: 0, end: r.text.length };
  r.add(
    "syntax/bindings-outside-set",
    { start, end },
    "bindings stand in braces; a file holds one expression",
    {
      suggestions: [replaceAt(span, `{\n${r.text}\n}\n`, "put the bindings in `{ }`")],
    },
  );
  readRestBindings(r);
  return true;
}

function readRestBindings(r: Reader): void {
  const { token } = r;
  readBindings(r, { open: { start: token.start, end: token.start, text: "{" }, isLet: false });
}

/** What stands after the expression of a file. */
function readRest(r: Reader): void {
  const { token } = r;
  if (token.kind === ";") {
    const isLast = r.next().kind === "end";
    r.report(
      "syntax/trailing-semicolon",
      token,
      "expected the end of the file after its expression, found `;`",
      {
        suggestions: [replaceAt(token, "", "remove it")],
      },
    );
    r.advance();
    if (isLast) return;
  } else if (token.kind === "}" || token.kind === ")" || token.kind === "]") {
    r.report("syntax/unmatched-closing", token, `found \`${token.kind}\`, which nothing has opened`, {
      suggestions: [replaceAt(token, "", "remove it")],
    });
    r.advance();
  } else {
    r.report("syntax/unexpected", token, `expected the end of the file, found ${nameToken(r)}`);
    r.advance();
  }
  // More text is read on, so that the problems in it are found too.
  if (looksLikeBinding(r) || looksLikeColonBinding(r)) readRestBindings(r);
  else if (startsExpression(r.kind)) readExpression(r);
}
