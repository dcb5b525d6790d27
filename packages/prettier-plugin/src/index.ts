import { buildLineIndex, NixError } from "@nixgen/core";
import { format } from "@nixgen/parser";
import { doc, type Doc, type Parser, type Plugin, type Printer, type SupportLanguage } from "prettier";

/** A file as Prettier hands it around. Nix is formatted whole, so there is nothing in it for Prettier to walk. */
interface NixFile {
  readonly type: "NixFile";
  /** The formatted text. */
  readonly text: string;
  /** The length of the text before. */
  readonly end: number;
}

export const languages: SupportLanguage[] = [
  {
    name: "Nix",
    parsers: ["nix"],
    extensions: [".nix"],
    vscodeLanguageIds: ["nix"],
    linguistLanguageId: 252,
  },
];

const parser: Parser<NixFile> = {
  astFormat: "nix",
  parse(text, { printWidth, tabWidth }) {
    try {
      const formatted = format(text, { width: printWidth, indent: tabWidth });
      return { type: "NixFile", text: formatted, end: text.length };
    } catch (error) {
      throw error instanceof NixError ? toSyntaxError(error, text) : error;
    }
  },
  hasPragma: (text) => pragmaOf(text, "format|prettier"),
  hasIgnorePragma: (text) => pragmaOf(text, "noformat|noprettier"),
  locStart: () => 0,
  locEnd: (node) => node.end,
};

/** Whether the first comment of a file, behind the lines that say how to run it, is one of some pragmas. */
function pragmaOf(text: string, names: string): boolean {
  return new RegExp(`^\\s*(?:#|/\\*+)\\s*@(?:${names})\\s*(?:\\n|\\*/|$)`).test(
    text.slice(scriptHeadOf(text).length),
  );
}

/** The lines of `#!` at the start of a file. */
function scriptHeadOf(text: string): string {
  return /^(?:#!.*\n)*/.exec(text)![0];
}

/** The first problem, in the shape from which Prettier makes a code frame. */
function toSyntaxError({ diagnostics: [problem] }: NixError, text: string): Error {
  const lines = buildLineIndex(text);
  const start = lines.positionAt(problem?.span?.start ?? 0);
  const end = lines.positionAt(problem?.span?.end ?? 0);
  const message = `${problem?.message ?? "the text is not Nix"} (${start.line}:${start.column})`;
  return Object.assign(new SyntaxError(message), { loc: { start, end } });
}

export const parsers: Record<string, Parser> = { nix: parser };

const { hardline, literalline, markAsRoot } = doc.builders;

const printer: Printer<NixFile> = {
  print({ node }) {
    // Prettier takes the last line break away where the code is part of a Markdown file.
    const [text, end] = node.text.endsWith("\n") ? [node.text.slice(0, -1), hardline] : [node.text, ""];
    // In a list or a quote there, all lines start where the first one does.
    return [markAsRoot(text.split("\n").flatMap(printLine)), end];
  },
  insertPragma(text) {
    const head = scriptHeadOf(text);
    return `${head}# @format\n\n${text.slice(head.length)}`;
  },
  // How long the text was is no part of what it says.
  massageAstNode(_, copy: Partial<Mutable<NixFile>>) {
    delete copy.end;
  },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A line, and the line break before it, which keeps white space at the end of a line: it can be part of a string. */
function printLine(line: string, index: number, lines: readonly string[]): Doc[] {
  if (index === 0) return [line];
  const lineBreak = /\s$/.test(lines[index - 1]!) ? literalline : hardline;
  return line === "" ? [lineBreak] : [lineBreak, line];
}

export const printers: Record<string, Printer> = { nix: printer };

/** What nixfmt does. Prettier takes these for options that nobody has set. */
export const defaultOptions: NonNullable<Plugin["defaultOptions"]> = { printWidth: 100, tabWidth: 2 };
