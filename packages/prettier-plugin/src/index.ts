import { buildLineIndex, NixError } from "@nixgen/core";
import { format } from "@nixgen/parser";
import { doc, type Parser, type Plugin, type Printer, type SupportLanguage } from "prettier";

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
  hasPragma: (text) => /^\s*#\s*@(?:format|prettier)\b/.test(text),
  locStart: () => 0,
  locEnd: (node) => node.end,
};

/** The first problem, in the shape from which Prettier makes a code frame. */
function toSyntaxError({ diagnostics: [problem] }: NixError, text: string): Error {
  const lines = buildLineIndex(text);
  const start = lines.positionAt(problem?.span?.start ?? 0);
  const end = lines.positionAt(problem?.span?.end ?? 0);
  const message = `${problem?.message ?? "the text is not Nix"} (${start.line}:${start.column})`;
  return Object.assign(new SyntaxError(message), { loc: { start, end } });
}

export const parsers: Record<string, Parser> = { nix: parser };

const { join, literalline } = doc.builders;

const printer: Printer<NixFile> = {
  // Lines keep the white space at their ends: it can be part of a string.
  print: ({ node }) => join(literalline, node.text.split("\n")),
  insertPragma: (text) => `# @format\n\n${text}`,
};

export const printers: Record<string, Printer> = { nix: printer };

/** What nixfmt does. Prettier takes these for options that nobody has set. */
export const defaultOptions: NonNullable<Plugin["defaultOptions"]> = { printWidth: 100, tabWidth: 2 };
