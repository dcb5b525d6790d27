import { findFreeVariables, unboundMessage, type Diagnostic, type File, type Suggestion } from "@nixgen/core";

/** Reports variables that nothing defines, as `nix-instantiate --parse` does; those below a `with` are let through. */
export function checkVariables(tree: File): Diagnostic[] {
  return findFreeVariables(tree)
    .filter(({ underWith }) => !underWith)
    .map(({ node }) => {
      const { start, end } = node.span!;
      return {
        code: "syntax/undefined-variable",
        severity: "error",
        message: unboundMessage(node.name),
        span: { start, end },
        suggestions: suggestFor(node.name, start, end),
      };
    });
}

/** Words of other languages that read as variables here. */
const foreignWords: Readonly<Record<string, string>> = {
  and: "&&",
  not: "!",
  True: "true",
  False: "false",
  None: "null",
  nil: "null",
  undefined: "null",
};

function suggestFor(name: string, start: number, end: number): readonly Suggestion[] {
  const meant = Object.hasOwn(foreignWords, name) ? foreignWords[name] : undefined;
  if (meant === undefined) return [];
  return [{ message: `write \`${meant}\``, replacement: { span: { start, end }, text: meant } }];
}
