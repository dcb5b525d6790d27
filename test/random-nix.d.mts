export function makeRandom(seed: number): (limit: number) => number;
export function makeNix(seed: number): string;
