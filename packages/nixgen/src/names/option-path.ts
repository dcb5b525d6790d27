import { isIdentifier } from "@nixgen/core";

/**
 * An option path as text, quoted where Nix needs it. Placeholders stay as they are.
 *
 * @example
 * printOptionPath(["a", "b.c", "<name>"]) // 'a."b.c".<name>'
 */
export function printOptionPath(path: readonly string[]): string {
  return path
    .map((name) => (isPlaceholder(name) || isIdentifier(name) ? name : JSON.stringify(name)))
    .join(".");
}

/**
 * The names of a path.
 *
 * @example
 * readOptionPath('a."b.c".<name>') // ["a", "b.c", "<name>"]
 */
export function readOptionPath(text: string): string[] {
  const names: string[] = [];
  for (const [, quoted, plain] of text.matchAll(/"((?:[^"\\]|\\.)*)"|([^".]+)/g)) {
    names.push(quoted === undefined ? plain! : unescape(quoted));
  }
  return names;
}

/** Whether a name in a path stands for all names, or for the elements of a list. */
export function isPlaceholder(name: string): boolean {
  return name === "*" || (name.startsWith("<") && name.endsWith(">"));
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}
