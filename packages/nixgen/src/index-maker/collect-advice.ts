import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { staticName, walk, type Binding, type Expr, type Node } from "@nixgen/core";
import { parse } from "@nixgen/parser";
import { printOptionPath, readOptionPath } from "../names/option-path.js";

/** What a module says to who sets an option that is removed, or kept for older configurations. */
export interface OptionAdvice {
  readonly path: string;
  /** Setting it still works, and the module says that it should not be set. */
  readonly deprecated?: true;
  /** The paths that the message names as what to set instead. */
  readonly instead: readonly string[];
}

/** Files without any of these have no advice, and are not parsed. */
const mayAdvise = /mkRemovedOptionModule|deprecated|obsolete|any effect|no effect|will be removed/i;

/**
 * What modules say of their own options, by the paths of these: in `mkRemovedOptionModule`, in what they warn of, and in descriptions.
 * Only messages that are written down are read, and only what they say of an option by its whole path, or of the one that they
 * stand in.
 *
 * @param folder the folder with the files of the modules.
 * @param exists whether there is an option at a path.
 */
export async function collectAdvice(
  folder: string,
  exists: (path: string) => boolean,
): Promise<Map<string, OptionAdvice>> {
  const found = new Map<string, OptionAdvice>();
  const names = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
  for (const name of names.filter((one) => one.endsWith(".nix")).sort()) {
    const text = await readFile(join(folder, name), "utf8");
    if (!mayAdvise.test(text)) continue;
    for (const advice of readAdvice(parse(text).tree, exists)) {
      // Of several messages, one that says what to set tells more.
      const before = found.get(advice.path);
      if (before === undefined || before.instead.length === 0) found.set(advice.path, advice);
    }
  }
  return found;
}

/** What a module says of its options. */
export function readAdvice(tree: Node, exists: (path: string) => boolean): OptionAdvice[] {
  const found: OptionAdvice[] = [];
  const add = (advice: OptionAdvice | undefined): void => {
    if (advice !== undefined && exists(advice.path)) found.push(advice);
  };
  walk(tree, (node) => {
    if (node.kind === "Application") add(adviceOfRemoved(node, exists));
    if (node.kind !== "Binding") return true;
    const names = node.path.names.map((name) => staticName(name));
    if (names.includes("warnings"))
      for (const text of textsIn(node.value)) add(adviceInWarning(text, exists));
    if (names[0] !== "options") return true;
    visitDeclared(node.value, names.slice(1), (path, option) => {
      for (const text of textsOf(option, "apply")) add(adviceInWarning(text, exists));
      for (const text of textsOf(option, "description")) add(adviceInDescription(path, text, exists));
    });
    return false;
  });
  return found;
}

/** `mkRemovedOptionModule [ "a" "b" ] "Use c instead."` */
function adviceOfRemoved(
  call: Extract<Node, { kind: "Application" }>,
  exists: (path: string) => boolean,
): OptionAdvice | undefined {
  if (call.function.kind !== "Application" || nameOf(call.function.function) !== "mkRemovedOptionModule")
    return undefined;
  const list = call.function.argument;
  const names = list.kind === "List" ? list.elements.map(textOf) : [undefined];
  const text = textOf(peel(call.argument));
  if (text === undefined || names.includes(undefined)) return undefined;
  const path = printOptionPath(names.map((name) => name!));
  return { path, instead: insteadIn(text, path, exists) };
}

/** Stands in a text for what only evaluation tells. */
const gap = "\0";

/** What a warning may begin with, before the option that it is about. */
const start = String.raw`\s*(?:(?:the|options?|using|use|usage|of|you|have|set|setting|warning:) )*(?:\{option\})?['"\`]*`;

/** What it says of it. Where it is about a case only, the option is not old. */
const stale = String.raw`['"\`]*(?: option)?(?: defined in ${gap})?(?:\. this option)?(?: (?:is|has been))?(?: now)? (?:deprecated|obsolete|will be removed|(?:does not|doesn't) have any effect|has no effect)(?! (?:when|if|unless|without|with|for|on|in) )`;

/** `The option a.b is deprecated, use a.c instead.` */
function adviceInWarning(text: string, exists: (path: string) => boolean): OptionAdvice | undefined {
  const line = text.replaceAll(/\s+/g, " ");
  const [first] = pathsIn(line);
  if (first === undefined || !new RegExp(`^${start}$`, "i").test(line.slice(0, first.start)))
    return undefined;
  if (!new RegExp(`^${stale}`, "i").test(line.slice(first.end))) return undefined;
  return { path: first.path, deprecated: true, instead: insteadIn(line, first.path, exists) };
}

