import type { Span } from "@nixgen/core";
import type { TokenKind } from "./lexer.js";
import { startsFunction } from "./read-function.js";
import { readApplication } from "./read-application.js";
import { insertAt, type Reader, replaceAt } from "./reader.js";
import { nameExpression, readUnparenthesized } from "./recovery.js";
import { expressionKeywords, nameToken, startsExpression } from "./token-names.js";

interface Precedence {
  readonly level: number;
  readonly associativity: "left" | "right" | "none";
}

/** An operator that can follow any other one. */
const anyOperator = "&&";

const notLevel = 6;
const negateLevel = 11;

/** The operators, as the grammar of Nix orders them; a higher level binds more tightly. */
const precedences: Partial<Record<TokenKind, Precedence>> = {
  "->": { level: 1, associativity: "right" },
  "||": { level: 2, associativity: "left" },
  "&&": { level: 3, associativity: "left" },
  "==": { level: 4, associativity: "none" },
  "!=": { level: 4, associativity: "none" },
  "<": { level: 5, associativity: "none" },
  ">": { level: 5, associativity: "none" },
  "<=": { level: 5, associativity: "none" },
  ">=": { level: 5, associativity: "none" },
  "//": { level: 5.5, associativity: "right" },
  "+": { level: 7, associativity: "left" },
  "-": { level: 7, associativity: "left" },
  "*": { level: 8, associativity: "left" },
  "/": { level: 8, associativity: "left" },
  "++": { level: 9, associativity: "right" },
  "?": { level: 10, associativity: "left" },
};

/** Whether a token is an operator that stands between two values. */
export function isOperator(kind: TokenKind): boolean {
  return precedences[kind] !== undefined || kind === "|>" || kind === "<|";
}

/** Whether an operator can't be chained, as the comparisons. */
export function isNonAssociative(kind: TokenKind): boolean {
  return precedences[kind]?.associativity === "none";
}

/** Reads operators and their operands, pipes included. */
export function readOperators(r: Reader): void {
  readOperation(r, 0);
  const first = r.kind;
  while (r.is("|>") || r.is("<|")) {
    if (!r.is(first)) {
      r.report("syntax/mixed-pipes", r.token, "`|>` and `<|` can't be mixed without parentheses", {
        suggestions: [{ message: "put one of the pipes in parentheses" }],
      });
      r.replace(first);
    } else r.advance();
    readOperation(r, 0);
  }
}

function readOperation(r: Reader, least: number): void {
  r.nested(() => {
    readPrefixed(r);
    for (;;) {
      const operator = r.token;
      const precedence = precedences[operator.kind];
      if (precedence === undefined) {
        if (!readForeignOperator(r)) return;
        continue;
      }
      if (precedence.level < least) return;
      r.advance();
      if (operator.kind === "?") {
        if (readForeignQuestion(r, operator)) continue;
        r.rules.attributePath(r);
        readTernary(r, operator.start);
        continue;
      }
      readForeignRest(r, operator.kind);
      // Without a tree, a chain of a right-associative operator reads the same as one of a left-associative.
      readOperation(r, precedence.level + 0.25);
      if (isNonAssociative(operator.kind)) readNonAssociative(r, precedence, operator);
    }
  });
}

function readPrefixed(r: Reader): void {
  const { kind } = r;
  if (kind === "!" || kind === "-") {
    r.advance();
    readOperation(r, (kind === "!" ? notLevel : negateLevel) + 0.25);
  } else if (isUnparenthesized(r)) {
    readUnparenthesized(r, nameExpression(r), "after an operator");
  } else readApplication(r);
}

/** Whether an expression starts here that reaches as far as it can, and so can't be an operand. */
export function isUnparenthesized(r: Reader): boolean {
  if (r.is("let")) return r.next().kind !== "{";
  return expressionKeywords.has(r.kind) || startsFunction(r);
}

