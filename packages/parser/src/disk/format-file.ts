import { NixError, type Diagnostic, type FormatOptions } from "@nixgen/core";
import { readFile } from "node:fs/promises";
import { format } from "../format.js";
import { writeFiles } from "./write-files.js";

/** What became of a file. */
export type FormattedFile =
  | { readonly path: string; readonly status: "changed" | "unchanged" }
  | { readonly path: string; readonly status: "failed"; readonly diagnostics: readonly Diagnostic[] };

/** How files are formatted. */
export interface FormatFileOptions extends FormatOptions {
  /** Only say which files would change. */
  readonly check?: boolean;
}

/** Formats one file in place, where that changes it. Never throws. */
export async function formatFile(
  path: string,
  { check, ...options }: FormatFileOptions,
): Promise<FormattedFile> {
  try {
    const bytes = await readFile(path);
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const formatted = format(text, options);
    if (formatted === text) return { path, status: "unchanged" };
    if (!check) await writeFiles([{ path, text: formatted, before: text }]);
    return { path, status: "changed" };
  } catch (error) {
    if (error instanceof NixError) {
      return {
        path,
        status: "failed",
        diagnostics: error.diagnostics.map((problem) => ({ ...problem, file: path })),
      };
    }
    const message = error instanceof Error ? error.message : String(error);
    const suggestions = [{ message: "check that it exists, is UTF-8, and can be read and written" }];
    return {
      path,
      status: "failed",
      diagnostics: [{ code: "file/unreadable", severity: "error", message, file: path, suggestions }],
    };
  }
}
