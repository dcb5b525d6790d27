// The laws of edits, tried on one file: every literal binding is set to another value and back, every binding is removed and
// put back, every list gets an element and loses it again. What is found wrong is reported, not thrown.
import { call, equalTrees, identifier, print, staticName, walk } from "@nixgen/core";
import { format, NixDocument, NixError, parse } from "@nixgen/parser";

/** How many edits of each kind were made, and what was wrong with them. */
export function newTally() {
  return { edits: 0, skipped: 0, kinds: {}, failures: [] };
}

/** @param {string} text a file without syntax errors */
export function tryEdits(name, text, tally, { most = Infinity } = {}) {
  if (parse(text).diagnostics.length > 0) return;
  const isFormatted = format(text) === text;
  const comments = countComments(text);
  const doc = NixDocument.parse(text);
  const all = collectTargets(doc);
  const step = Math.max(1, Math.ceil(all.length / most));
  const targets = all.filter((_, index) => index % step === 0);
  for (const { path, kind } of targets) {
    const attempt = new Attempt(name, text, isFormatted, comments, tally, path);
    if (doc.find(path).length !== 1) {
      tally.skipped++;
      continue;
    }
    if (kind === "list") attempt.addToList();
    else if (kind === "literal") attempt.setAndBack();
    attempt.removeAndPutBack();
    attempt.addSibling();
    attempt.renameAndBack();
    attempt.wrapAndUnwrap();
    attempt.commentAndBack();
  }
}

class Attempt {
  constructor(name, text, isFormatted, comments, tally, path) {
    Object.assign(this, { name, text, isFormatted, comments, tally, path });
  }

  setAndBack() {
    this.#run("set", (doc) => {
      const value = doc.get(this.path);
      const node = doc.find(this.path)[0].value;
      // `0.20` is written `0.2` from a number; from an expression it is not.
      const before = node.kind === "Float" ? node : value;
      const other =
        typeof before === "string"
          ? `x${before}`
          : typeof before === "boolean"
            ? !before
            : before === 1
              ? 2
              : 1;
      doc.set(this.path, other);
      this.#check(doc, "set", { comments: true });
      if (doc.get(this.path) !== other)
        this.#fail("set", `get is ${String(doc.get(this.path))}, not ${String(other)}`);
      const once = doc.text;
      doc.set(this.path, other);
      if (doc.text !== once) this.#fail("set", "setting it again changes something");
      doc.set(this.path, before);
      this.#same(doc.text, this.text, "set and set back");
    });
  }

  addToList() {
    this.#run("append", (doc) => {
      doc.append(this.path, "appended-element");
      this.#check(doc, "append", { comments: true });
      const once = doc.text;
      doc.add(this.path, "appended-element");
      if (doc.text !== once) this.#fail("append", "adding it again changes something");
      if (!doc.removeElement(this.path, "appended-element")) this.#fail("append", "the element is not found");
      this.#check(doc, "removeElement", { comments: true });
      if (!equalTrees(doc.tree, parse(this.text).tree))
        this.#fail("removeElement", "another tree than before");
    });
  }

  removeAndPutBack() {
    this.#run("remove", (doc) => {
      const { value } = doc.find(this.path)[0];
      if (value === undefined) return;
      const source = doc.text.slice(value.span.start, value.span.end);
      if (source.includes("#") || source.includes("/*")) return;
      const before = doc.get(this.path);
      doc.remove(this.path);
      this.#check(doc, "remove", {});
      if (doc.has(this.path)) this.#fail("remove", "it is still there");
      const removed = doc.text;
      doc.set(this.path, value);
      this.#check(doc, "put back", {});
      const isBack = isSame(doc.find(this.path)[0]?.value, value) || Object.is(doc.get(this.path), before);
      if (!isBack) this.#fail("put back", "another value than before");
      doc.undo();
      this.#same(doc.text, removed, "undo");
      doc.undo();
      this.#same(doc.text, this.text, "undo twice");
    });
  }

  addSibling() {
    if (this.path.some((step) => typeof step !== "string")) return;
    const sibling = [...this.path.slice(0, -1), "zz-added"];
    this.#run("insert", (doc) => {
      doc.set(sibling, { a: [1, 2], b: "x" });
      this.#check(doc, "insert", { comments: true });
      if (JSON.stringify(doc.get(sibling)) !== '{"a":[1,2],"b":"x"}')
        this.#fail("insert", "get gives another value");
      doc.remove(sibling);
      this.#check(doc, "insert and remove", { comments: true });
      if (!equalTrees(doc.tree, parse(this.text).tree))
        this.#fail("insert and remove", "another tree than before");
    });
  }

  renameAndBack() {
    const last = this.path.at(-1);
    if (typeof last !== "string") return;
    this.#run("rename", (doc) => {
      const renamed = [...this.path.slice(0, -1), "zz-renamed"];
      doc.rename(this.path, "zz-renamed");
      this.#check(doc, "rename", { comments: true });
      if (doc.has(this.path) || !doc.has(renamed)) this.#fail("rename", "it is not at its new name");
      doc.rename(renamed, last);
      this.#check(doc, "rename back", { comments: true });
      if (!equalTrees(doc.tree, parse(this.text).tree)) this.#fail("rename back", "another tree than before");
      doc.undo().undo();
      this.#same(doc.text, this.text, "undo of renaming");
    });
  }

  wrapAndUnwrap() {
    this.#run("wrap", (doc) => {
      if (doc.find(this.path)[0].value === undefined) return;
      doc.wrap(this.path, (value) => call(identifier("zzWrap"), value));
      this.#check(doc, "wrap", { comments: true });
      if (!doc.unwrap(this.path, "zzWrap")) this.#fail("unwrap", "the function is not found");
      this.#check(doc, "unwrap", { comments: true });
      doc.undo().undo();
      this.#same(doc.text, this.text, "undo of wrapping");
    });
  }

  commentAndBack() {
    this.#run("comment", (doc) => {
      if (doc.comment(this.path) !== undefined) return;
      doc.setComment(this.path, "Added.");
      this.#check(doc, "comment", { comments: true });
      if (doc.comment(this.path) !== "Added.") this.#fail("comment", "another comment is read");
      const once = doc.text;
      doc.setComment(this.path, "Added.");
      if (doc.text !== once) this.#fail("comment", "writing it again changes something");
      doc.undo();
      this.#same(doc.text, this.text, "undo of a comment");
    });
  }

  #run(kind, edit) {
    this.tally.edits += editsOf[kind];
    this.tally.kinds[kind] = (this.tally.kinds[kind] ?? 0) + 1;
    try {
      edit(NixDocument.parse(this.text));
    } catch (error) {
      if (error instanceof NixError && expected.has(error.diagnostics[0]?.code)) {
        this.tally.kinds[`refused: ${error.diagnostics[0].code}`] =
          (this.tally.kinds[`refused: ${error.diagnostics[0].code}`] ?? 0) + 1;
      } else
        this.#fail(kind, `throws ${error instanceof NixError ? error.message.split("\n")[0] : error.stack}`);
    }
  }

  #check(doc, kind, { comments }) {
    if (parse(doc.text).diagnostics.length > 0) this.#fail(kind, "the result does not parse");
    if (!equalTrees(parse(doc.text).tree, doc.tree)) this.#fail(kind, "the tree is not that of the text");
    if (this.isFormatted && format(doc.text) !== doc.text) this.#fail(kind, "no longer formatted", doc.text);
    if (comments && countComments(doc.text) < this.comments) this.#fail(kind, "a comment is lost");
  }

  #same(actual, expectedText, what) {
    if (actual !== expectedText) this.#fail(what, "other bytes than before", actual);
  }

  #fail(kind, message, text) {
    this.tally.failures.push({ file: this.name, path: this.path.map(String).join("."), kind, message, text });
  }
}

