import { escapeString, unescapeString, type StringText } from "@nixgen/core";

/** The text of a string in double quotes between two interpolations, from its source. */
export function readStringText(text: string, start: number, end: number): StringText {
  const raw = text.slice(start, end);
  if (isPlain(text, start, end)) return { kind: "StringText", value: raw };
  const value = unescapeString(raw);
  return escapeString(value) === raw ? { kind: "StringText", value } : { kind: "StringText", value, raw };
}

/** Whether all characters stand for themselves, and would be written so again. */
function isPlain(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 92 || code === 10 || code === 13 || code === 9) return false;
    if (code === 36 && text.charCodeAt(i + 1) === 123 && i + 1 < end) return false;
  }
  return true;
}
