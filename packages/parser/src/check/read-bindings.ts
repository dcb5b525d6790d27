import { isIdentifier } from "@nixgen/core";
import { readForeignQuotes, readSlashComment } from "./read-foreign.js";
import { readDeclaringWord, readParametersBeforeEquals, startsParameters } from "./read-foreign-code.js";
import { looksLikeBinding, looksLikeColonBinding } from "./look-ahead.js";
import type { TokenKind } from "./lexer.js";
import { readInherit } from "./read-inherit.js";
import { readInterpolation, readString } from "./read-string.js";
import { type BindingContext, gapBefore, insertAt, type Reader, replaceAt } from "./reader.js";
import { anyName, anyValue } from "../recover/repairs.js";
import { closesLater, endOfIndentedBlock, isAnyOpen, skipTo } from "./recovery.js";
import { closers, keywords, nameToken, startsExpression } from "./token-names.js";

/** Reads bindings up to what closes them. */
export function readBindings(r: Reader, context: BindingContext): void {
  const { start } = context.open;
  const end = r.unclosed.get(start) === undefined ? Infinity : endOfIndentedBlock(r.text, start);
  while (!isEnd(r) && r.token.start < end) {
    const before = r.token.start;
    if (r.is("}")) {
      readExtraBrace(r);
      continue;
    }
    readBinding(r, context);
    if (r.token.start > before) continue;
    if (context.isLet && startsExpression(r.kind)) return;
    const expected = context.isLet ? "a binding or `in`" : "a binding or `}`";
    const message = `expected ${expected}, found ${nameToken(r)}`;
    if (r.is(")") || r.is("]")) {
      if (r.unclosed.has(r.token.start) || isAnyOpen(r, r.kind)) return;
      r.noteMistakenClosing(false);
      r.report("syntax/unmatched-closing", r.token, message, {
        suggestions: [replaceAt(r.token, "", "remove it")],
      });
      r.drop();
    } else {
      r.report("syntax/unexpected", r.token, message, {
        suggestions: valueStarts.has(r.kind) ? [{ message: "a list of values is written `[ a b ]`" }] : [],
      });
      r.dropAll(() => {
        r.advance();
        skipTo(r, new Set([";"] as const));
        if (r.is(";")) r.advance();
      });
    }
  }
}

/** The tokens with which a value can start, and no name. */
const valueStarts: ReadonlySet<TokenKind> = new Set([
  "integer",
  "float",
  "path",
  "searchPath",
  "uri",
  "(",
  "[",
  "{",
] as const);

function isEnd(r: Reader): boolean {
  if (r.is("end")) return true;
  if (r.is("}")) return !r.unclosed.has(r.token.start);
  // `in`, `then` and `else` as a name, with a value after it, are a mistake of another kind.
  if (!closers.has(r.kind) || r.is(")") || r.is("]")) return false;
  return r.next().kind !== "=";
}

/** Skips a `}` that is one too many, and the `;` after it where the one before it is enough. */
function readExtraBrace(r: Reader): void {
  const { start } = r.token;
  const isAfterBinding = ";{".includes(r.text.charAt(r.previousEnd - 1));
  const { end } = r.advance();
  const span = { start, end: isAfterBinding && r.is(";") ? r.advance().end : end };
  r.repairs.drop(span);
  r.add("syntax/unmatched-closing", { start, end }, "found a `}` too many: bindings follow it", {
    suggestions: [replaceAt(span, "", "remove it")],
  });
}

function readBinding(r: Reader, context: BindingContext): void {
  if (r.is("inherit") && r.next().kind !== "=") {
    readInherit(r);
    expectSemicolon(r, "the names");
    return;
  }
  switch (r.kind) {
    case "//":
      return readSlashComment(r);
    case "-":
      if (r.text.startsWith("--", r.token.start)) readSlashComment(r);
      return;
    case ";":
    case ",":
      r.report("syntax/unexpected", r.token, `found a \`${r.kind}\` without a binding before it`, {
        suggestions: [replaceAt(r.token, "", "remove it")],
      });
      r.drop();
      return;
    case "uri":
      return readUriBinding(r);
    default:
      if (startsName(r)) readAttribute(r, context);
  }
}

function startsName(r: Reader): boolean {
  if (r.is("let") || r.is("if") || r.is("with") || r.is("assert") || r.is("rec")) {
    const next = r.next().kind;
    return next === "=" || next === "." || next === ":";
  }
  if (r.is("integer") || r.is("unknown")) return isForeignName(r);
  return r.is("identifier") || r.is("or") || r.is('"') || r.is("${") || keywords.has(r.kind);
}

