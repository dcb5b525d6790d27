export function piecesOf(text: string): readonly { readonly text: string; readonly isGap: boolean }[];
export function findComments(text: string): readonly { readonly content: string; readonly start: number }[];
