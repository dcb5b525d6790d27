export function nixFilesIn(folder: string): string[];
