import { NixError } from "@nixgen/core";

/** The error for a file that can't be read or written. */
export function fileError(
  code: "file/unreadable" | "file/changed" | "file/unwritable" | "edit/no-file",
  file: string,
  message: string,
  help: string,
): NixError {
  return new NixError([
    { code, severity: "error", message, ...(file !== "" && { file }), suggestions: [{ message: help }] },
  ]);
}

/** Why something could not be done with a file, in the words of the system. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