function readNonAssociative(r: Reader, { level }: Precedence, first: Span): void {
  let { start, end } = first;
  while (precedences[r.kind]?.level === level && isNonAssociative(r.kind)) {
    const [first, second] = [r.text.slice(start, end), r.tokenText()];
    const message =
      first === second ? `\`${first}\` can't be chained` : `\`${first}\` and \`${second}\` can't be chained`;
    r.report("syntax/non-associative", r.token, message, {
      related: [{ message: "the first comparison", span: { start, end } }],
      suggestions: [
        insertAt(
          r.token.start,
          `&& ${r.text.slice(end, r.previousEnd).trim()} `,
          "join two comparisons with `&&`",
        ),
        { message: "or put one of them in parentheses" },
      ],
    });
    ({ start, end } = r.replace(anyOperator));
    readOperation(r, level + 0.25);
  }
}

/** Operators of other languages, and `=` where `==` is meant. Returns whether there was one. */
function readForeignOperator(r: Reader): boolean {
  const { token } = r;
  const text = r.tokenText();
  if (token.kind === "=") {
    if (r.text.startsWith("=>", token.start)) {
      const span = { start: token.start, end: token.end + 1 };
      r.report("syntax/arrow-function", span, "a function is written `argument: body`, found `=>`", {
        suggestions: [replaceAt(span, ":", "write `:`")],
      });
      r.repairs.replace(span, anyOperator);
      r.goTo(span.end);
      r.wrap("(", ")", () => r.rules.expression(r));
      return true;
    }
    r.report(
      "syntax/equals-in-expression",
      token,
      "`=` does not compare, and can't be part of an expression",
      {
        suggestions: [replaceAt(token, "==", "write `==` to compare")],
      },
    );
    r.replace(anyOperator);
    readOperation(r, 0);
    return true;
  }
  const hint = foreignOperators[text];
  if (token.kind !== "unknown" || hint === undefined) return false;
  r.report("syntax/unknown-operator", token, `Nix has no operator \`${text}\``, {
    suggestions: [{ message: hint }],
  });
  if (startsExpression(r.next().kind)) {
    r.replace(anyOperator);
    readOperation(r, negateLevel);
  } else r.drop();
  return true;
}

const foreignOperators: Readonly<Record<string, string>> = {
  "%": "write `lib.mod a b`",
  "^": "there is no operator for powers or for bits; see `builtins.bitXor`",
  "&": "write `&&`, or `builtins.bitAnd a b`",
  "|": "write `||`, or `builtins.bitOr a b`",
};

/** The rest of `===`, `!==` and `<>`, whose first part is an operator of Nix. */
function readForeignRest(r: Reader, operator: TokenKind): void {
  const isLonger = r.previousEnd === r.token.start;
  if (!isLonger) return;
  const right = r.is("=") && (operator === "==" || operator === "!=") ? operator : undefined;
  const meant = r.is(">") && operator === "<" ? "!=" : right;
  if (meant === undefined) return;
  const span = { start: r.previousEnd - operator.length, end: r.token.end };
  r.report("syntax/unknown-operator", span, `Nix has no operator \`${r.text.slice(span.start, span.end)}\``, {
    suggestions: [replaceAt(span, meant, `write \`${meant}\``)],
  });
  r.drop();
}

/** Reads `a?.b` and `a ?? b` of JavaScript. Returns whether all was read. */
function readForeignQuestion(r: Reader, question: Span): boolean {
  const isTouching = r.token.start === question.end;
  if (!isTouching || (!r.is("?") && !r.is("."))) return false;
  const span = { start: question.start, end: r.token.end };
  const isChoice = r.is("?");
  r.report("syntax/unknown-operator", span, `Nix has no operator \`${isChoice ? "??" : "?."}\``, {
    suggestions: isChoice
      ? [{ message: "write `a.b or c`" }]
      : [replaceAt(span, ".", "write `.`, and `or null` behind the name")],
  });
  r.repairs.replace(span, isChoice ? anyOperator : ".");
  r.goTo(span.end);
  if (isChoice) r.wrap("(", ")", () => readOperation(r, 0));
  else r.rules.attributePath(r);
  return true;
}

/** `a ? b : c`, where `if` is meant. */
function readTernary(r: Reader, question: number): void {
  if (!r.is(":")) return;
  r.report(
    "syntax/ternary",
    { start: question, end: question + 1 },
    "`?` asks whether a set has an attribute, and is no choice between two values",
    {
      related: [{ message: `found ${nameToken(r)}`, span: { start: r.token.start, end: r.token.end } }],
      suggestions: [{ message: "write `if condition then a else b`" }],
    },
  );
  r.replace(anyOperator);
  readOperation(r, 0);
}
