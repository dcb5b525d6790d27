import { childKeys, markNode, type File, type Node, type Span } from "@nixgen/core";

/** A node with the way to it: each link names the field of the node before it that holds the next one. */
export interface Chain {
  readonly node: Node;
  readonly parent?: Chain;
  readonly key?: string;
  /** Where the field is a list: the place in it. */
  readonly index?: number;
}

/** The way from a file to one of its nodes; `undefined` where the node is none of its. */
export function chainTo(file: File, node: Node): Chain | undefined {
  if (node === file) return { node: file };
  const span = "span" in node ? node.span : undefined;
  if (span === undefined) return undefined;
  let chain: Chain = { node: file };
  for (;;) {
    const next = linkAt(chain, node, span.start, span.end);
    if (next === undefined) return undefined;
    if (next.node === node) return next;
    chain = next;
  }
}

/** The way to the smallest node of a file that stands exactly at a place; `undefined` where none does. */
export function chainAt(file: File, { start, end }: Span): Chain | undefined {
  let chain: Chain = { node: file };
  for (;;) {
    const next = linksOf(chain).find(({ node }) => holds(node, start, end));
    if (next === undefined) break;
    chain = next;
  }
  const span = "span" in chain.node ? chain.node.span : undefined;
  return span?.start === start && span.end === end ? chain : undefined;
}

/** The link to the child that is `node`, or else holds the stretch of text. */
function linkAt(parent: Chain, node: Node, start: number, end: number): Chain | undefined {
  const links = linksOf(parent);
  return links.find((link) => link.node === node) ?? links.find((link) => holds(link.node, start, end));
}

/** Whether a node holds a stretch of text. */
function holds(node: Node, start: number, end: number): boolean {
  const span = "span" in node ? node.span : undefined;
  return span !== undefined && span.start <= start && end <= span.end;
}

/** The links to all children of a node. */
function linksOf(parent: Chain): Chain[] {
  const links: Chain[] = [];
  const fields = parent.node as unknown as Record<string, Node | readonly Node[] | undefined>;
  for (const key of childKeys[parent.node.kind]) {
    const field = fields[key];
    if (field === undefined) continue;
    if (Array.isArray(field)) {
      (field as readonly Node[]).forEach((node, index) => links.push({ node, parent, key, index }));
    } else links.push({ node: field as Node, parent, key });
  }
  return links;
}

/** The node at `from`, with what stands at `to` below it replaced. Nodes beside the way are shared. */
export function substitute(from: Chain, to: Chain, replacement: Node): Node {
  let node = replacement;
  for (let link = to; link !== from; link = link.parent!) {
    const { parent, key, index } = link;
    // Every link but the first one has a parent and a key.
    const owner = parent!.node as unknown as Record<string, unknown>;
    const field = owner[key!];
    const value = index === undefined ? node : (field as readonly Node[]).with(index, node);
    node = markNode({ ...owner, [key!]: value } as unknown as Node);
  }
  return node;
}

/** The node below `root` that stands where `to` stands below `from`. */
export function follow(root: Node, from: Chain, to: Chain): Node {
  const links: Chain[] = [];
  for (let link = to; link !== from; link = link.parent!) links.unshift(link);
  return links.reduce((node, { key, index }) => {
    const field = (node as unknown as Record<string, Node | readonly Node[]>)[key!]!;
    return index === undefined ? (field as Node) : (field as readonly Node[])[index]!;
  }, root);
}

/** The first link of a chain: the file. */
export function rootOf(chain: Chain): Chain {
  return chain.parent === undefined ? chain : rootOf(chain.parent);
}
