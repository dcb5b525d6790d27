import { isStackOverflow, type Diagnostic, type Span } from "@nixgen/core";
import { looksLikeBinding, looksLikeColonBinding } from "./look-ahead.js";
import { readAttributePath, readBindings } from "./read-bindings.js";
import { readExpression } from "./read-control.js";
import { readOperand } from "./read-operand.js";
import { anyValue, type Repair } from "../recover/repairs.js";
import {
  type Answers,
  insertAt,
  Reader,
  type ReadRules,
  replaceAt,
  TooDeep,
  type Unclosed,
} from "./reader.js";
import { separateRepairs } from "./separate-repairs.js";
import { nameToken, startsExpression } from "./token-names.js";

const rules: ReadRules = {
  expression: readExpression,
  operand: readOperand,
  bindings: readBindings,
  attributePath: readAttributePath,
};

/** What is wrong with a text, and what would make Nix of it. */
export interface Explanation {
  /** All problems, in order of their places. Empty where none is found. */
  readonly problems: readonly Diagnostic[];
  /** Changes with which the text is Nix, none of them fit to be made: they keep the rest of it in its place. */
  readonly repairs: readonly Repair[];
}

/** Says what is wrong with a text that the parser has refused. */
export function explainSyntax(text: string): Explanation {
  const answers: Answers = new Map();
  const plain = readWith(text, new Map(), answers);
  const read = plain.suspects.size > 0 ? readOtherwise(text, plain, answers) : plain;
  const { problems, repairs } = readWithBraces(text, read, answers);
  const sorted = problems.toSorted((a, b) => a.span!.start - b.span!.start);
  const isComment = ({ code }: Diagnostic): boolean => code === "syntax/unclosed-comment";
  const closed = sorted.map((problem) => (isComment(problem) ? closeComment(text, problem) : problem));
  return { problems: separateRepairs(closed), repairs };
}

/** Suggests to close a comment after the first line after which the rest of the text has fewest problems. */
function closeComment(text: string, problem: Diagnostic): Diagnostic {
  const tries = countTries(text);
  let [best, fewest] = [text.length, Infinity];
  let end = text.indexOf("\n", problem.span!.start);
  for (let count = 0; count < tries && end >= 0 && fewest > 0; count++) {
    const { length } = readWith(`${text.slice(0, end)} */${text.slice(end)}`, new Map(), new Map()).problems;
    if (length < fewest) [best, fewest] = [end, length];
    end = text.indexOf("\n", end + 1);
  }
  return { ...problem, suggestions: [insertAt(best, " */", "write `*/` where it ends")] };
}

interface Reading {
  readonly problems: readonly Diagnostic[];
  readonly repairs: readonly Repair[];
  /** With what it was read. */
  readonly unclosed: Unclosed;
  readonly misclosed: Reader["misclosed"];
  /**
   * Offsets of what may be other than it seems: strings and interpolations that may be the ones that are not closed, and
   * closing brackets that may be the wrong ones. With each whether it is believed where that explains no less.
   */
  readonly suspects: ReadonlyMap<number, boolean>;
}

/** The problems, with all that is missing at the end of the text in the suggestion of the one that is reported there. */
function withEnd(r: Reader): Diagnostic[] {
  const text = r.missingAtEnd.join("");
  if (text === "") return r.problems;
  const { length } = r.text.trimEnd();
  return r.problems.map((problem) => {
    const isAtEnd = problem.span!.start >= length && problem.code.startsWith("syntax/unclosed-");
    const suggestion = problem.suggestions[0];
    if (!isAtEnd || suggestion?.replacement === undefined) return problem;
    const message = `write \`${text}\``;
    return { ...problem, suggestions: [{ message, replacement: { ...suggestion.replacement, text } }] };
  });
}

function hasUnclosedString(problems: readonly Diagnostic[]): boolean {
  return problems.some(
    ({ code }) => code === "syntax/unclosed-string" || code === "syntax/unclosed-indented-string",
  );
}

function readWith(text: string, unclosed: Unclosed, answers: Answers): Reading {
  const r = new Reader(text, rules, unclosed, answers);
  try {
    readFile(r);
  } catch (error) {
    // A text may also overflow the stack: what was found up to there is told.
    if (!(error instanceof TooDeep || isStackOverflow(error))) throw error;
  }
  const suspects = new Map(r.mistakenClosings);
  if (hasUnclosedString(r.problems)) for (const offset of r.suspects) suspects.set(offset, true);
  return {
    problems: withEnd(r),
    repairs: r.repairs.list,
    unclosed,
    misclosed: r.misclosed,
    suspects,
  };
}

/** How many openings are tried as the one that is not closed, and how much text is read for that. */
const mostTries = 24;
const triesOfMany = 4;
const mostText = 2_000_000;

function countTries({ length }: string): number {
  return Math.min(mostTries, Math.ceil(mostText / length));
}

/**
 * A string without closing quotes goes on to the next opening quotes, and turns code and text around from there on; a wrong
 * bracket closes too much or too little. The culprit is the one with which, taken for something else, the rest of the text
 * has fewest problems.
 */
function readOtherwise(text: string, plain: Reading, answers: Answers): Reading {
  let best = plain;
  const suspects = [...plain.suspects].toSorted(([a], [b]) => a - b);
  // Among very many there is no one culprit, but the first can have turned all others around.
  const tries = suspects.length > mostTries ? triesOfMany : countTries(text);
  for (const [start, isLikely] of suspects.slice(0, tries)) {
    const reading = readWith(text, new Map([[start, undefined]]), answers);
    if (reading.problems.length < best.problems.length) best = reading;
    else if (isLikely && best === plain && reading.problems.length === best.problems.length) best = reading;
  }
  return best;
}

