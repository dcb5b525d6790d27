import { startsBinding } from "./look-ahead.js";
import { anyValue } from "../recover/repairs.js";
import { readToken, type Token } from "./lexer.js";
import { readForeignFunction, readForeignIf, readLoop, startsLoop } from "./read-foreign-code.js";
import { isElseIf } from "./read-application.js";
import { readFunctionHead, startsFunction, startsLoneFormal } from "./read-function.js";
import { readOperators } from "./read-operators.js";
import { gapBefore, insertAt, type Opening, type Reader, replaceAt, spanOf } from "./reader.js";
import { closers, nameToken, startsExpression } from "./token-names.js";

/** Reads an expression: functions, `let`, `with`, `assert` and `if` as far as they go, then operators. */
export function readExpression(r: Reader): void {
  r.nested(() => {
    let found = readHead(r);
    while (found === "head") found = readHead(r);
    if (found === "nothing") readOperators(r);
    if (startsLoop(r)) readLoop(r);
  });
}

/** What was read: what stands before the body of a function, a `let` and so on; or its body too, by mistake. */
type Head = "nothing" | "head" | "whole";

function readHead(r: Reader): Head {
  switch (r.kind) {
    case "let":
      if (r.next().kind === "{") return "nothing";
      readLet(r);
      return "head";
    case "with":
    case "assert":
      return readWith(r);
    case "if":
      return readIf(r);
    case "(":
    case "identifier":
    case "unknown": {
      const foreign = readForeignFunction(r);
      if (foreign !== undefined) return foreign.isHead ? "head" : "whole";
    }
  }
  if (startsLoop(r)) {
    r.insert(anyValue);
    return "whole";
  }
  if (!startsFunction(r) && !startsLoneFormal(r)) return "nothing";
  readFunctionHead(r);
  return "head";
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
      suggestions: startsExpression(r.kind)
        ? [insertAt(r.previousEnd, " in", "write `in`")]
        : [{ message: "write `in` and the body" }],
    },
  );
  r.insert("in");
}

function readWith(r: Reader): Head {
  const keyword = r.advance();
  const word = r.tokenText(keyword);
  const first = r.token.start;
  r.rules.expression(r);
  const hasBody = r.is(";") && !closers.has(r.next().kind) && !startsBinding(r.text, r.next());
  if (hasBody) {
    r.advance();
    return "head";
  }
  if (r.is(",")) return readSecond(r, keyword);
  const related = [{ message: `this \`${word}\``, span: spanOf(keyword) }];
  const message = `expected \`;\` after the expression of \`${word}\``;
  if (r.lastApplication.start === first) {
    // The body was taken for an argument.
    const { end } = r.lastApplication;
    r.add(
      "syntax/missing-semicolon",
      { start: end, end },
      `${message}, found ${nameToken(r, readToken(r.text, end))}`,
      {
        related,
        suggestions: [insertAt(end, ";", "write `;`")],
      },
    );
    r.repairs.insert(end, ";");
    return "whole";
  }
  if (r.is(";")) r.advance();
  else {
    r.report("syntax/missing-semicolon", gapBefore(r), `${message}, found ${nameToken(r)}`, {
      related,
      suggestions: [insertAt(r.previousEnd, ";", "write `;`")],
    });
    r.insert(";");
  }
  return "head";
}

/** `with a, b;` and `assert a, "message";`. */
function readSecond(r: Reader, keyword: Token): Head {
  const isWith = keyword.kind === "with";
  const word = r.tokenText(keyword);
  const comma = r.token;
  const condition = r.text.slice(keyword.end, comma.start).trim();
  const start = comma.end;
  if (isWith) {
    r.replace("; with");
    r.rules.expression(r);
  } else {
    r.dropAll(() => {
      r.advance();
      r.rules.expression(r);
    });
  }
  const span = isWith ? comma : { start: keyword.start, end: r.previousEnd };
  const written = isWith
    ? "; with"
    : `assert lib.assertMsg (${condition}) (${r.text.slice(start, r.previousEnd).trim()})`;
  const message = `\`${word}\` takes one expression, found \`,\` after it`;
  r.add("syntax/unexpected", comma, message, {
    suggestions: [replaceAt(span, written, `write \`${isWith ? "with a; with b;" : written}\``)],
  });
  if (r.is(";")) r.advance();
  else r.insert(";");
  return "head";
}

function readIf(r: Reader): Head {
  if (readForeignIf(r)) return "whole";
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
    return readIf(r);
  }
  expectWord(r, "else", open, "the value after `then`");
  return "head";
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
