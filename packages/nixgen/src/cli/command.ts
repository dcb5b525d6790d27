/** One verb of the command line. */
export interface Command {
  /** What it does, in a line. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Does it, and gives back the exit code. */
  readonly run: (args: string[], output: Output) => number | Promise<number>;
}

/** Where a command prints to. */
export interface Output {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

/** What exit codes mean. */
export const exitCodes = {
  /** All is well. */
  fine: 0,
  /** Something was found that is wrong, or a name that does not exist. */
  found: 1,
  /** The command was not understood, or could not be done. */
  failed: 2,
} as const;
