/** A file as an editor has it open. A place in it is told by the first occurrence of a piece of its text. */
export interface OpenFile {
  /** The names that complete after a piece of the text. */
  complete(piece: string): Promise<string[]>;
  /** What is shown for the name that ends a piece of the text, as Markdown. */
  hover(piece: string): Promise<string>;
}

export interface LanguageServer {
  /** Opens a file as it is on disk. */
  open(path: string): OpenFile;
  stop(): void;
}

/** Starts TypeScript's language server in a folder with a `tsconfig.json`. */
export function startLanguageServer(folder: string): Promise<LanguageServer>;
