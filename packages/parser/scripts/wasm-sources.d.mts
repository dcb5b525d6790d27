export function hashWasmSources(): string;
