import { anyValue } from "../recover/repairs.js";
import { type Opening, type Reader, replaceAt } from "./reader.js";
import { expectClosing, openBracket, openedHere } from "./recovery.js";
import { nameToken } from "./token-names.js";

/** Reads an expression in parentheses; or several with commas between them, as other languages write calls and tuples. */
export function readParentheses(r: Reader): void {
  const open = openBracket(r);
  if (r.is(")")) return readEmpty(r, open);
  const before = r.problems.length;
  const { start } = r.token;
  const { count } = r.repairs;
  r.rules.expression(r);
  const comma = r.token;
  if (!r.is(",")) return expectClosing(r, open);
  const first = { start: Math.min(start, r.previousEnd), end: r.previousEnd };
  r.repairs.wrap(count, first, "(", ")");
  const parts = [r.text.slice(first.start, first.end)];
  while (r.is(",")) {
    r.drop();
    if (!r.is(")")) parts.push(readPart(r));
  }
  const isPlain = r.problems.length === before && r.is(")");
  const span = { start: open.start, end: r.token.end };
  const isCall = touchesFunction(r, open);
  const elements = parts.map(asElement).join(" ");
  const [code, message, written, help] = isCall
    ? ([
        "syntax/comma-in-call",
        "arguments are separated by white space, without parentheses, found `,`",
        ` ${elements}`,
        `write \`f ${elements}\``,
      ] as const)
    : ([
        "syntax/comma-in-list",
        "parentheses hold one expression, found `,`",
        `[ ${elements} ]`,
        "write a list",
      ] as const);
  const suggestion = isPlain ? replaceAt(span, written, help) : { message: "separate them by white space" };
  r.add(code, { start: comma.start, end: comma.end }, message, { suggestions: [suggestion] });
  expectClosing(r, open);
}

/** Whether what is called stands right before the parenthesis. */
function touchesFunction(r: Reader, open: Opening): boolean {
  return /[\w')]/.test(r.text.charAt(open.start - 1));
}

function readPart(r: Reader): string {
  const { start } = r.token;
  r.wrap("(", ")", () => r.rules.expression(r));
  return r.text.slice(start, r.previousEnd);
}

/** An expression as an argument or an element of a list. */
function asElement(text: string): string {
  return /^([\w.'-]+|"[^"\\$]*")$/.test(text) ? text : `(${text})`;
}

function readEmpty(r: Reader, open: Opening): void {
  const span = { start: open.start, end: r.token.end };
  r.report("syntax/missing-expression", r.token, `expected an expression, found ${nameToken(r)}`, {
    related: [openedHere(open)],
    suggestions: [
      replaceAt(span, touchesFunction(r, open) ? " { }" : "{ }", "write `{ }` for a call without arguments"),
      { message: "or `null` for no value" },
    ],
  });
  r.insert(anyValue);
  expectClosing(r, open);
}
