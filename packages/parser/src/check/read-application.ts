import { looksLikeBinding, looksLikeColonBinding } from "./look-ahead.js";
import { startsLoop } from "./read-foreign-code.js";
import { startsFunction } from "./read-function.js";
import type { Reader } from "./reader.js";
import { readUnparenthesized } from "./recovery.js";
import { operandStarts } from "./token-names.js";

/** Reads a function and its arguments; or just an operand. */
export function readApplication(r: Reader): void {
  const { start } = r.token;
  r.rules.operand(r);
  const end = r.previousEnd;
  if (!startsArgument(r)) return;
  while (startsArgument(r)) {
    if (startsFunction(r)) readUnparenthesized(r, "a function", "as an argument");
    else r.rules.operand(r);
  }
  r.lastApplication = { start, end };
}

function startsArgument(r: Reader): boolean {
  if (r.is("let")) return r.next().kind === "{";
  if (!operandStarts.has(r.kind)) return false;
  if (looksLikeBinding(r) || isElseIf(r) || closesString(r) || startsLoop(r)) return false;
  // In a set, a name and a colon on a line of their own are a binding gone wrong, not a function.
  return !(r.open.at(-1)?.text === "{" && r.startsLine() && looksLikeColonBinding(r));
}

const elseIfWords: ReadonlySet<string> = new Set(["elif", "elsif", "elseif"]);

/** Whether a word stands here that means `else if` in another language, and an `if` is open. */
export function isElseIf(r: Reader): boolean {
  return (
    r.is("identifier") && elseIfWords.has(r.tokenText()) && r.open.some((opening) => opening.text === "if")
  );
}

/**
 * Whether the quotes here close the string around, because the interpolation in it is not closed. That is never known for
 * sure; what looks like it is noted, to be tried when the text has problems.
 */
function closesString(r: Reader): boolean {
  const interpolation = r.open.at(-1);
  if (!r.is('"') || interpolation?.text !== "${" || r.open.at(-2)?.text !== '"') return false;
  if (r.unclosed.has(interpolation.start)) return true;
  const line = /[^\n]*/.exec(r.text.slice(r.token.end, r.token.end + 1000))![0];
  const closing = line.indexOf('"');
  if (closing < 0 || !line.slice(closing).includes("}")) r.suspects.push(interpolation.start);
  return false;
}
