import type { BindingNode } from "../../ast/collections.js";
import type { Expr } from "../../ast/expr.js";
import type { TokenTrivia, Trivia } from "../../ast/trivia.js";
import type { Printer } from "../printer.js";
import { printLeading, printTrivia } from "../comments.js";

/**
 * Writes bindings or list elements with what stands before each of them and before the closing bracket.
 *
 * @param separator what stands between two of them, comments included.
 * @see RFC 166 standard, "Lists" and "Sets": comments keep their place between the items
 */
export function printItems<Item extends BindingNode | Expr>(
  p: Printer,
  separator: number,
  items: readonly Item[],
  close: TokenTrivia | undefined,
  print: (item: Item) => void,
): void {
  let isFirst = true;
  const separate = (): void => {
    if (!isFirst) p.space(separator);
    isFirst = false;
  };
  for (const item of items) {
    const leading = item.leading ?? [];
    const annotation = leading.at(-1)?.kind === "LanguageAnnotation";
    if (annotation) {
      separate();
      printLeading(p, leading.slice(0, -1));
      printTrivia(p, leading.slice(-1));
    } else {
      if (leading.length > 0) {
        separate();
        printLeading(p, leading);
      }
      separate();
    }
    p.open();
    print(withoutLeading(item));
    p.close();
  }
  if (close?.leading !== undefined && close.leading.length > 0) {
    separate();
    printLeading(p, close.leading);
  }
}

function withoutLeading<Item extends BindingNode | Expr>(item: Item): Item {
  return (item.leading as readonly Trivia[] | undefined) === undefined
    ? item
    : { ...item, leading: undefined };
}
