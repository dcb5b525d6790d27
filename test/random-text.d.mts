export function makeBytes(seed: number): Uint8Array<ArrayBuffer>;
export function makeSoup(seed: number, pieces?: number): string;
