export function makeModule(seed: number): string;