/** How many edits each attempt makes. */
const editsOf = { set: 3, append: 3, remove: 4, insert: 2, rename: 4, wrap: 4, comment: 3 };

/** Edits that are refused with reason. */
const expected = new Set(["edit/ambiguous", "edit/in-use", "edit/dynamic-attribute"]);

/** Whether two values are the same but for the quotes of strings, which nixfmt changes. */
function isSame(left, right) {
  const plain = (node) => parse(format(print(node))).tree;
  return left !== undefined && equalTrees(plain(left), plain(right));
}

function countComments(text) {
  let count = 0;
  const add = (trivia) => {
    for (const piece of trivia ?? []) if (piece.kind !== "BlankLine") count++;
  };
  const { tree } = parse(text);
  add(tree.end);
  walk(tree, (node) => {
    add(node.leading);
    add(node.kind === "Interpolation" ? node.end : undefined);
    if (node.trailing !== undefined) count++;
    for (const token of Object.values(node.tokens ?? {})) {
      add(token.leading);
      if (token.trailing !== undefined) count++;
    }
  });
  return count;
}

const literals = new Set(["Integer", "Float", "String", "IndentedString", "Identifier"]);

/** The paths of all bindings whose names are known. */
function collectTargets(doc) {
  const targets = [];
  walk(doc.tree, (node, ancestors) => {
    if (node.kind !== "Binding") return;
    const path = [];
    const chain = [...ancestors, node];
    for (let i = 0; i < chain.length; i++) {
      const link = chain[i];
      if (link.kind === "Let" && chain[i + 1]?.kind === "Binding") {
        const [first, ...rest] = chain[i + 1].path.names.map(staticName);
        if (first === undefined || rest.includes(undefined)) return;
        path.push({ let: first, toString: () => `let.${first}` }, ...rest);
        i++;
      } else if (link.kind === "Binding") {
        const names = link.path.names.map(staticName);
        if (names.includes(undefined)) return;
        path.push(...names);
      }
    }
    const { value } = node;
    const isLiteral = literals.has(value.kind) && isPlain(doc, path);
    targets.push({ path, kind: value.kind === "List" ? "list" : isLiteral ? "literal" : "other" });
  });
  return targets;
}

function isPlain(doc, path) {
  try {
    return ["string", "number", "boolean"].includes(typeof doc.get(path));
  } catch {
    return false;
  }
}