const foreignName = /(?:[0-9][\w'-]*|(['`])[^'`"\n]*\1|[“„][^“”\n]*[“”])\s*[=.:]/y;

/** Whether a name stands here that needs quotes, or other ones. */
function isForeignName(r: Reader): boolean {
  foreignName.lastIndex = r.token.start;
  return foreignName.test(r.text);
}

function readAttribute(r: Reader, context: BindingContext): void {
  if (context.isLet && isBodyOfLet(r)) return;
  const { start } = r.token;
  readAttributePath(r);
  const name = r.text.slice(start, r.previousEnd);
  if (!readEquals(r, name, start)) return;
  readValue(r, name);
}

/** Whether the body of a `let` starts here, because its `in` is missing. */
function isBodyOfLet(r: Reader): boolean {
  return r.lookAhead("body of let", () => {
    readAttributePath(r);
    if (startsParameters(r)) return false;
    if (r.is("=") || r.is("==") || r.is(":") || r.is(";") || r.is(",")) return false;
    return !(r.is("+") && r.next().kind === "=") && closesOnlyLet(r);
  });
}

/** Whether no further binding comes: a line that starts with a name and has its `=` later is a binding gone wrong. */
function closesOnlyLet(r: Reader): boolean {
  return r.is("end") || closers.has(r.kind) || !closesLater(r, "in");
}

/** Reads what stands between a name and its value. Returns whether a value follows. */
function readEquals(r: Reader, name: string, start: number): boolean {
  switch (r.kind) {
    case "=":
      r.advance();
      return true;
    case ":":
      r.report("syntax/colon-for-equals", r.token, `expected \`=\` after \`${name}\`, found \`:\``, {
        suggestions: [replaceAt(r.token, startsSpaced(r) ? "=" : " =", "write `=`")],
      });
      r.replace("=");
      if (r.is("=")) r.drop();
      return true;
    case "==":
      r.report("syntax/comparison-for-equals", r.token, `expected \`=\` after \`${name}\`, found \`==\``, {
        suggestions: [replaceAt(r.token, "=", "write `=`")],
      });
      r.replace("=");
      return true;
  }
  const operator = r.tokenText();
  if (r.text.startsWith(`${operator}=`, r.token.start) && /^([-+*/]|\+\+|\/\/)$/.test(operator)) {
    const span = { start: r.token.start, end: r.token.end + 1 };
    r.report(
      "syntax/compound-assignment",
      span,
      `a binding has one value; \`${operator}=\` can't change it`,
      {
        suggestions: [replaceAt(span, `= ${name} ${operator}`, "write `=` and the whole value")],
      },
    );
    r.repairs.replace(span, "=");
    r.goTo(span.end);
    return true;
  }
  if (readDeclaringWord(r, name, start)) return false;
  return readParametersBeforeEquals(r, name) || readMissingEquals(r, name);
}

function startsSpaced(r: Reader): boolean {
  return r.previousEnd < r.token.start;
}

function readMissingEquals(r: Reader, name: string): boolean {
  const hasValue = startsExpression(r.kind) && !looksLikeBinding(r);
  const message = `expected \`=\` and a value after \`${name}\`, found ${nameToken(r)}`;
  const isName = /^[A-Za-z_][\w'-]*$/.test(name);
  r.report("syntax/missing-equals", hasValue ? gapBefore(r) : r.token, message, {
    suggestions: hasValue
      ? [insertAt(r.previousEnd, " =", "write `=`")]
      : isName && !looksLikeBinding(r)
        ? [
            replaceAt(
              { start: r.previousEnd - name.length, end: r.previousEnd },
              `inherit ${name}${r.is("}") ? ";" : ""}`,
              `write \`inherit ${name};\` for \`${name} = ${name};\``,
            ),
          ]
        : [],
  });
  r.insert("=");
  if (hasValue) return true;
  r.insert(anyValue);
  if (r.is(",")) expectSemicolon(r, name);
  else {
    if (!r.is(";") && !closers.has(r.kind) && !looksLikeBinding(r)) skipTo(r, new Set([";"] as const));
    endBinding(r);
  }
  return false;
}

function readValue(r: Reader, name: string): void {
  if (r.is(";")) {
    r.report("syntax/missing-value", r.token, `expected a value for \`${name}\`, found \`;\``, {
      suggestions: [{ message: "write a value; `null` stands for none" }],
    });
    r.insert(anyValue);
    r.advance();
    return;
  }
  r.rules.expression(r);
  expectSemicolon(r, `the value of \`${name}\``);
}

/** Goes on behind a closing bracket that is one too many, where one stands. */
function passExtraClosing(r: Reader): boolean {
  if (r.is("}") && r.unclosed.has(r.token.start)) {
    readExtraBrace(r);
    return true;
  }
  if (!r.is(")") && !r.is("]")) return false;
  if (isAnyOpen(r, r.kind) || r.unclosed.has(r.token.start)) return false;
  r.noteMistakenClosing(false);
  r.report("syntax/unmatched-closing", r.token, `found \`${r.kind}\` without \`${r.is(")") ? "(" : "["}\``, {
    suggestions: [replaceAt(r.token, "", "remove it")],
  });
  r.drop();
  return true;
}

function expectSemicolon(r: Reader, after: string): void {
  while (passExtraClosing(r));
  if (r.is(";")) {
    r.advance();
    return;
  }
  if (r.is(",")) {
    r.report("syntax/comma-in-set", r.token, `bindings end with \`;\`, found \`,\` after ${after}`, {
      suggestions: [replaceAt(r.token, ";", "write `;`")],
    });
    r.replace(";");
    return;
  }
  if (r.is("end") && isAnyOpen(r, "}")) {
    // That a bracket is not closed says more; what closes it is preceded by this.
    r.missingAtEnd.push(";");
    r.insert(";");
    return;
  }
  const isNext = closers.has(r.kind) || r.is("inherit") || r.startsLine() || looksLikeBinding(r);
  if (isNext || looksLikeColonBinding(r)) {
    const message = `expected \`;\` after ${after}, found ${nameToken(r)}`;
    const suggestions = [insertAt(r.previousEnd, ";", "write `;`")];
    r.report("syntax/missing-semicolon", gapBefore(r), message, { suggestions });
    r.insert(";");
    return;
  }
  r.report("syntax/unexpected", r.token, `expected \`;\` after ${after}, found ${nameToken(r)}`);
  skipTo(r, new Set([";"] as const));
  endBinding(r);
}

/** Goes on behind the end of a binding that has an error. */
function endBinding(r: Reader): void {
  if (r.is(";")) r.advance();
  else r.insert(";");
}

/** `a:b` is a URI to Nix; where a name is expected, it is `a: b` of another language. */
function readUriBinding(r: Reader): void {
  const text = r.tokenText();
  const colon = r.token.start + text.indexOf(":");
  const name = text.slice(0, text.indexOf(":"));
  const span = { start: colon, end: colon + 1 };
  r.report("syntax/colon-for-equals", span, `expected \`=\` after \`${name}\`, found \`:\``, {
    suggestions: [replaceAt(span, " = ", "write `=`")],
  });
  const isPath = name.split(".").every((part) => isIdentifier(part));
  if (isPath) r.repairs.replace(span, "=");
  else r.repairs.replace({ start: r.token.start, end: span.end }, `${anyName} =`);
  r.goTo(colon + 1);
  readValue(r, name);
}

/** Reads `a.b."c".${d}`. */
export function readAttributePath(r: Reader): void {
  readAttributeName(r);
  while (r.is(".")) {
    r.advance();
    readAttributeName(r);
  }
}

function readAttributeName(r: Reader): void {
  while (r.is(".") && r.text[r.previousEnd - 1] === ".") {
    reportNoName(r);
    r.drop();
  }
  const { token } = r;
  switch (token.kind) {
    case "identifier":
    case "or":
      r.advance();
      return;
    case '"':
      readString(r);
      return;
    case "${":
      readInterpolation(r, token.start);
      return;
  }
  if (keywords.has(token.kind)) {
    r.report(
      "syntax/keyword-as-name",
      token,
      `\`${token.kind}\` is a keyword; as the name of an attribute it needs quotes`,
      {
        suggestions: [replaceAt(token, `"${token.kind}"`, `write \`"${token.kind}"\``)],
      },
    );
    r.standIn(anyName, () => r.advance());
    return;
  }
  if (token.kind === "unknown" && isForeignName(r)) {
    readForeignQuotes(r);
    return;
  }
  readNoName(r);
}

const numberAsName = /[0-9][\w'-]*/y;

/** What stands where a name is needed and is none. */
function readNoName(r: Reader): void {
  const { token } = r;
  if (token.kind === "integer" || token.kind === "path") {
    numberAsName.lastIndex = token.start;
    const written = numberAsName.exec(r.text)?.[0] ?? r.tokenText();
    const span = { start: token.start, end: Math.max(token.end, token.start + written.length) };
    r.report("syntax/unexpected", span, `expected the name of an attribute, found \`${written}\``, {
      suggestions: [replaceAt(span, `"${written}"`, `write \`"${written}"\``)],
    });
    r.standIn(anyName, () => r.goTo(span.end));
    return;
  }
  reportNoName(r);
  r.insert(anyName);
}

function reportNoName(r: Reader): void {
  const dot = r.previousEnd - 1;
  const suggestions =
    r.text[dot] === "." ? [replaceAt({ start: dot, end: dot + 1 }, "", "remove the `.` before it")] : [];
  r.report("syntax/unexpected", r.token, `expected the name of an attribute, found ${nameToken(r)}`, {
    suggestions,
  });
}
