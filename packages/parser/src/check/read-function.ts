import type { Suggestion } from "@nixgen/core";
import { readToken, type TokenKind } from "./lexer.js";
import { anyName } from "../recover/repairs.js";
import { gapBefore, insertAt, type Opening, type Reader, replaceAt } from "./reader.js";
import { expectClosing, openBracket, passOne, skipTo } from "./recovery.js";
import { closers, keywords, nameToken, startsExpression } from "./token-names.js";

/** Whether a function starts here: `x:`, `x@`, or braces that hold formals. */
export function startsFunction(r: Reader): boolean {
  if (r.is("identifier")) {
    const next = r.next();
    return next.kind === ":" || next.kind === "@" || r.text.startsWith("=>", next.start);
  }
  return r.is("{") && startsFormals(r);
}

/** Whether braces around one name start here, which are no set: formals, where the colon is missing. */
export function startsLoneFormal(r: Reader): boolean {
  if (!r.is("{")) return false;
  const name = r.next();
  return name.kind === "identifier" && readToken(r.text, name.end).kind === "}";
}

const afterFormal: ReadonlySet<TokenKind> = new Set([",", "?"] as const);

/** Whether the braces here hold the formals of a function, rightly written or not. */
function startsFormals(r: Reader): boolean {
  return r.lookAheadInText("formals", () => {
    r.advance();
    if (r.is("...")) return true;
    if (r.is("}")) return isFunctionHead(r.next().kind);
    if (r.is("identifier") && afterFormal.has(r.next().kind)) return true;
    return endsAsFormals(r);
  });
}

const farthest = 40;
const farthestText = 4000;

/** Whether `:` or `@` comes after the closing brace, which no set has after it. Looked for only in short ones. */
function endsAsFormals(r: Reader): boolean {
  const end = r.token.start + farthestText;
  for (let count = 0; count < farthest && r.token.start < end; count++) {
    if (r.is("}")) return isFunctionHead(r.next().kind);
    if (r.is("end") || r.is("{")) return false;
    passOne(r, end);
  }
  return false;
}

function isFunctionHead(kind: TokenKind): boolean {
  return kind === ":" || kind === "@";
}

/** Reads the parameter of a function and the colon after it. */
export function readFunctionHead(r: Reader): void {
  const { start } = r.token;
  if (r.is("identifier")) {
    r.advance();
    if (r.is("@")) {
      r.advance();
      if (r.is("{")) readFormals(r);
      else {
        r.report(
          "syntax/unexpected",
          r.token,
          `expected formals in braces after \`@\`, found ${nameToken(r)}`,
        );
        r.insert("{ }");
      }
    }
  } else {
    readFormals(r);
    if (r.is("@")) {
      r.advance();
      if (r.is("identifier")) r.advance();
      else if (r.is("uri")) readUriParameter(r);
      else readNameInstead(r, "the name after `@`");
    }
  }
  expectColon(r, start);
}

/** `{ … }@args:body` ends in a URI to Nix. */
function readUriParameter(r: Reader): void {
  const text = r.tokenText();
  const name = text.slice(0, text.indexOf(":"));
  const end = r.token.start + name.length;
  const colon = { start: end, end: end + 1 };
  r.report(
    "syntax/unexpected",
    r.token,
    `\`${name}:…\` without a space is a URI, not the end of a parameter`,
    {
      suggestions: [replaceAt(colon, ": ", "write a space after `:`")],
    },
  );
  r.repairs.replace(colon, ": ");
  r.goTo(end);
}

function expectColon(r: Reader, start: number): void {
  if (r.is(":")) {
    r.advance();
    return;
  }
  if (r.is("=")) {
    const isArrow = r.text.startsWith("=>", r.token.start);
    const span = { start: r.token.start, end: r.token.end + (isArrow ? 1 : 0) };
    const message = `expected \`:\` after the parameter of a function, found \`${isArrow ? "=>" : "="}\``;
    r.report(isArrow ? "syntax/arrow-function" : "syntax/equals-for-colon", span, message, {
      suggestions: [replaceAt(span, ":", "write `:`")],
    });
    r.repairs.replace(span, ":");
    r.goTo(span.end);
    return;
  }
  const message = `expected \`:\` after the parameter of a function, found ${nameToken(r)}`;
  const suggestions = startsExpression(r.kind)
    ? [insertAt(r.previousEnd, ":", "write `:` after the parameter")]
    : [inheritInstead(r, start)];
  r.report("syntax/missing-colon", gapBefore(r), message, { suggestions });
  r.insert(":");
}

/** Where names in braces have no body: a set, as JavaScript writes it. */
function inheritInstead(r: Reader, start: number): Suggestion {
  const text = r.text.slice(start, r.previousEnd);
  const names = /^\{\s*([\w'-]+(?:\s*,\s*[\w'-]+)*)\s*,?\s*\}$/.exec(text)?.[1];
  if (names === undefined) return { message: "write `:` and the body; or, for a set, `{ inherit a b; }`" };
  const written = `{ inherit ${names.split(/\s*,\s*/).join(" ")}; }`;
  return replaceAt({ start, end: r.previousEnd }, written, `for a set, write \`${written}\``);
}

