// The laws of edits in broken texts, tried on one text and one mutation of it. An edit of what is sound leaves the errors as they
// are, and when the mutation is taken back, the text is what the same edit makes of the text that was never broken.
import { findNode, walk } from "@nixgen/core";
import { NixDocument, NixError, parse } from "@nixgen/parser";
import { collectBindings, showPath } from "./edit-laws/targets.mjs";

/** @returns a tally: how many edits were made and how many refused, by kind, and what is wrong. */
export function newBrokenTally() {
  return { rows: {}, failures: [] };
}

/**
 * @param {string} sound a text that is Nix
 * @param {string} broken the same with a mutation in one place
 * @param {number} most how many bindings are edited
 */
export function tryBrokenEdits(sound, broken, tally, most = 4) {
  const mutation = differenceOf(sound, broken);
  const { tree } = parse(sound);
  // A mutation of a name leaves another name.
  if (collectNames(tree).some((span) => touches(mutation, span))) return;
  const targets = collectBindings(tree).filter(({ node }) => !touches(mutation, node.span));
  const step = Math.max(1, Math.ceil(targets.length / most));
  for (const [index, target] of targets.entries()) {
    if (index % step !== mutation.start % step) continue;
    for (const [name, edit] of Object.entries(editsOf(target)))
      tryEdit({ sound, broken, mutation, name, edit, path: target.path }, tally);
  }
}

const fresh = "nixgen'new";

function editsOf({ path, kind }) {
  return {
    ...(kind === "literal" && { "set a value": (doc) => doc.set(path, fresh) }),
    ...(kind === "list" && { "append to a list": (doc) => doc.append(path, fresh) }),
    "add a sibling": (doc) => doc.set([...path.slice(0, -1), fresh], true),
    "add at the top": (doc) => doc.set([fresh, "a"], 1),
    remove: (doc) => doc.remove(path),
  };
}

function tryEdit({ sound, broken, mutation, name, edit, path }, tally) {
  const row = (tally.rows[name] ??= {
    tried: 0,
    refused: 0,
    "too near": 0,
    "the same": 0,
    elsewhere: 0,
    wrong: 0,
  });
  const expected = editedOf(sound, {}, edit);
  // What can't be done in the sound text says nothing.
  if (expected.text === undefined || expected.text === sound) return;
  row.tried++;
  const fail = (what) => {
    row.wrong++;
    tally.failures.push({ what: `${name}: ${what}`, path: showPath(path), broken, text: result.text });
  };
  const result = editedOf(broken, { allowErrors: true }, edit);
  if (result.error !== undefined) {
    row.refused++;
    if (!(result.error instanceof NixError)) fail(`threw ${result.error.stack}`);
    return;
  }
  if (result.text === broken) return fail("nothing was done, and nothing said");
  if (result.undone !== broken) fail("undo does not give back the text");
  if (hasOtherErrors(broken, result.text)) fail("the errors are others");
  const mended = mend(broken, result.text, mutation);
  if (mended.length === 0) {
    row["too near"]++;
    return;
  }
  if (mended.includes(expected.text)) {
    row["the same"]++;
    return;
  }
  const trees = mended.map((text) => parse(text)).filter(({ diagnostics }) => diagnostics.length === 0);
  if (trees.length === 0) return fail("it is not Nix when the mutation is taken back");
  const outline = outlineOf(parse(expected.text));
  if (trees.some((parsed) => outlineOf(parsed) === outline)) row.elsewhere++;
  else fail("it is another one when the mutation is taken back");
}

/** Whether a text has an error of a kind of which another one has fewer, or other errors that break the grammar. */
function hasOtherErrors(before, after) {
  const beyondGrammar = /^syntax\/(?:duplicate-|dynamic-attribute|number-out-of-range)/;
  const codes = (text) =>
    parse(text)
      .diagnostics.map(({ code }) => code)
      .sort();
  const [old, now] = [codes(before), codes(after)];
  const isGrammar = (code) => !beyondGrammar.test(code);
  return (
    old.filter(isGrammar).join() !== now.filter(isGrammar).join() ||
    now.some(
      (code) => now.filter((other) => other === code).length > old.filter((other) => other === code).length,
    )
  );
}

function collectNames(tree) {
  const spans = [];
  walk(tree, (node) => {
    if (node.kind === "AttributePath") spans.push(node.span);
  });
  return spans;
}

function touches({ start, old }, span) {
  return start <= span.end && start + old.length >= span.start;
}

function editedOf(text, options, edit) {
  const doc = NixDocument.parse(text, options);
  try {
    edit(doc);
  } catch (error) {
    return { error };
  }
  const edited = doc.text;
  return { text: edited, undone: edited === text ? text : doc.undo().text };
}

/** The stretch of a text that another one has in place of a stretch of the first. */
function differenceOf(from, to) {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let tail = 0;
  while (tail < from.length - start && tail < to.length - start && from.at(-1 - tail) === to.at(-1 - tail))
    tail++;
  return {
    start,
    end: to.length - tail,
    old: from.slice(start, from.length - tail),
    text: to.slice(start, to.length - tail),
  };
}

/** The texts that a mutation can have come from after an edit; none where the edit is where the mutation is. */
function mend(broken, edited, { start, end, old }) {
  const edit = differenceOf(broken, edited);
  const editEnd = edit.start + edit.old.length;
  // Of white space nobody can tell which of it was there.
  const isBlank = broken.slice(start, end).trim() === "" && end > start;
  if (isBlank && end >= edit.start && start <= editEnd) return [];
  const delta = edited.length - broken.length;
  return [
    ...(end <= edit.start ? [edited.slice(0, start) + old + edited.slice(end)] : []),
    ...(start >= editEnd ? [edited.slice(0, start + delta) + old + edited.slice(end + delta)] : []),
  ];
}

/** All bindings of a file with their values, in no order. What holds others is told by them, however that is written. */
function outlineOf({ text, tree }) {
  return collectBindings(tree)
    .filter(({ node }) => findNode(node.value, "Binding") === undefined)
    .map(({ path, node }) => {
      const { start, end } = node.value.span;
      return `${showPath(path)} = ${text.slice(start, end).replaceAll(/\s+/g, "")}`;
    })
    .sort()
    .join("\n");
}
