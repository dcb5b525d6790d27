export interface Counts {
  attempts: number;
  /** Edits that changed the text. */
  edits: number;
  unchanged: number;
  refused: number;
  broken: number;
}

export interface Failure {
  readonly file: string;
  readonly path: string;
  readonly kind: string;
  readonly message: string;
  readonly text?: string;
}

export interface Tally {
  kinds: Record<string, Counts>;
  /** How often edits of a kind were refused, by code. */
  refusals: Record<string, number>;
  /** Bindings that were left out, by reason. */
  skipped: Record<string, number>;
  failures: Failure[];
}

export function newTally(): Tally;
export function addTally(tally: Tally, other: Tally): void;
export function totalOf(tally: Tally): Counts;
export function tryEdits(
  name: string,
  text: string,
  tally: Tally,
  options?: { readonly most?: number; readonly chosen?: readonly string[] },
): void;
