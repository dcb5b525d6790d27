export interface Failure {
  readonly file: string;
  readonly path: string;
  readonly kind: string;
  readonly message: string;
  readonly text?: string;
}

export interface Tally {
  edits: number;
  skipped: number;
  kinds: Record<string, number>;
  failures: Failure[];
}

export function newTally(): Tally;
export function tryEdits(
  name: string,
  text: string,
  tally: Tally,
  options?: { readonly most?: number },
): void;
