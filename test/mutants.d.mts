export const seeds: readonly string[];
export function makeMutant(seed: number, texts?: readonly string[]): string;
