import { readString, readInterpolation } from "./read-string.js";
import { looksLikeBinding } from "./look-ahead.js";
import { type Reader, replaceAt } from "./reader.js";
import { expectClosing, openBracket } from "./recovery.js";
import { anyName } from "../recover/repairs.js";
import { keywords } from "./token-names.js";

/** Reads `inherit a b` or `inherit (e) a b`, up to its `;`. */
export function readInherit(r: Reader): void {
  r.advance();
  if (r.is("(")) {
    const open = openBracket(r);
    r.rules.expression(r);
    expectClosing(r, open);
  }
  const first = r.token.start;
  while (readName(r, first));
}

function readName(r: Reader, first: number): boolean {
  const { token } = r;
  switch (token.kind) {
    case "identifier":
    case "or":
      if (looksLikeBinding(r)) return false;
      r.advance();
      break;
    case '"':
      if (looksLikeBinding(r)) return false;
      readString(r);
      break;
    case "${":
      readInterpolation(r, token.start);
      break;
    case ",":
      r.report("syntax/comma-in-inherit", token, "inherited names are separated by white space, found `,`", {
        suggestions: [replaceAt(token, "", "remove it")],
      });
      r.drop();
      return true;
    case ".":
      // A path whose first name was read already.
      return false;
    default:
      if (!keywords.has(token.kind) || token.kind === "in" || token.kind === "inherit") return false;
      r.report(
        "syntax/keyword-as-name",
        token,
        `\`${token.kind}\` is a keyword, and can't be inherited by name`,
        {
          suggestions: [{ message: `write \`inherit "${token.kind}";\`` }],
        },
      );
      r.standIn(anyName, () => r.advance());
      return true;
  }
  if (r.is(".")) readPath(r, token.start, token.start === first);
  return true;
}

/** `inherit a.b;`, where `inherit (a) b;` is meant. */
function readPath(r: Reader, start: number, isFirst: boolean): void {
  r.dropAll(() => {
    while (r.is(".")) {
      r.advance();
      r.rules.attributePath(r);
    }
  });
  const text = r.text.slice(start, r.previousEnd);
  const dot = text.lastIndexOf(".");
  const [from, name] = [text.slice(0, dot), text.slice(dot + 1)];
  r.report(
    "syntax/inherit-path",
    { start, end: r.previousEnd },
    `\`inherit\` takes names, found \`${text}\``,
    {
      suggestions:
        isFirst && r.is(";")
          ? [
              replaceAt(
                { start, end: r.previousEnd },
                `(${from}) ${name}`,
                `write \`inherit (${from}) ${name};\``,
              ),
            ]
          : [{ message: `write \`inherit (${from}) ${name};\` by itself` }],
    },
  );
}
