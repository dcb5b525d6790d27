import {
  describeValue,
  isIdentifier,
  NixError,
  staticName,
  type AttributeName,
  type Expr,
} from "@nixgen/core";
import { parse } from "../parse.js";

/**
 * One step of a path: the name of an attribute; the place of a list element (from 0; negative from the end); a test for
 * list elements; or a name that a `let` binds.
 */
export type PathStep =
  string | number | ((element: Expr, index: number) => boolean) | { readonly let: string };

/**
 * Where something stands in a file: steps, or the text of an attribute path, as in Nix: `services.nginx.enable`,
 * `fileSystems."/".device`. After the word `let` without quotes comes a name that a `let` binds: `let.version`.
 */
export type DocumentPath = string | readonly PathStep[];

/** The steps of a path. @throws NixError `edit/invalid-path` */
export function toSteps(path: DocumentPath): readonly PathStep[] {
  if (Array.isArray(path) && !path.includes(undefined) && path.every(isStep)) return path;
  if (typeof path !== "string") throw noPath(path);
  if (/^[A-Za-z_][\w'-]*(?:\.[A-Za-z_][\w'-]*)*$/.test(path)) {
    const words = path.split(".");
    return scoped(words, (index) => words[index] === "let");
  }
  const written = path.match(/(?:"(?:[^"\\]|\\[\s\S])*"|[^".])+|[".]/g) ?? [];
  const { tree, diagnostics } = parse(`{ ${written.map(quoteKeyword).join("")} = 0; }`);
  const binding = tree.expression.kind === "AttributeSet" ? tree.expression.bindings[0] : undefined;
  const names =
    binding?.kind === "Binding" ? binding.path.names.map((name: AttributeName) => staticName(name)) : [];
  if (diagnostics.length > 0 || names.length === 0 || names.includes(undefined)) {
    throw noPath(path);
  }
  // Only names that are written without quotes can be the word `let`.
  const words = written.filter((piece) => piece !== ".");
  return scoped(names as string[], (index) => words[index]?.trim() === "let");
}

function isStep(step: unknown): step is PathStep {
  if (typeof step === "object" && step !== null) return typeof (step as { let?: unknown }).let === "string";
  return typeof step === "string" || typeof step === "function" || Number.isInteger(step);
}

/** The error for what is no path: also for what a program without types can hand in. */
function noPath(path: unknown): NixError {
  const found =
    typeof path === "string"
      ? `\`${path.length > 200 ? `${path.slice(0, 200)}…` : path}\``
      : Array.isArray(path)
        ? "the list of steps"
        : describeValue(path);
  return new NixError([
    {
      code: "edit/invalid-path",
      severity: "error",
      message: `${found} is no attribute path`,
      suggestions: [{ message: 'write names with dots between them, odd names in quotes: `a."b c".d`' }],
    },
  ]);
}

/** Keywords are names here, as people write them: `services.foo.with`. */
function quoteKeyword(piece: string): string {
  return /^\s*(?:let|in|if|then|else|with|rec|assert|inherit|or)\s*$/.test(piece)
    ? `"${piece.trim()}"`
    : piece;
}

function scoped(names: readonly string[], isScope: (index: number) => boolean): PathStep[] {
  const steps: PathStep[] = [];
  for (let i = 0; i < names.length; i++) {
    const next = names[i + 1];
    if (isScope(i) && next !== undefined) {
      steps.push({ let: next });
      i++;
    } else steps.push(names[i]!);
  }
  return steps;
}

/** The name that a step stands for; elements of lists have none. */
export function nameOf(step: PathStep): string {
  return typeof step === "object" ? step.let : String(step);
}

/** A path as people write it. */
export function printPath(steps: readonly PathStep[]): string {
  return steps
    .map((step) => {
      if (typeof step === "number") return String(step);
      if (typeof step === "function") return "<test>";
      const name = typeof step === "string" ? step : step.let;
      const text = isIdentifier(name) ? name : JSON.stringify(name);
      return typeof step === "string" ? text : `let.${text}`;
    })
    .join(".");
}
