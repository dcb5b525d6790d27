// A few edits of one document, one after another, each held against the laws. What is found wrong is noted, not thrown.
import { equalTrees, findFreeVariables, findTreeDifference } from "@nixgen/core";
import { format, NixDocument, NixError, parse } from "@nixgen/parser";
import { findComments } from "../pieces.mjs";
import { addTo, countsOf } from "./tally.mjs";
import { findDifference, withoutHeads } from "./trees.mjs";

/** Edits that may be refused: the file gives a reason. Any other refusal breaks a law. */
const reasons = new Set([
  "edit/ambiguous",
  "edit/dynamic-attribute",
  "edit/exists",
  "edit/in-use",
  "edit/inherited",
  "edit/no-function",
  "edit/not-a-list",
  "edit/not-a-set",
]);

/** A file without syntax errors, with what the laws ask of it. It stays as it is. */
export function readCorpusFile(name, text) {
  const { tree, diagnostics } = parse(text);
  if (diagnostics.length > 0) return undefined;
  return {
    name,
    text,
    tree,
    doc: NixDocument.parse(text),
    isFormatted: isFixpoint(text),
    comments: textsOf(findComments(text)),
    commentPlaces: findComments(text),
    unbound: unboundNames(tree),
  };
}

/** The names that nothing in a tree binds. */
export function unboundNames(tree) {
  return new Set(
    findFreeVariables(tree.expression)
      .filter(({ underWith }) => !underWith)
      .map(({ node }) => node.name),
  );
}

function isFixpoint(text) {
  try {
    return format(text) === text;
  } catch {
    // Legacy `let { … }` can be edited, and not formatted.
    return false;
  }
}

/**
 * Plays a script of edits on a document of a file, then takes all of them back.
 *
 * @param where what the edits are about, for the report
 */
export function play(file, where, tally, script) {
  const run = new Play(file, where, tally);
  try {
    script(run);
  } catch (error) {
    if (!(error instanceof Refusal)) run.fail(run.kind, `throws ${error.stack}`);
  }
  run.undoAll();
}

/** Ends a script whose next edits make no sense without the one that was refused. */
class Refusal extends Error {}

class Play {
  #tally;
  #where;
  /** The texts before the edits that changed something. */
  #past = [];
  #brokenEdit;

  constructor(file, where, tally) {
    this.file = file;
    this.doc = NixDocument.parse(file.text);
    this.kind = "open";
    this.#where = where;
    this.#tally = tally;
  }

