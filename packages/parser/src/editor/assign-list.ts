import { markNode, type Expr, type List } from "@nixgen/core";
import type { Editor } from "./editor.js";
import { insertItem, removeItem, replaceNode } from "./rewrite.js";
import { hasNewComments, isSame } from "./same.js";

/** Makes the elements of a list these; elements that stay keep their text and comments. */
export function assignList(editor: Editor, list: List, elements: readonly Expr[]): void {
  const old = list.elements;
  const stays = (element: Expr, next: Expr): boolean => isSame(element, next) && !hasNewComments(next);
  let start = 0;
  while (start < old.length && start < elements.length && stays(old[start]!, elements[start]!)) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < elements.length - start &&
    stays(old[old.length - 1 - end]!, elements[elements.length - 1 - end]!)
  ) {
    end++;
  }
  const added = elements.slice(start, elements.length - end);
  const removed = old.length - start - end;
  if (added.length === 1 && removed === 0) {
    editor.apply(insertItem(editor.source, list, added[0]!, { index: start }));
  } else if (added.length === 0 && removed === 1) {
    editor.apply(removeItem(editor.source, list, start));
  } else if (added.length === 1 && removed === 1) {
    editor.apply(replaceNode(editor.source, old[start]!, added[0]!));
  } else {
    const rest = [...old];
    const kept = added.map((element) => {
      const at = rest.findIndex((other) => stays(other, element));
      return at < 0 ? element : rest.splice(at, 1)[0]!;
    });
    const all = [...old.slice(0, start), ...kept, ...old.slice(old.length - end)];
    editor.apply(replaceNode(editor.source, list, markNode({ ...list, elements: all })));
  }
}
