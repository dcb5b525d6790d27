import type { Trivia } from "../ast/trivia.js";
import { spacing, textRole } from "../doc/types.js";
import type { Printer } from "./printer.js";

/** Writes what stands before a token. A language annotation alone stays on the line of its string. */
export function printLeading(p: Printer, leading: readonly Trivia[] | undefined): void {
  if (leading === undefined || leading.length === 0) return;
  if (leading.length > 1 || leading[0]!.kind !== "LanguageAnnotation") p.hardLine();
  printTrivia(p, leading);
}

/** Writes the comment at the end of a token's line. */
export function printTrailing(p: Printer, trailing: string | undefined): void {
  if (trailing === undefined) return;
  p.hardSpace();
  p.textAs(textRole.trailingComment, `# ${trailing}`);
  p.hardLine();
}

/** Writes comments and blank lines one after the other. */
export function printTrivia(p: Printer, trivia: readonly Trivia[]): void {
  for (const piece of trivia) printPiece(p, piece);
}

function printPiece(p: Printer, piece: Trivia): void {
  switch (piece.kind) {
    case "BlankLine":
      p.space(spacing.emptyLine);
      return;
    case "LineComment":
      p.textAs(textRole.comment, `#${piece.text}`);
      p.hardLine();
      return;
    case "BlockComment":
      p.textAs(textRole.comment, piece.doc ? "/**" : "/*");
      p.hardLine();
      p.shift(2);
      for (const line of piece.lines) {
        p.textAs(textRole.comment, line);
        p.space(line === "" ? spacing.emptyLine : spacing.hardLine);
      }
      p.shift(-2);
      p.textAs(textRole.comment, "*/");
      p.hardLine();
      return;
    case "LanguageAnnotation":
      p.textAs(textRole.comment, `/* ${piece.language} */`);
      p.hardSpace();
      return;
    case "FormatDirective":
      printDirective(p, piece);
  }
}

function printDirective(p: Printer, { directive, raw }: Extract<Trivia, { kind: "FormatDirective" }>): void {
  if (directive === "disable") p.textAs(textRole.disableMarker, "");
  else if (directive === "disabledToEnd") p.textAs(textRole.verbatimToEnd, raw ?? "");
  else if (raw !== undefined) {
    p.textAs(textRole.verbatim, raw);
    p.hardLine();
  } else {
    p.textAs(textRole.comment, "/*nixfmt:enable*/");
    p.hardLine();
  }
}
