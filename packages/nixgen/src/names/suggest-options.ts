import type { NameSuggestion } from "./answer.js";
import { childOf, findOption, type OptionPlace } from "./find-option.js";
import { childrenOf, type OptionIndex, type OptionNode } from "./option-index.js";
import { isPlaceholder, printOptionPath } from "./option-path.js";
import { buildNameTable, rankNames, type NameTable } from "./suggest.js";

type Find = (path: readonly string[]) => OptionPlace;

/** Names that people look for under another name, by the last part of the path that they name a thing with. */
const otherNames: { readonly [name: string]: readonly string[] } = {
  ssh: ["openssh"],
  sshd: ["openssh"],
  docker: ["docker"],
  postgres: ["postgresql"],
  mysqld: ["mysql"],
  apache: ["httpd"],
  apache2: ["httpd"],
  bluetooth: ["bluetooth"],
  pulse: ["pulseaudio"],
  packages: ["systemPackages", "packages"],
  nvim: ["neovim"],
  code: ["vscode"],
  node_exporter: ["node"],
};

/** The option paths that could be meant by one that does not exist, the likeliest first. */
export function suggestOptions(
  path: readonly string[],
  index: OptionIndex,
  find: Find,
  limit = 3,
): NameSuggestion[] {
  const found = new Map<string, number>();
  const offer = (candidate: readonly string[], distance: number) => {
    const place = find(candidate);
    if (place.place === "nowhere") return;
    if (place.place === "option" && place.entry.removed) return;
    const moved = place.place === "option" ? place.entry.movedTo : undefined;
    const text = moved ?? printOptionPath(candidate);
    // Who writes an option seldom means a set of them.
    const score = place.place === "group" ? distance + 3 : distance;
    if (score < (found.get(text) ?? Infinity)) found.set(text, score);
  };
  repair(path, 0, index.root, [], 0, index, offer);
  if ([...found.values()].every((score) => score > 0.7)) elsewhere(path, index, offer);
  return [...found]
    .sort(([a, left], [b, right]) => left - right || a.length - b.length || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([text]) => ({ path: text, reason: "a similar option" }));
}

/** How many names in a path may be wrong. */
const mostRepairs = 2;

/** Follows a path, and where a name does not exist goes on with those that are like it. */
function repair(
  path: readonly string[],
  at: number,
  node: OptionNode,
  done: readonly string[],
  score: number,
  index: OptionIndex,
  offer: (candidate: readonly string[], score: number) => void,
  repairs = 0,
): void {
  if (at === path.length) return offer(done, score);
  const name = path[at]!;
  const next = childOf(node, name, index);
  if (next !== undefined) {
    repair(path, at + 1, next, [...done, name], score, index, offer, repairs);
  } else {
    offer([...done, ...path.slice(at)], score);
  }
  const children = childrenOf(node, index);
  const exact = children.has(name);
  if (exact && at < path.length - 1 && repairs === 0 && follows(next!, path, at + 1, index)) return;
  if (repairs >= mostRepairs || exact) return;
  const table = tableOf(children);
  const ranked = rankNames(name, table, 6);
  for (const other of otherNames[name] ?? [])
    if (children.has(other)) ranked.unshift({ name: other, score: 0.2 });
  for (const item of ranked) {
    const child = children.get(item.name)!;
    const extra = score + item.score + repairs * 0.5;
    repair(path, at + 1, child, [...done, item.name], extra, index, offer, repairs + 1);
  }
}

/** Whether the rest of a path exists below a node. */
function follows(node: OptionNode, path: readonly string[], at: number, index: OptionIndex): boolean {
  let inner: OptionNode | undefined = node;
  for (let next = at; next < path.length; next++) {
    inner = childOf(inner, path[next]!, index);
    if (inner === undefined) return false;
  }
  return true;
}

const tables = new WeakMap<OptionNode["children"], NameTable>();

function tableOf(children: OptionNode["children"]): NameTable {
  let table = tables.get(children);
  if (table === undefined) {
    const names = [...children].filter(([name, child]) => !isPlaceholder(name) && !child.entry?.removed);
    tables.set(children, (table = buildNameTable(names.map(([name]) => name))));
  }
  return table;
}

/** Paths elsewhere that end as the wanted one does: `services.nginx.enable` for `programs.nginx.enable`. */
function elsewhere(
  path: readonly string[],
  index: OptionIndex,
  offer: (candidate: readonly string[], score: number) => void,
): void {
  for (const full of index.pathsEndingAs(path)) {
    if (isHidden(full, index)) continue;
    const tail = sharedTail(path, full);
    const otherGroup = tail === path.length - 1 && full.length === path.length;
    offer(full, otherGroup ? 0.8 : 2 + (path.length - tail) * 0.8 + (full.length - tail) * 0.4);
  }
  for (const [group, node] of index.root.children) {
    const candidate = [group, ...path.slice(1)];
    if (node.children.has(path[1] ?? "") && findOption(candidate, index).place === "option")
      offer(candidate, 0.8);
  }
  // With a name too many in the middle.
  for (let gone = 0; path.length > 2 && gone < path.length; gone++) {
    const shorter = path.filter((_, at) => at !== gone);
    offer(shorter, 1.5);
  }
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}

function isHidden(path: readonly string[], index: OptionIndex): boolean {
  const place = findOption(path, index);
  return place.place === "option" && place.entry.hidden === true;
}
