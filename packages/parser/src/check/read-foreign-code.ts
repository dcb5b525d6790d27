import { anyName, anyValue } from "../recover/repairs.js";
import { findForeignFunction, type ForeignFunction } from "./foreign-function.js";
import { readToken } from "./lexer.js";
import { type Reader, replaceAt } from "./reader.js";

/** Reads a function as another language writes it, or its head. Returns it where there was one. */
export function readForeignFunction(r: Reader): ForeignFunction | undefined {
  const found = findForeignFunction(r.text, r.token.start);
  if (found === undefined) return undefined;
  const { start, end, written } = found;
  const source = r.text.slice(start, end);
  const code = source.endsWith("=>") ? "syntax/arrow-function" : "syntax/foreign-function";
  r.report(code, { start, end }, `a function is written \`argument: body\`, found \`${source}\``, {
    suggestions: [replaceAt({ start, end }, written, `write \`${written}\``)],
  });
  if (found.isHead) r.repairs.replace(found, `${anyName}:`);
  else r.repairs.standIn(found, anyValue);
  r.goTo(end);
  return found;
}

const ifWithBraces =
  /if\b((?:(?!\bthen\b)[^{};"'\n]){0,300})\{([^{};="']{0,300})\}\s*else\s*\{([^{};="']{0,300})\}/y;

/** Reads `if a { b } else { c }`. Returns whether there was one. */
export function readForeignIf(r: Reader): boolean {
  const { start } = r.token;
  ifWithBraces.lastIndex = start;
  const found = ifWithBraces.exec(r.text);
  if (found === null) return false;
  const [condition, yes, no] = found.slice(1).map((part) => part.trim());
  const written = `if ${condition} then ${yes} else ${no}`;
  const span = { start, end: ifWithBraces.lastIndex };
  r.report("syntax/braces-in-if", span, "a choice is written `if … then … else …`, without braces", {
    suggestions: [replaceAt(span, written, `write \`${written}\``)],
  });
  r.repairs.standIn(span, anyValue);
  r.goTo(span.end);
  return true;
}

/** Whether `for x in` stands here. */
export function startsLoop(r: Reader): boolean {
  if (!r.is("identifier") || r.tokenText() !== "for") return false;
  const name = r.next();
  return name.kind === "identifier" && readToken(r.text, name.end).kind === "in";
}

/** Reads `for x in xs`, and a body after a colon. */
export function readLoop(r: Reader): void {
  const name = r.next();
  const word = readToken(r.text, name.end);
  const text = r.tokenText(name);
  r.report("syntax/loop", { start: r.token.start, end: word.end }, "Nix has no loops, found `for`", {
    suggestions: [
      { message: `write \`map (${text}: …) list\`, or \`lib.genAttrs names (${text}: …)\` for a set` },
    ],
  });
  r.dropAll(() => {
    r.goTo(word.end);
    r.rules.expression(r);
    if (!r.is(":")) return;
    r.advance();
    r.rules.expression(r);
  });
}

const declaringWords: ReadonlySet<string> = new Set([
  "const",
  "var",
  "local",
  "val",
  "def",
  "export",
  "final",
]);

/** Reads the word with which other languages begin a declaration, before a name. Returns whether there was one. */
export function readDeclaringWord(r: Reader, name: string, start: number): boolean {
  if (!declaringWords.has(name) || !r.is("identifier")) return false;
  r.report(
    "syntax/foreign-keyword",
    { start, end: start + name.length },
    `a binding has no \`${name}\` before it`,
    {
      suggestions: [replaceAt({ start, end: r.token.start }, "", "remove it")],
    },
  );
  r.repairs.drop({ start, end: start + name.length });
  return true;
}

const parametersBeforeEquals =
  /[ \t]*(?:\(\s*([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*\)|([A-Za-z_][\w'-]*(?:[ \t]+[A-Za-z_][\w'-]*)*))[ \t]*=(?![=>])/y;

/** Whether the parameters in `f x y =` or `f(x, y) =` stand here. */
export function startsParameters(r: Reader): boolean {
  parametersBeforeEquals.lastIndex = r.previousEnd;
  return parametersBeforeEquals.test(r.text);
}

/** Reads the parameters in `f x y =` and `f(x, y) =`, and the `=`. Returns whether there were any. */
export function readParametersBeforeEquals(r: Reader, name: string): boolean {
  parametersBeforeEquals.lastIndex = r.previousEnd;
  const found = parametersBeforeEquals.exec(r.text);
  if (found === null) return false;
  const names = (found[1] ?? found[2]!).trim().split(/[\s,]+/);
  const written = ` = ${names.map((parameter) => `${parameter}:`).join(" ")}`;
  const span = { start: r.previousEnd, end: parametersBeforeEquals.lastIndex };
  r.report(
    "syntax/foreign-function",
    span,
    `expected \`=\` after \`${name}\`, found \`${names[0]}\`; the parameters of a function come after \`=\``,
    { suggestions: [replaceAt(span, written, `write \`${name}${written} …\``)] },
  );
  r.repairs.replace(span, "=");
  r.goTo(span.end);
  return true;
}
