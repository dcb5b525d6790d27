// The laws of the parser, for one text: it is kept whole, what is wrong with it is said well, and Nix agrees.
import { childrenOf, diagnosticCodes, findNode, walk } from "@nixgen/core";
import { parse } from "@nixgen/parser";

/**
 * What `parse` does not do as it should, whatever Nix says of the text; `undefined` where all is well.
 *
 * @param {string} text
 * @returns {string | undefined}
 */
export function findFault(text, { diagnostics, tree, text: kept } = parse(text)) {
  if (kept !== text) return "the text is not kept";
  return findDiagnosticFault(text, diagnostics) ?? findLoss(text, tree);
}

/**
 * How `parse` and Nix differ over a text; `undefined` where they agree. What only newer versions of Nix know counts as
 * agreed with an older one.
 *
 * @param {{ ok: boolean, error?: string, isUndefined?: boolean }} verdict
 * @param {{ knowsPipes: boolean }} nix
 * @returns {"false error" | "missed error" | undefined}
 */
export function findDisagreement(text, verdict, nix) {
  const { diagnostics, tree } = parse(text, { undefinedVariables: true });
  const isRefused = diagnostics.length > 0;
  // A built-in function since 2.9.
  if (!nix.knowsPipes && verdict.error?.includes("undefined variable 'break'")) return undefined;
  if (isRefused && verdict.ok) return needsNewer(text, tree, nix) ? undefined : "false error";
  if (!isRefused && !verdict.ok) return needsNewer(text, tree, nix) ? undefined : "missed error";
  if (!isRefused || needsNewer(text, tree, nix)) return undefined;
  // Both refuse it: for the same sort of reason?
  const isUndefined = diagnostics.every(({ code }) => code === "syntax/undefined-variable");
  if (isUndefined && !verdict.isUndefined) return "missed error";
  return !isUndefined && verdict.isUndefined ? "false error" : undefined;
}

/** Whether versions of Nix differ over the text: see docs/parsing.md. */
function needsNewer(text, tree, { knowsPipes }) {
  // Nix ends a file at a NUL character in code.
  if (text.includes("\0")) return true;
  if (knowsPipes) return false;
  if (/\|>|<\|/.test(text)) return true;
  let inheritsNothing = false;
  walk(tree, (node) => {
    if (node.kind === "Inherit" && node.from && node.names.length === 0) inheritsNothing = true;
  });
  return inheritsNothing;
}

function findDiagnosticFault(text, diagnostics) {
  for (const { code, message, span, suggestions, related } of diagnostics) {
    if (!Object.hasOwn(diagnosticCodes, code)) return `the code ${code} is unknown`;
    if (isPlain.test(message)) return "nothing is said of what is wrong";
    const replaced = suggestions.flatMap(({ replacement }) => (replacement ? [replacement.span] : []));
    for (const place of [span, ...replaced, ...(related ?? []).map((other) => other.span)]) {
      if (!isWithin(place, { start: 0, end: text.length })) return `${code} has a place outside the text`;
    }
  }
  const isSorted = diagnostics.every(({ span }, i) => i === 0 || diagnostics[i - 1].span.start <= span.start);
  return isSorted ? undefined : "the diagnostics are not in order";
}

/** What is said of a text for which there are no better words. */
const isPlain = /which can't stand here$|^the text ends too early$/;

function isWithin(inner, outer) {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

/** What the tree says of a text must be all that is in it; of what is an error, it must keep the source. */
function findLoss(text, tree) {
  if (tree.span.start !== 0 || tree.span.end !== text.length) return "the tree does not span the text";
  const covered = [];
  let fault;
  walk(tree, (node) => {
    fault ??= findNodeFault(text, node, covered);
  });
  if (fault) return fault;
  const rest = blank(text, covered);
  if (!notCovered.test(rest)) return "something in the text is nowhere in the tree";
  // A region in which formatting is disabled keeps its source.
  if (text.includes("nixfmt:")) return undefined;
  const written = wordsOf((rest.match(comment) ?? []).join(" "));
  const kept = wordsOf(commentsOf(tree).join(" "));
  // Comments in errors are in the source of these, and in nodes of them or not.
  const isKept = findNode(tree, "Error") ? includesAll(kept, written) : kept.join(" ") === written.join(" ");
  return isKept ? undefined : "a comment is lost";
}

/** Adds the stretches of text that the node itself stands for. */
function findNodeFault(text, node, covered) {
  const { span, kind } = node;
  if (span === undefined) return kind.endsWith("Text") ? undefined : `a ${kind} has no place`;
  if (kind === "Error") {
    covered.push(span);
    if (node.text !== text.slice(span.start, span.end)) return "an Error is not what is written";
  }
  let from = span.start;
  const children = childrenOf(node)
    .filter((child) => child.span)
    .sort((a, b) => a.span.start - b.span.start);
  for (const child of children) {
    if (!isWithin(child.span, { start: from, end: span.end }))
      return `a ${child.kind} in a ${kind} is misplaced`;
    if (holdsText.has(kind)) covered.push({ start: from, end: child.span.start });
    from = child.span.end;
  }
  if (holdsText.has(kind)) covered.push({ start: from, end: span.end });
  const written = literalOf(node);
  if (written === undefined) return undefined;
  covered.push(span);
  return text.slice(span.start, span.end) === written ? undefined : `a ${kind} is not what is written`;
}

const holdsText = new Set(["String", "IndentedString", "Path"]);

function literalOf(node) {
  switch (node.kind) {
    case "Identifier":
      return node.name;
    case "Integer":
    case "Float":
    case "Uri":
      return node.text;
    case "SearchPath":
      return `<${node.text}>`;
    case "Ellipsis":
      return "...";
    default:
      return undefined;
  }
}

function blank(text, stretches) {
  let rest = "";
  let from = 0;
  for (const { start, end } of stretches.sort((a, b) => a.start - b.start)) {
    if (end <= from) continue;
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return rest + text.slice(from);
}

const comment = /#[^\r\n]*|\/\*[^]*?\*\//g;
// `or` is here as the word before a default; as a variable it is a node.
const notCovered =
  /^(\s|#[^\r\n]*|\/\*[^]*?\*\/|\b(if|then|else|assert|with|let|in|rec|inherit|or)\b|\$\{|[-=:;,.?@!+*/<>&|(){}[\]])*$/;

function commentsOf(tree) {
  const found = [];
  const add = (trivia = []) => {
    for (const piece of trivia) {
      if (piece.kind === "LineComment") found.push(piece.text);
      if (piece.kind === "BlockComment") found.push(...piece.lines);
      if (piece.kind === "LanguageAnnotation") found.push(piece.language);
    }
  };
  walk(tree, (node) => {
    add(node.leading);
    add(node.end);
    if (node.trailing) found.push(node.trailing);
    for (const slot of Object.values(node.tokens ?? {})) {
      add(slot.leading);
      if (slot.trailing) found.push(slot.trailing);
    }
  });
  return found;
}

/** The words of comments, in an order that does not depend on where they stand. */
function wordsOf(text) {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).sort();
}

function includesAll(words, wanted) {
  const left = [...words];
  return wanted.every((word) => {
    const index = left.indexOf(word);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}
