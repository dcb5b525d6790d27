export const mistakes: readonly {
  readonly what: string;
  readonly text: string;
  readonly codes: readonly string[];
  readonly fixed?: string;
}[];
