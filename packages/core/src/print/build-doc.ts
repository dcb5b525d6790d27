import type { Doc } from "../doc/types.js";
import { rules } from "./dispatch.js";
import { Printer, type PrintTask } from "./printer.js";

/** How many rules may be at work at once. The stack has room for many more, and hardly any file needs as many. */
const maxRuleDepth = 200;

/**
 * The document that `write` writes with the rules, however deeply it is nested: parts below a depth are written first, each with
 * an empty stack.
 */
export function buildDoc(write: (p: Printer) => void, maxDepth = maxRuleDepth): Doc {
  // The last task is at work; the ones before it wait for parts.
  const tasks: { readonly task: PrintTask; readonly owner: PrintTask | undefined }[] = [
    { task: { nesting: 0, offset: 0, isCompact: false, write, parts: [], choices: [] }, owner: undefined },
  ];
  for (;;) {
    const { task, owner } = tasks.at(-1)!;
    const p = new Printer(rules, task, maxDepth);
    const missing = p.run();
    if (missing.length > 0) {
      // The first one comes off first.
      for (const part of [...missing].reverse()) tasks.push({ task: part, owner: task });
      continue;
    }
    if (owner === undefined) return p.items;
    owner.parts.push(p);
    tasks.pop();
  }
}
