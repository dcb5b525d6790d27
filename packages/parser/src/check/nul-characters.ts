import { walk, type Diagnostic, type File } from "@nixgen/core";

/** Reports NUL characters in strings, which can't hold them. In comments they mean nothing; elsewhere they are no Nix. */
export function checkNulCharacters(text: string, tree: File): Diagnostic[] {
  const problems: Diagnostic[] = [];
  walk(tree, (node) => {
    if (node.kind !== "String" && node.kind !== "IndentedString") return;
    let from = node.span!.start;
    const interpolations = node.parts.filter((part) => part.kind === "Interpolation");
    for (const { start, end } of [
      ...interpolations.map((part) => part.span!),
      { start: node.span!.end, end: 0 },
    ]) {
      for (let at = text.indexOf("\0", from); at >= 0 && at < start; at = text.indexOf("\0", at + 1)) {
        problems.push(nulCharacter(at));
      }
      from = end;
    }
  });
  return problems;
}

function nulCharacter(start: number): Diagnostic {
  const span = { start, end: start + 1 };
  return {
    code: "syntax/nul-character",
    severity: "error",
    message: "a string can't contain the NUL character",
    span,
    suggestions: [{ message: "remove it", replacement: { span, text: "" } }],
  };
}