/** `**Deprecated**, please use {option}`a.c` instead.` */
function adviceInDescription(
  path: string,
  text: string,
  exists: (path: string) => boolean,
): OptionAdvice | undefined {
  const says = /^\s*\**deprecated\b|(this|the) option is (deprecated|obsolete)\b/i;
  if (!says.test(text.replaceAll(/\s+/g, " "))) return undefined;
  return { path, deprecated: true, instead: insteadIn(text, path, exists) };
}

/** How many options can take the place of one. */
const mostInstead = 2;

/** The options that a message names as what to set, besides the one that it is about: by their paths, or as others near it. */
function insteadIn(text: string, path: string, exists: (path: string) => boolean): string[] {
  if (!/\buse\b|\bset\b|instead|replaced|moved|renamed|favou?r|migrate|switch/i.test(text)) return [];
  const around = readOptionPath(path).slice(0, -1);
  const whole = pathsIn(text).map(({ path: named }) =>
    ["", ...around.map((_, at) => `${printOptionPath(around.slice(0, around.length - at))}.`)]
      .map((outer) => outer + named)
      .find((one) => exists(one)),
  );
  const beside = [...text.matchAll(/`\.?([A-Za-z][\w-]*)(?: = [^`]*)?`/g)]
    .map(([, name]) => printOptionPath([...around, name!]))
    .filter((one) => exists(one));
  const named = new Set([...whole.filter((one) => one !== undefined), ...beside]);
  named.delete(path);
  return [...named].slice(0, mostInstead);
}

/** What looks like the path of an option in a text. */
function pathsIn(text: string): { readonly path: string; readonly start: number; readonly end: number }[] {
  return [
    ...text.matchAll(
      /(?<![\w./-])(?!(?:lib|pkgs|config|options|types)\.)[a-z][\w-]*(?:\.(?:[A-Za-z_][\w-]*|"[^"\s]+"|<[\w-]+>))+/g,
    ),
  ].map((match) => ({ path: match[0], start: match.index, end: match.index + match[0].length }));
}

/** Calls back for each option that is declared by `mkOption` in a set of options, with its path. */
function visitDeclared(
  value: Expr,
  path: readonly (string | undefined)[],
  report: (path: string, option: Expr) => void,
): void {
  const inner = peel(value);
  if (path.includes(undefined)) return;
  if (inner.kind === "Application" && nameOf(inner.function) === "mkOption")
    report(printOptionPath(path.map((name) => name!)), inner.argument);
  if (inner.kind !== "AttributeSet") return;
  for (const binding of inner.bindings)
    if (binding.kind === "Binding")
      visitDeclared(binding.value, [...path, ...binding.path.names.map((name) => staticName(name))], report);
}

function peel(value: Expr): Expr {
  return value.kind === "Parenthesized" ? peel(value.expression) : value;
}

/** The last name of what is called, as `mkOption` of `lib.mkOption`. */
function nameOf(value: Expr): string | undefined {
  if (value.kind === "Identifier") return value.name;
  return value.kind === "Select" ? staticName(value.path.names.at(-1)!) : undefined;
}

/** The texts in what an option has at a name. */
function textsOf(option: Expr, name: string): string[] {
  if (option.kind !== "AttributeSet") return [];
  const isNamed = (binding: Binding) => staticName(binding.path.names[0]!) === name;
  return option.bindings.flatMap((binding) =>
    binding.kind === "Binding" && isNamed(binding) ? textsIn(binding.value) : [],
  );
}

function textsIn(value: Expr): string[] {
  const texts: string[] = [];
  walk(value, (node) => {
    const text = textWithGaps(node);
    if (text !== undefined) texts.push(text);
  });
  return texts;
}

/** The text of a string; `undefined` where something in it is computed. */
function textOf(node: Node): string | undefined {
  const text = textWithGaps(node);
  return text?.includes(gap) ? undefined : text;
}

function textWithGaps(node: Node): string | undefined {
  if (node.kind !== "String" && node.kind !== "IndentedString") return undefined;
  return node.parts.map((part) => (part.kind === "StringText" ? part.value : gap)).join("");
}
