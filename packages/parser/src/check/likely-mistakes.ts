import { staticName, walk, type Diagnostic, type Expr, type File, type Kind, type List } from "@nixgen/core";

/**
 * Warns of what is Nix, and most likely not what was meant: in `[ pkgs.python3.withPackages (ps: [ ]) ]` the function and its
 * argument are two elements of a list.
 */
export function checkLikelyMistakes(text: string, tree: File): Diagnostic[] {
  const problems: Diagnostic[] = [];
  walk(tree, (node) => {
    if (node.kind === "List") checkList(text, node, problems);
  });
  return problems;
}

function checkList(text: string, { elements }: List, problems: Diagnostic[]): void {
  for (const [index, element] of elements.entries()) {
    const name = nameOf(element);
    const call = name !== undefined && Object.hasOwn(calls, name) ? calls[name] : undefined;
    const argument = elements[index + 1];
    if (call === undefined || argument === undefined || !call.takes.has(argument.kind)) continue;
    const last = elements[Math.min(index + call.arguments, elements.length - 1)]!;
    const span = { start: element.span!.start, end: last.span!.end };
    const code = text.slice(span.start, span.end);
    const { start, end } = element.span!;
    problems.push({
      code: "syntax/call-in-list",
      severity: "warning",
      message: `\`${text.slice(start, end)}\` and what comes after it are elements of their own, and no call`,
      span: { start, end },
      suggestions: [{ message: "put the call in parentheses", replacement: { span, text: `(${code})` } }],
    });
  }
}

/** The name of a variable, or of the attribute that is selected. */
function nameOf(node: Expr): string | undefined {
  if (node.kind === "Identifier") return node.name;
  const last = node.kind === "Select" && node.default === undefined ? node.path.names.at(-1) : undefined;
  return last && staticName(last);
}

interface Call {
  readonly arguments: number;
  /** What the first argument is, where the function is hardly ever an element by itself. */
  readonly takes: ReadonlySet<Kind>;
}

const parenthesized = new Set<Kind>(["Parenthesized"]);
const set = new Set<Kind>(["AttributeSet", "Parenthesized"]);
const path = new Set<Kind>(["Path", "SearchPath"]);
const string = new Set<Kind>(["String", "IndentedString"]);
const condition = new Set<Kind>(["Identifier", "Select", "Parenthesized"]);

/** Functions of nixpkgs and of Nix that are called in lists, by name. */
const calls: Readonly<Record<string, Call>> = {
  withPackages: { arguments: 1, takes: parenthesized },
  withPlugins: { arguments: 1, takes: parenthesized },
  override: { arguments: 1, takes: set },
  overrideAttrs: { arguments: 1, takes: set },
  overridePythonAttrs: { arguments: 1, takes: set },
  callPackage: { arguments: 2, takes: path },
  import: { arguments: 1, takes: path },
  map: { arguments: 2, takes: parenthesized },
  filter: { arguments: 2, takes: parenthesized },
  concatMap: { arguments: 2, takes: parenthesized },
  mapAttrsToList: { arguments: 2, takes: parenthesized },
  mkIf: { arguments: 2, takes: condition },
  optional: { arguments: 2, takes: condition },
  optionals: { arguments: 2, takes: condition },
  optionalString: { arguments: 2, takes: condition },
  writeShellScriptBin: { arguments: 2, takes: string },
  writeShellScript: { arguments: 2, takes: string },
  writeScriptBin: { arguments: 2, takes: string },
  writeText: { arguments: 2, takes: string },
  fetchFromGitHub: { arguments: 1, takes: set },
  fetchurl: { arguments: 1, takes: set },
  fetchzip: { arguments: 1, takes: set },
  fetchTarball: { arguments: 1, takes: new Set([...string, ...set]) },
};
