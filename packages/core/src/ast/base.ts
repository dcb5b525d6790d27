import type { Span } from "../text/span.js";
import type { TokenTrivia, Trivia } from "./trivia.js";

/**
 * What every node has. Nodes are plain, readonly, JSON-serializable objects; an absent field means the default.
 *
 * Trivia stand at tokens. The tokens of a node are those that its syntax writes itself (`{`, `=`, `if`), not those of its
 * children. `leading` belongs to a node's first token and `trailing` to its last one, where these are its own; the
 * tokens in between (and the inner sides of the first and the last) have named slots in `tokens`.
 * Bindings and list elements keep in `leading` all that stands before them, whatever their first token is.
 */
export interface NodeBase<Slot extends string = never> {
  /** Where the node stands in the source it was parsed from. Built nodes have none. */
  readonly span?: Span;
  /** Comments and blank lines before the node. */
  readonly leading?: readonly Trivia[];
  /** The comment after the node, on the line of its last token; without its `#`. */
  readonly trailing?: string;
  /** Trivia of the node's other tokens, by the name of the token. */
  readonly tokens?: { readonly [S in Slot]?: TokenTrivia };
  /** Nodes that builders made refuse to become text. Types tell code from data by this property, whose name is no text. */
  readonly [Symbol.toPrimitive]?: () => never;
}
