import { isIdentifier } from "@nixgen/core";
import { readSlashComment } from "./read-foreign.js";
import { looksLikeBinding, looksLikeColonBinding } from "./look-ahead.js";
import { readInherit } from "./read-inherit.js";
import { readInterpolation, readString } from "./read-string.js";
import { type BindingContext, gapBefore, insertAt, type Reader, replaceAt } from "./reader.js";
import { anyName, anyValue } from "../recover/repairs.js";
import { closesLater, endOfIndentedBlock, skipTo } from "./recovery.js";
import { closers, keywords, nameToken, startsExpression } from "./token-names.js";

/** Reads bindings up to what closes them. */
export function readBindings(r: Reader, context: BindingContext): void {
  const { start } = context.open;
  const end = r.unclosed.get(start) === undefined ? Infinity : endOfIndentedBlock(r.text, start);
  while (!isEnd(r) && r.token.start < end) {
    const before = r.token.start;
    readBinding(r, context);
    if (r.token.start > before) continue;
    if (context.isLet && startsExpression(r.kind)) return;
    const expected = context.isLet ? "a binding or `in`" : "a binding or `}`";
    r.report("syntax/unexpected", r.token, `expected ${expected}, found ${nameToken(r)}`);
    if (r.is(")") || r.is("]")) {
      if (r.open.some(({ text }) => text === (r.is(")") ? "(" : "["))) return;
      r.drop();
    } else {
      r.dropAll(() => {
        r.advance();
        skipTo(r, new Set([";"] as const));
        if (r.is(";")) r.advance();
      });
    }
  }
}

function isEnd(r: Reader): boolean {
  if (r.is("end")) return true;
  if (r.is("}")) return true;
  // `in`, `then` and `else` as a name, with a value after it, are a mistake of another kind.
  if (!closers.has(r.kind) || r.is(")") || r.is("]")) return false;
  return r.next().kind !== "=";
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
  return r.is("identifier") || r.is("or") || r.is('"') || r.is("${") || keywords.has(r.kind);
}

function readAttribute(r: Reader, context: BindingContext): void {
  if (context.isLet && isBodyOfLet(r)) return;
  const { start } = r.token;
  readAttributePath(r);
  const name = r.text.slice(start, r.previousEnd);
  if (!readEquals(r, name)) return;
  readValue(r, name);
}

/** Whether the body of a `let` starts here, because its `in` is missing. */
function isBodyOfLet(r: Reader): boolean {
  return r.lookAhead("body of let", () => {
    readAttributePath(r);
    if (r.is("=") || r.is("==") || r.is(":") || r.is(";") || r.is(",")) return false;
    return !(r.is("+") && r.next().kind === "=") && closesOnlyLet(r);
  });
}

/** Whether no further binding comes: a line that starts with a name and has its `=` later is a binding gone wrong. */
function closesOnlyLet(r: Reader): boolean {
  return r.is("end") || closers.has(r.kind) || !closesLater(r, "in");
}

/** Reads what stands between a name and its value. Returns whether a value follows. */
function readEquals(r: Reader, name: string): boolean {
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
  return readMissingEquals(r, name);
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
            insertAt(
              r.previousEnd - name.length,
              "inherit ",
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
    r.report("syntax/missing-value", r.token, `expected a value for \`${name}\`, found \`;\``);
    r.insert(anyValue);
    r.advance();
    return;
  }
  r.rules.expression(r);
  expectSemicolon(r, `the value of \`${name}\``);
}

function expectSemicolon(r: Reader, after: string): void {
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
  if (r.is(")") || r.is("]")) {
    const opening = r.is(")") ? "(" : "[";
    if (!r.open.some(({ text }) => text === opening)) {
      r.report("syntax/unmatched-closing", r.token, `found \`${r.kind}\` without \`${opening}\``, {
        suggestions: [replaceAt(r.token, "", "remove it")],
      });
      r.drop();
      return expectSemicolon(r, after);
    }
  }
  if (r.is("end") && r.open.some(({ text }) => text === "{")) {
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
      r.goTo(r.previousEnd);
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
  r.report("syntax/unexpected", token, `expected the name of an attribute, found ${nameToken(r)}`, {
    suggestions:
      token.kind === "integer" || token.kind === "path"
        ? [replaceAt(token, `"${r.tokenText()}"`, `write \`"${r.tokenText()}"\``)]
        : [],
  });
  if (token.kind === "integer" || token.kind === "path") r.standIn(anyName, () => r.advance());
  else r.insert(anyName);
}