  /**
   * Makes an edit and holds it against the laws.
   *
   * @param laws what holds besides the laws of all edits:
   *   `tree` and `treeAfter`: functions of the document that give the trees before and after it, but for what was edited;
   *   `names`: those that the header may take; `comments`: the comments after it, where they are others than before; `commentsOf`: a function of the document that
   *   gives those that stay; `anyOrder`: they may have moved;
   *   `adds`, `removes`: nothing else was done than adding or removing text; `within`: a range outside of which no byte changed;
   *   `repeats`: doing it again changes nothing; `restores`: the text that it gives back; `gives`: what it returns
   */
  edit(kind, act, laws = {}) {
    this.kind = kind;
    this.#brokenEdit = undefined;
    const counts = countsOf(this.#tally, kind);
    counts.attempts++;
    const before = this.doc.text;
    const { tree } = this.doc;
    const treeBefore = laws.treeBefore?.(this.doc) ?? laws.tree?.(this.doc);
    const commentsOf = laws.commentsOf ?? ((doc) => textsOf(findComments(doc.text)));
    const comments = laws.comments ?? commentsOf(this.doc);
    let result;
    try {
      result = act(this.doc);
    } catch (error) {
      this.#checkRefusal(kind, error, before, tree);
      throw new Refusal();
    }
    const { text } = this.doc;
    if (text === before) counts.unchanged++;
    else {
      counts.edits++;
      this.#past.push(before);
    }
    this.#checkSound(kind, text);
    this.#checkComments(kind, comments, commentsOf(this.doc), laws.anyOrder === true);
    this.#checkBytes(kind, before, text, laws);
    if (treeBefore !== undefined)
      this.#checkTree(kind, treeBefore, (laws.treeAfter ?? laws.tree)(this.doc), laws.names);
    if ("gives" in laws && result !== laws.gives) this.fail(kind, `returns ${String(result)}`);
    if (laws.repeats !== undefined) this.#repeat(kind, laws.repeats === true ? act : laws.repeats);
    return result;
  }

  /** Notes a broken law. */
  fail(kind, message, text) {
    if (this.#brokenEdit !== this.#past.length) countsOf(this.#tally, kind).broken++;
    this.#brokenEdit = this.#past.length;
    this.#tally.failures.push({ file: this.file.name, path: this.#where, kind, message, text });
  }

  /** Notes a broken law where something does not hold. */
  expect(holds, message) {
    if (!holds) this.fail(this.kind, message, this.doc.text);
  }

  undoAll() {
    if (this.#past.length === 0) return;
    for (const before of this.#past.reverse()) {
      this.doc.undo();
      if (this.doc.text !== before)
        return this.fail(this.kind, "undo gives other bytes than before", this.doc.text);
    }
    const place = findDifference(this.doc.tree, this.file.tree);
    if (place !== undefined) this.fail(this.kind, `undo gives another tree than before, at ${place}`);
  }

  #checkRefusal(kind, error, before, tree) {
    if (this.doc.text !== before) this.fail(kind, "a refused edit changed something", this.doc.text);
    if (!equalTrees(this.doc.tree, tree)) this.fail(kind, "a refused edit changed the tree");
    const code = error instanceof NixError ? error.diagnostics[0]?.code : undefined;
    if (!reasons.has(code)) {
      this.fail(kind, `throws ${error instanceof NixError ? error.message.split("\n")[0] : error.stack}`);
      return;
    }
    countsOf(this.#tally, kind).refused++;
    addTo(this.#tally.refusals, `${kind}: ${code}`);
  }

  #checkSound(kind, text) {
    const { tree, diagnostics } = parse(text);
    if (diagnostics.length > 0) return this.fail(kind, "the result does not parse", text);
    const place = findDifference(this.doc.tree, tree);
    if (place !== undefined) this.fail(kind, `the tree is not that of the text, at ${place}`, text);
    if (this.file.isFormatted && format(text) !== text) this.fail(kind, "no longer formatted", text);
  }

  #checkComments(kind, before, after, anyOrder) {
    // Comments on one line can become one.
    const words = (texts) => texts.flatMap((text) => text.split(" ")).filter(Boolean);
    const order = (texts) => (anyOrder ? words(texts).sort() : words(texts)).join(" ");
    if (order(before) !== order(after)) this.fail(kind, "other comments than before", this.doc.text);
  }

  #checkTree(kind, before, after, names = []) {
    // What was bound nowhere can get an argument of the header with any edit.
    const unbound = new Set([...this.file.unbound, ...names]);
    if (equalTrees(before, after)) return;
    if (equalTrees(withoutHeads(before, unbound), withoutHeads(after, unbound))) return;
    const place = findTreeDifference(before, after);
    this.fail(kind, `another tree around the edit, at ${place}`, this.doc.text);
  }

  #checkBytes(kind, before, after, { adds, removes, within, restores }) {
    if (restores !== undefined && after !== restores) this.fail(kind, "does not give back the bytes", after);
    if (adds && !isPart(before, after)) this.fail(kind, "does more than add text", after);
    if (removes && !isPart(after, before)) this.fail(kind, "does more than remove text", after);
    if (within === undefined) return;
    const rest = before.length - within.end;
    const isKept =
      after.length >= within.start + rest &&
      before.slice(0, within.start) === after.slice(0, within.start) &&
      before.slice(within.end) === after.slice(after.length - rest);
    if (!isKept) this.fail(kind, "bytes outside of the construct changed", after);
  }

  #repeat(kind, act) {
    const { text } = this.doc;
    try {
      act(this.doc);
    } catch (error) {
      return this.fail(kind, `doing it again throws ${error.message.split("\n")[0]}`);
    }
    if (this.doc.text === text) return;
    this.fail(kind, "doing it again changes something", this.doc.text);
    this.#past.push(text);
  }
}

function textsOf(comments) {
  return comments.map(({ content }) => content);
}

/** Whether a text is another one with one stretch taken out. */
function isPart(part, whole) {
  let start = 0;
  while (start < part.length && part[start] === whole[start]) start++;
  let end = 0;
  while (end < part.length - start && part.at(-1 - end) === whole.at(-1 - end)) end++;
  return start + end === part.length;
}
