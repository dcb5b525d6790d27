/** An answer that never claims more than an index knows. Each says what the index was made from, and so how old it is. */
export type Answer<T> = Known<T> | Unknown | NotCovered;

/** The name exists. */
export interface Known<T> {
  readonly answer: "known";
  readonly entry: T;
  /** Names to write instead of one that was removed or is an old one, where the index does not say which took its place. */
  readonly suggestions?: readonly NameSuggestion[];
  /** What the answer rests on, with its date. */
  readonly source: string;
}

/** The name does not exist in what the index covers. */
export interface Unknown {
  readonly answer: "unknown";
  /** The names that could be meant, the likeliest first. */
  readonly suggestions: readonly NameSuggestion[];
  readonly source: string;
}

/** The index does not tell. */
export interface NotCovered {
  readonly answer: "not-covered";
  /** Why, as a sentence without a final stop. */
  readonly reason: string;
  /** Names that are known and differ by hardly anything, where some names of a package set are listed. */
  readonly suggestions?: readonly NameSuggestion[];
  readonly source: string;
}

/** A name that could be meant. */
export interface NameSuggestion {
  /** What to write: an attribute path in `pkgs`, or an option path. */
  readonly path: string;
  /** How it differs, as a sentence part. */
  readonly reason: string;
}
