import { isElseIf } from "./read-application.js";
import { readFunctionHead, startsFunction } from "./read-function.js";
import { readOperators } from "./read-operators.js";
import { gapBefore, insertAt, type Opening, type Reader, replaceAt, spanOf } from "./reader.js";
import { nameToken, startsExpression } from "./token-names.js";

/** Reads an expression: functions, `let`, `with`, `assert` and `if` as far as they go, then operators. */
export function readExpression(r: Reader): void {
  r.nested(() => {
    while (readHead(r));
    readOperators(r);
  });
}

/** Reads what stands before the body of a function, a `let` and so on. Returns whether there was such a thing. */
function readHead(r: Reader): boolean {
  switch (r.kind) {
    case "let":
      if (r.next().kind === "{") return false;
      readLet(r);
      return true;
    case "with":
    case "assert":
      readWith(r);
      return true;
    case "if":
      readIf(r);
      return true;
    default:
      if (!startsFunction(r)) return false;
      readFunctionHead(r);
      return true;
  }
}

function readLet(r: Reader): void {
  const open: Opening = { ...spanOf(r.token), text: "let" };
  r.advance();
  r.open.push(open);
  r.rules.bindings(r, { open, isLet: true });
  r.open.pop();
  if (r.is("in")) {
    r.advance();
    if (r.is(";")) {
      r.report("syntax/unexpected", r.token, "expected the body of `let` after `in`, found `;`", {
        suggestions: [replaceAt(r.token, "", "remove it")],
      });
      r.drop();
    }
    return;
  }
  r.report(
    "syntax/missing-in",
    gapBefore(r),
    `expected \`in\` after the bindings of \`let\`, found ${nameToken(r)}`,
    {
      related: [{ message: "this `let`", span: spanOf(open) }],
      suggestions: [insertAt(r.previousEnd, " in", "write `in`")],
    },
  );
  r.insert("in");
}

function readWith(r: Reader): void {
  const keyword = r.advance();
  const word = r.tokenText(keyword);
  r.rules.expression(r);
  if (r.is(";")) {
    r.advance();
    return;
  }
  const message = `expected \`;\` after the expression of \`${word}\`, found ${nameToken(r)}`;
  r.report("syntax/missing-semicolon", gapBefore(r), message, {
    related: [{ message: `this \`${word}\``, span: spanOf(keyword) }],
    suggestions: [insertAt(r.previousEnd, ";", "write `;`")],
  });
  r.insert(";");
}

function readIf(r: Reader): void {
  const open: Opening = { ...spanOf(r.token), text: "if" };
  if (r.is("if")) r.advance();
  else r.replace("else if");
  r.open.push(open);
  r.rules.expression(r);
  expectWord(r, "then", open, "the condition");
  r.rules.expression(r);
  const isForeign = isElseIf(r);
  r.open.pop();
  if (isForeign) {
    r.report(
      "syntax/else-if",
      r.token,
      `a further condition is written \`else if\`, found \`${r.tokenText()}\``,
      {
        suggestions: [replaceAt(r.token, "else if", "write `else if`")],
      },
    );
    readIf(r);
    return;
  }
  expectWord(r, "else", open, "the value after `then`");
}

function expectWord(r: Reader, word: "then" | "else", open: Opening, after: string): void {
  if (r.is(word)) {
    r.advance();
    return;
  }
  const details = { related: [{ message: "this `if`", span: spanOf(open) }] };
  if (r.is(";") && r.next().kind === word) {
    r.report("syntax/unexpected", r.token, `expected \`${word}\` after ${after}, found \`;\``, {
      ...details,
      suggestions: [replaceAt(r.token, "", "remove it")],
    });
    r.drop();
    r.advance();
    return;
  }
  const canGoOn = startsExpression(r.kind);
  const message = `expected \`${word}\` after ${after}, found ${nameToken(r)}`;
  r.report(word === "then" ? "syntax/missing-then" : "syntax/missing-else", gapBefore(r), message, {
    ...details,
    suggestions: canGoOn
      ? [insertAt(r.previousEnd, ` ${word}`, `write \`${word}\``)]
      : [{ message: `write \`${word}\` and a value` }],
  });
  r.insert(word);
}