/**
 * A brace that is not closed is missed only at the end of the text, where what comes after it stands in the wrong sets. This
 * reads again as if it were closed where its indentation says, as long as that explains the text no worse.
 */
function readWithBraces(text: string, reading: Reading, answers: Answers): Reading {
  let best = reading;
  for (let tries = Math.ceil(mostText / text.length); best.misclosed && tries > 0; tries--) {
    if (best.unclosed.has(best.misclosed[0])) break;
    const next = readWith(text, new Map([...best.unclosed, best.misclosed]), answers);
    if (countOthers(next) > countOthers(best)) break;
    best = next;
    if (best.unclosed.size > mostTries) break;
  }
  return best;
}

/** The problems but for braces that are not closed: when one is reported at the end, there may be more of them. */
function countOthers({ problems }: Reading): number {
  return problems.filter(({ code }) => code !== "syntax/unclosed-brace").length;
}

function readFile(r: Reader): void {
  if (r.is("end")) {
    r.report("syntax/missing-expression", r.token, "the file is empty; it must hold one expression");
    r.insert(anyValue);
    return;
  }
  const first = readFirst(r);
  if (!r.is("end")) noteLastBrace(r);
  let isList = false;
  while (!r.is("end")) {
    readMisplaced(r);
    // More text is read on, so that the problems in it are found too.
    const read = ruleOfPiece(r);
    if (read === undefined) continue;
    if (!isList) openList(r, first);
    isList = true;
    r.wrap("(", ")", () => read(r));
  }
  if (isList) r.insert("]");
}

/** How the next expression is read in a file that must hold only one. */
function ruleOfPiece(r: Reader): ((r: Reader) => void) | undefined {
  if (looksLikeBinding(r) || looksLikeColonBinding(r)) return readRestBindings;
  return startsExpression(r.kind) ? readExpression : undefined;
}

/** The first expression of a file that must hold only one. */
interface Piece extends Span {
  /** How many repairs there were before it, and after it. */
  readonly repairsBefore: number;
  readonly repairsAfter: number;
}

function readFirst(r: Reader): Piece {
  const { start } = r.token;
  const repairsBefore = r.repairs.count;
  if (!readBareBindings(r)) readExpression(r);
  const end = r.previousEnd;
  return { start: Math.min(start, end), end, repairsBefore, repairsAfter: r.repairs.count };
}

/** Makes the first expression the first element of a list. */
function openList(r: Reader, { start, end, repairsBefore, repairsAfter }: Piece): void {
  r.repairs.insertAt(repairsAfter, end, ")");
  r.repairs.insertAt(repairsBefore, start, "(");
  r.repairs.insertAt(0, start, "[");
}

/** Bindings without braces, where a file must hold one expression. */
function readBareBindings(r: Reader): boolean {
  if (!looksLikeBinding(r) && !r.is("inherit")) return false;
  const { start, end } = r.token;
  readRestBindings(r);
  const text = r.text.trimEnd();
  // That the last `;` is missing follows from the same mistake.
  const lacksEnd = r.problems.length === 1 && isMissingSemicolon(r.problems[0]!, text.length);
  if (lacksEnd) r.problems.pop();
  const message = "put the bindings in `{ }`";
  const span = { start: 0, end: r.text.length };
  const written = `{\n${text}${lacksEnd ? ";" : ""}\n}\n`;
  const suggestion = r.problems.length === 0 ? replaceAt(span, written, message) : { message };
  r.add(
    "syntax/bindings-outside-set",
    { start, end },
    "bindings stand in braces; a file holds one expression",
    { suggestions: [suggestion] },
  );
  return true;
}

function isMissingSemicolon({ code, span }: Diagnostic, offset: number): boolean {
  return code === "syntax/missing-semicolon" && span!.start === offset;
}

function readRestBindings(r: Reader): void {
  const { start } = r.token;
  r.wrap("{", "}", () => readBindings(r, { open: { start, end: start, text: "{" }, isLet: false }));
}

/** Where more comes after the set that a file holds, the brace that closed the set may be one too many. */
function noteLastBrace(r: Reader): void {
  const close = r.pairs.at(-1)?.close;
  if (close?.kind === "}" && close.end === r.previousEnd) r.mistakenClosings.set(close.start, false);
}

/** Reports what stands after the expression of a file. Goes on behind it where it starts no binding. */
function readMisplaced(r: Reader): void {
  const { token } = r;
  if (token.kind === ";") {
    r.report(
      "syntax/trailing-semicolon",
      token,
      "expected the end of the file after its expression, found `;`",
      {
        suggestions: [replaceAt(token, "", "remove it")],
      },
    );
  } else if (token.kind === "}" || token.kind === ")" || token.kind === "]") {
    r.report("syntax/unmatched-closing", token, `found \`${token.kind}\`, which nothing has opened`, {
      suggestions: [replaceAt(token, "", "remove it")],
    });
  } else if (looksLikeBinding(r)) {
    const message = `expected the end of the file after its expression, found a binding of ${nameToken(r)}`;
    r.report("syntax/bindings-outside-set", token, message, {
      suggestions: [{ message: "move it into the braces before" }],
    });
    return;
  } else r.report("syntax/unexpected", token, `expected the end of the file, found ${nameToken(r)}`);
  r.drop();
}
