import type { Doc, DocItem } from "./types.js";

/** Goes through the items of a document one by one, and into the groups that are entered, however deep they are. */
export class DocWalk {
  #items: Doc;
  #index: number;
  readonly #outer: { readonly items: Doc; readonly index: number }[] = [];

  constructor(items: Doc, index = 0) {
    this.#items = items;
    this.#index = index;
  }

  /** The next item; `undefined` at the end. */
  next(): DocItem | undefined {
    for (;;) {
      const item = this.#items[this.#index++];
      if (item !== undefined) return item;
      const outer = this.#outer.pop();
      if (outer === undefined) return undefined;
      this.#items = outer.items;
      this.#index = outer.index;
    }
  }

  /** Goes on with the items of a group, and behind it with what follows here. */
  enter(items: Doc): void {
    this.#outer.push({ items: this.#items, index: this.#index });
    this.#items = items;
    this.#index = 0;
  }
}
