export interface MeaningEdit {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  change(value: unknown): unknown;
}

export function editModule(seed: number): MeaningEdit[];
export function withoutEmpty(value: unknown): unknown;
export function evaluation(files: readonly string[]): string;
