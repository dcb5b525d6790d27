export interface BrokenTally {
  readonly rows: Readonly<
    Record<
      string,
      {
        readonly tried: number;
        readonly refused: number;
        readonly "the same": number;
        readonly wrong: number;
      }
    >
  >;
  readonly failures: readonly {
    readonly what: string;
    readonly path: string;
    readonly broken: string;
    readonly text: string;
  }[];
}

export function newBrokenTally(): BrokenTally;
export function tryBrokenEdits(sound: string, broken: string, tally: BrokenTally, most?: number): void;