function readFormals(r: Reader): void {
  const open = openBracket(r);
  let needsComma = false;
  let hasEllipsis = false;
  while (!r.is("}") && !r.is("end")) {
    const before = r.token.start;
    if (needsComma && startsFormal(r)) {
      r.insert(",");
      needsComma = false;
    }
    if (r.is("...")) {
      readEllipsis(r, hasEllipsis);
      hasEllipsis = true;
    } else if (readFormal(r)) needsComma = true;
    if (readComma(r, open, needsComma)) needsComma = false;
    if (r.token.start === before) {
      r.report("syntax/unexpected", r.token, `expected the name of a formal, found ${nameToken(r)}`);
      skipTo(r, new Set([",", "}"] as const));
      if (!r.is(",") && !r.is("}")) break;
    }
  }
  expectClosing(r, open);
}

function startsFormal(r: Reader): boolean {
  return r.is("...") || r.is("identifier") || isNoName(r);
}

/** Whether something stands here that is taken for a name by mistake. */
function isNoName(r: Reader): boolean {
  return keywords.has(r.kind) || r.is("or") || r.is('"');
}

/** Returns whether a formal stands here after which a comma can come. */
function readFormal(r: Reader): boolean {
  if (r.is(",")) {
    const message = "found a `,` without a formal before it";
    r.report("syntax/double-comma", r.token, message, { suggestions: [replaceAt(r.token, "", "remove it")] });
    return false;
  }
  if (r.is("identifier")) r.advance();
  else if (isNoName(r)) readNameInstead(r, "a formal");
  else return false;
  readDefault(r);
  return true;
}

/** @param isSecond whether the formals have a `...` before. */
function readEllipsis(r: Reader, isSecond: boolean): void {
  const ellipsis = r.advance();
  if (isSecond) {
    r.repairs.drop(ellipsis);
    const span = { start: ellipsis.start, end: r.is(",") ? r.token.end : ellipsis.end };
    r.report("syntax/ellipsis-not-last", ellipsis, "found a second `...`; one, at the end, is all", {
      suggestions: [replaceAt(span, "", "remove it")],
    });
  } else if (!r.is("}")) {
    r.repairs.drop(ellipsis);
    const suggestion = moveEllipsis(r, ellipsis.start);
    r.report("syntax/ellipsis-not-last", ellipsis, `\`...\` must come last, found ${nameToken(r)} after it`, {
      suggestions: [suggestion],
    });
  }
}

/** Suggests to write `...` after the formals that come behind it, up to the closing brace. */
function moveEllipsis(r: Reader, start: number): Suggestion {
  const message = "write `...` right before `}`, without a `,` after it";
  return r.lookAheadInText("ellipsis", () => {
    if (r.is(",")) r.advance();
    const from = r.token.start;
    const end = from + farthestText;
    while (!closers.has(r.kind) && r.token.start < end) passOne(r, end);
    if (!r.is("}")) return { message };
    const rest = r.text.slice(from, r.token.start).replace(/[\s,]*$/, "");
    return replaceAt({ start, end: r.token.start }, rest === "" ? "... " : `${rest}, ... `, message);
  });
}

function readDefault(r: Reader): void {
  if (r.is("=") || r.is(":")) {
    const message = `a default value comes after \`?\`, found \`${r.kind}\``;
    r.report("syntax/unexpected", r.token, message, { suggestions: [replaceAt(r.token, "?", "write `?`")] });
    r.replace("?");
  } else if (r.is("?")) r.advance();
  else return;
  r.rules.expression(r);
}

/**
 * Returns whether there was a comma, or what was meant to be one.
 *
 * @param isNeeded whether a formal stands before it.
 */
function readComma(r: Reader, open: Opening, isNeeded: boolean): boolean {
  if (r.is(",")) {
    if (isNeeded) r.advance();
    else r.drop();
    return true;
  }
  if (r.is(";")) {
    r.report("syntax/semicolon-in-formals", r.token, "expected `,` between formals, found `;`", {
      related: [{ message: "in these formals", span: { start: open.start, end: open.end } }],
      suggestions: [replaceAt(r.token, r.next().kind === "}" ? "" : ",", "write `,`")],
    });
    if (isNeeded) r.replace(",");
    else r.drop();
    return true;
  }
  if (r.is("identifier") || r.is("...")) {
    const message = `expected \`,\` between formals, found ${nameToken(r)}`;
    const suggestions = [insertAt(r.previousEnd, ",", "write `,`")];
    r.report("syntax/missing-comma", gapBefore(r), message, { suggestions });
  }
  return false;
}

/** Reports what stands where a name is needed that can't be quoted, and goes on behind it. */
function readNameInstead(r: Reader, what: string): void {
  const message = `${what} must be an identifier, found ${nameToken(r)}`;
  const isKeyword = keywords.has(r.kind) || r.is("or");
  r.report(isKeyword ? "syntax/keyword-as-name" : "syntax/unexpected", r.token, message, {
    suggestions: [{ message: "use another name" }],
  });
  r.standIn(anyName, () => {
    if (r.is('"')) r.rules.operand(r);
    else if (isKeyword) r.advance();
  });
}
