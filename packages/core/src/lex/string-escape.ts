import { requireText } from "../diagnostics/arguments.js";

/**
 * The text that stands between double quotes for a string value: `\`, `"`, `${`, line feed, carriage return and tab are
 * escaped, all else stands for itself.
 *
 * @example
 * escapeString('say "${x}"\n') // String.raw`say \"\${x}\"\n`
 */
export function escapeString(value: string): string {
  requireText(value, "what `escapeString` takes");
  return value.replace(/[\\"\n\r\t]|\$(?=\{)/g, (character) => escapes[character] ?? character);
}

const escapes: Record<string, string> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  $: "\\$",
};

/** The value of the text between double quotes. A backslash before any other character stands for that character. */
export function unescapeString(raw: string): string {
  requireText(raw, "what `unescapeString` takes");
  if (!raw.includes("\\") && !raw.includes("\r")) return raw;
  return raw.replace(/\\([\s\S])|\r\n?/g, (_match, escaped: string | undefined) => {
    if (escaped === undefined) return "\n";
    if (escaped === "n") return "\n";
    if (escaped === "r") return "\r";
    if (escaped === "t") return "\t";
    return escaped;
  });
}
