import * as nixgen from "nixgen";
import { NixError, print, type Definition, type NixDocument, type NixValue } from "nixgen";
import { readdirSync, readFileSync } from "node:fs";

/** A hand-written case of `samples/edit-cases`: a file, an edit, and what comes of it. */
export interface EditCase {
  readonly area: string;
  readonly title: string;
  readonly before: string;
  /** TypeScript about the document `doc`; all that `nixgen` exports can be used. */
  readonly edit: string;
  /** `after`: the file after the edit; `value`: what a question gives; `error`: what is refused, and how. */
  readonly kind: "after" | "value" | "error";
  readonly expected: string;
}

const folder = new URL("samples/edit-cases/", import.meta.url);

export const editCases: readonly EditCase[] = readdirSync(folder)
  .sort()
  .flatMap((file) =>
    readFileSync(new URL(file, folder), "utf8")
      .split(/^=== /m)
      .slice(1)
      .map((block) => readCase(file.replace(".txt", ""), block)),
  );

function readCase(area: string, block: string): EditCase {
  const found = /^(.*)\n([\s\S]*?)--- edit\n([\s\S]*?)\n--- (after|value|error)\n([\s\S]*)$/.exec(block);
  if (found === null) throw new Error(`this is no case:\n${block}`);
  const [, title, before, edit, kind, expected] = found;
  const withLineEnds = (text: string): string =>
    title!.includes("Windows line ends") ? text.replaceAll("\n", "\r\n") : text;
  return {
    area,
    title: title!,
    before: withLineEnds(before!),
    edit: edit!,
    kind: kind as EditCase["kind"],
    expected: kind === "after" ? withLineEnds(expected!) : expected!,
  };
}

/** Makes the edit of a case, or asks its question. */
export function runEdit(edit: string, doc: NixDocument): unknown {
  // eslint-disable-next-line typescript/no-implied-eval -- the edits stand beside the files that they are about
  const run = new Function("doc", ...Object.keys(nixgen), `return ${edit}`) as (
    ...args: unknown[]
  ) => unknown;
  return run(doc, ...Object.values(nixgen));
}

/** An answer as the cases write it: Nix; and places each as how, where, what and when. */
export function showAnswer(answer: unknown, text: string): string {
  if (answer === undefined) return "undefined\n";
  if (!isPlaces(answer)) return `${print(answer as NixValue).trimEnd()}\n`;
  return answer
    .map(({ kind, span, conditions }) => {
      const when = conditions.length > 0 ? ` where ${conditions.join(" and ")}` : "";
      return `${kind} at ${excerpt(text, span)}${when}\n`;
    })
    .join("");
}

function isPlaces(answer: unknown): answer is readonly Definition[] {
  const first: unknown = Array.isArray(answer) ? answer[0] : undefined;
  return typeof first === "object" && first !== null && "conditions" in first;
}

/** An error as the cases write it: code, message, places and proposals. */
export function showError(error: unknown, text: string): string {
  if (!(error instanceof NixError)) throw error;
  return error.diagnostics
    .map(({ code, message, span, related = [], suggestions }) =>
      [
        `${code}: ${message}`,
        ...(span ? [`  at ${excerpt(text, span)}`] : []),
        ...related.map((place) => `  ${place.message}: ${excerpt(text, place.span)}`),
        ...suggestions.map((proposal) => `  help: ${proposal.message}`),
      ].join("\n"),
    )
    .map((lines) => `${lines}\n`)
    .join("");
}

function excerpt(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const line = text.slice(0, start).split("\n").length;
  const [first, ...rest] = text.slice(start, end).split("\n");
  return `${line}: ${first}${rest.length > 0 ? " …" : ""}`;
}
