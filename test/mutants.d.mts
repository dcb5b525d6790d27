export const seeds: readonly string[];
export function makeMutant(seed: number, texts?: readonly string[]): string;
export function mutateOnce(seed: number, text: string): string;
export const vocabulary: readonly string[];
