// The laws of edits of single bindings.
import { call, equalTrees, findFreeVariables, identifier, print, staticName } from "@nixgen/core";
import { format, parse } from "@nixgen/parser";
import { findComments } from "../pieces.mjs";
import { play, unboundNames } from "./play.mjs";
import { linesAround } from "./targets.mjs";
import { findAll, mapTree, masked, without, withoutEmptySets, withoutName } from "./trees.mjs";

/** A literal is set to another one and back. */
export function setAndBack(file, target, tally) {
  const { path } = target;
  play(file, target.name, tally, (run) => {
    const { node } = target;
    const before = file.doc.get(path);
    // `0.20` is written `0.2` from a number, and a URI as a string; from an expression they are not.
    const old = typeof before === "number" || node.value.kind === "Uri" ? node.value : before;
    const other = otherThan(before);
    const laws = {
      tree: (doc) => masked(doc.tree, doc.find(path)[0].value),
      within: linesAround(file.text, [...target.ancestors, node]),
      repeats: true,
    };
    run.edit("set", (doc) => void doc.set(path, other), laws);
    run.expect(run.doc.get(path) === other, "get gives another value");
    run.edit("set back", (doc) => void doc.set(path, old), {
      tree: laws.tree,
      repeats: true,
      ...(node.value.kind !== "Uri" && { restores: file.text }),
    });
  });
}

/** A literal to which no path leads is replaced by another one, and back. */
export function replaceAndBack(file, { node, name, ancestors }, tally) {
  const bindingsOf = (tree) => findAll(tree, ({ kind }) => kind === "Binding");
  const index = bindingsOf(file.tree).indexOf(node);
  const valueIn = (doc) => bindingsOf(doc.tree)[index].value;
  const laws = {
    tree: (doc) => masked(doc.tree, valueIn(doc)),
    within: linesAround(file.text, [...ancestors, node]),
  };
  play(file, name, tally, (run) => {
    run.edit("replace", (doc) => void doc.replace(valueIn(doc), "zz-replaced"), laws);
    run.expect(valueIn(run.doc).parts?.[0]?.value === "zz-replaced", "another value stands there");
    const isWrapped = linesOf(run.doc.text) !== linesOf(file.text);
    run.edit("replace back", (doc) => void doc.replace(valueIn(doc), node.value), {
      tree: laws.tree,
      ...(!isWrapped && node.value.kind !== "IndentedString" && { restores: file.text }),
    });
  });
}

function otherThan(value) {
  if (typeof value === "string") return `x${value}`;
  if (typeof value === "boolean") return !value;
  return value === 1 ? 2 : 1;
}

/** A literal becomes a set and a literal again. */
export function reshape(file, { path, node, name, ancestors }, tally) {
  play(file, name, tally, (run) => {
    const tree = (doc) => masked(doc.tree, doc.find(path)[0].value);
    const within = linesAround(file.text, [...ancestors, node]);
    run.edit("set to a set", (doc) => void doc.set(path, { a: [1, 2], b: "x" }), {
      tree,
      within,
      repeats: true,
    });
    run.expect(JSON.stringify(run.doc.get(path)) === '{"a":[1,2],"b":"x"}', "get gives another value");
    run.edit("set to a literal", (doc) => void doc.set(path, node.value), { tree });
    run.expect(isBack(file, run.doc, path, node), "another value than before");
  });
}

/** A binding is removed and put back. */
export function removeAndPutBack(file, { path, node, name, ancestors }, tally) {
  play(file, name, tally, (run) => {
    const rest = commentsWithout(file.text, node);
    run.edit("remove", (doc) => doc.remove(path), {
      comments: rest,
      treeBefore: () => without(file.tree, node),
      treeAfter: (doc) => doc.tree,
      removes: isOnOwnLines(file.text, node) && ancestors.at(-1).bindings.length > 1,
      gives: true,
    });
    run.expect(!run.doc.has(path), "it is still there");
    run.expect(run.doc.remove(path) === false, "removing it again says that it was there");
    run.expect(bindsAll(run, file.unbound), "a name that is used is bound no more");
    if (findComments(file.text.slice(node.path.span.end, node.span.end)).length > 0) return;
    run.edit("put back", (doc) => void doc.set(path, node.value), {
      comments: rest,
      treeBefore: () => without(file.tree, node, { prunes: true }),
      treeAfter: (doc) => {
        const [found] = doc.find(path);
        return found === undefined ? doc.tree : without(doc.tree, found.node, { prunes: true });
      },
      // Where it stands in another place than before, a name can be bound there no more.
      names: findFreeVariables(node.value).map((use) => use.node.name),
      repeats: true,
    });
    run.expect(isBack(file, run.doc, path, node), "another value than before");
  });
}

/** Whether a value is the one that it was: written the same, or the same string in other quotes. */
function isBack(file, doc, path, { value }, now = path) {
  return isSame(doc.find(now)[0]?.value, value) || Object.is(doc.get(now), file.doc.get(path));
}

/** A binding gets a sibling and loses it. */
export function addSibling(file, { path, node, name, ancestors }, tally) {
  if (path.some((step) => typeof step !== "string")) return;
  // What is added beside `config` goes into it.
  if (path.length === 1 && saysConfig(ancestors.at(-1))) return;
  const sibling = [...path.slice(0, -1), "zz-added"];
  const set = ancestors.at(-1);
  const isApart = node.path.names.length === 1 && isOnOwnLines(file.text, node) && set.multiline;
  // A blank line before a new binding that a comment follows could be that of the comment.
  const below = set.tokens?.close?.leading?.[0];
  const isBeforeComment = below !== undefined && below.kind !== "BlankLine";
  play(file, name, tally, (run) => {
    run.edit("add a binding", (doc) => void doc.set(sibling, { a: [1, 2], b: "x" }), {
      treeBefore: () => file.tree,
      treeAfter: (doc) => withoutName(doc.tree, "zz-added"),
      adds: isApart,
      repeats: true,
    });
    run.expect(JSON.stringify(run.doc.get(sibling)) === '{"a":[1,2],"b":"x"}', "get gives another value");
    run.edit("remove a new binding", (doc) => doc.remove(sibling), {
      treeBefore: () => file.tree,
      treeAfter: (doc) => doc.tree,
      gives: true,
      ...(isApart && !isBeforeComment && { restores: file.text }),
    });
  });
}

function saysConfig({ bindings }) {
  return bindings.some(
    ({ path }) => path !== undefined && ["config", "options"].includes(staticName(path.names[0])),
  );
}

/** A binding gets another name and its own again. */
export function renameAndBack(file, { path, name, ancestors }, tally) {
  const last = path.at(-1);
  const isLet = typeof last === "object";
  const isVariable = isLet || ancestors.at(-1).recursive === true;
  const back = isVariable ? inheritsAsBindings : (tree) => tree;
  const renamed = [...path.slice(0, -1), isLet ? { let: "zz-renamed" } : "zz-renamed"];
  play(file, name, tally, (run) => {
    run.edit("rename", (doc) => void doc.rename(path, "zz-renamed"), {
      ...(!isVariable && {
        treeBefore: (doc) => masked(doc.tree, doc.find(path)[0].node),
        treeAfter: (doc) => masked(doc.tree, doc.find(renamed)[0].node),
      }),
    });
    run.expect(!run.doc.has(path) && run.doc.has(renamed), "it is not at its new name");
    run.expect(bindsAll(run, file.unbound), "a name that is used is bound no more");
    const isWrapped = linesOf(run.doc.text) !== linesOf(file.text);
    run.edit("rename back", (doc) => void doc.rename(renamed, isLet ? last.let : last), {
      treeBefore: () => back(file.tree),
      treeAfter: (doc) => back(doc.tree),
      ...(!isWrapped && !isVariable && { restores: file.text }),
    });
  });
}

/** Where a variable has a new name, \`inherit a;\` becomes \`a = b;\`: these are the same here. */
function inheritsAsBindings(tree) {
  return mapTree(tree, (node) => {
    if (node.bindings === undefined) return node;
    const bindings = node.bindings.flatMap((inner) =>
      inner.kind === "Inherit" && inner.from === undefined
        ? inner.names.map((name) => ({
            kind: "Binding",
            path: { kind: "AttributePath", names: [name] },
            value: name,
          }))
        : [inner],
    );
    const nameOf = (inner) =>
      inner.kind === "Binding" ? inner.path.names.map((name) => staticName(name)).join(".") : "";
    return { ...node, bindings: bindings.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) };
  });
}

/** A binding goes into a new set beside it, and back. */
export function moveAndBack(file, { path, node, name }, tally) {
  if (path.some((step) => typeof step !== "string")) return;
  const moved = [...path.slice(0, -1), "zz-moved", "inner"];
  play(file, name, tally, (run) => {
    const around = (doc, at) => without(doc.tree, doc.find(at)[0].node, { prunes: true });
    run.edit("move", (doc) => void doc.move(path, moved), {
      treeBefore: (doc) => around(doc, path),
      treeAfter: (doc) => around(doc, moved),
      anyOrder: true,
    });
    run.expect(!run.doc.has(path), "it is still there");
    run.expect(isBack(file, run.doc, path, node, moved), "another value than before");
    run.edit("move back", (doc) => void doc.move(moved, path), {
      treeBefore: () => withoutEmptySets(without(file.tree, node)),
      treeAfter: (doc) =>
        withoutEmptySets(withoutName(without(doc.tree, doc.find(path)[0].node), "zz-moved")),
      anyOrder: true,
    });
    run.expect(isBack(file, run.doc, path, node), "another value than before");
  });
}

/** A value is wrapped in a function, and the function taken away. */
export function wrapAndUnwrap(file, { path, node, name, ancestors }, tally) {
  play(file, name, tally, (run) => {
    run.edit("wrap", (doc) => void doc.wrap(path, (value) => call(identifier("toString"), value)), {
      tree: (doc) => masked(doc.tree, doc.find(path)[0].value),
      within: linesAround(file.text, [...ancestors, node]),
    });
    const isWrapped = linesOf(run.doc.text) !== linesOf(file.text);
    run.edit("unwrap", (doc) => doc.unwrap(path, "toString"), {
      treeBefore: () => masked(file.tree, node.value),
      treeAfter: (doc) => masked(doc.tree, doc.find(path)[0].value),
      gives: true,
      // What one line holds, nixfmt may write on several.
      ...(!isWrapped && file.isFormatted && node.value.kind !== "Parenthesized" && { restores: file.text }),
    });
    run.expect(isBack(file, run.doc, path, node), "another value than before");
  });
}

/** A value becomes one that `mkForce` is told about, and the file gets `lib`. */
export function force(file, { path, name }, tally) {
  play(file, name, tally, (run) => {
    run.edit("wrap in mkForce", (doc) => void doc.wrap(path, "mkForce"), { repeats: true });
    run.expect(bindsAll(run, new Set([...file.unbound, "lib"])), "a new name is not bound");
    run.edit("unwrap mkForce", (doc) => doc.unwrap(path, "mkForce"), { gives: true });
  });
}

/** A binding gets comments, and loses them. */
export function commentAndBack(file, { path, node, name, ancestors }, tally) {
  for (const where of ["above", "after"]) {
    const around = {
      treeBefore: () => file.tree,
      treeAfter: (doc) => doc.tree,
      commentsOf: (doc) => commentsWithout(doc.text, doc.find(path)[0].node, where),
    };
    const before = file.doc.comment(path, { where });
    // White space at the end of a line goes with a comment that is put before it.
    const isBare = isOnOwnLines(file.text, node) && !/^[ \t]/.test(file.text.slice(node.span.end));
    play(file, name, tally, (run) => {
      const first = where === "above" ? "Added.\nOf two lines." : "Added.";
      run.edit(`set a comment ${where}`, (doc) => void doc.setComment(path, first, { where }), {
        ...around,
        repeats: true,
        within: widened(file, linesAround(file.text, [...ancestors, node]), node),
      });
      run.expect(run.doc.comment(path, { where }) === first, "another comment is read");
      if (before !== undefined && !/^ |\t/m.test(before)) {
        run.edit(`set back a comment ${where}`, (doc) => void doc.setComment(path, before, { where }), {
          ...around,
        });
        run.expect(run.doc.comment(path, { where }) === before, "another comment is read");
      }
      run.edit(`remove a comment ${where}`, (doc) => void doc.setComment(path, undefined, { where }), {
        ...around,
        repeats: true,
        ...(before === undefined && isBare && { restores: file.text }),
      });
      run.expect(run.doc.comment(path, { where }) === undefined, "a comment is left");
    });
  }
}

/** A range with the comments right above a node. */
function widened(file, range, node) {
  const start = Math.min(range.start, startOfOwned(file.text, node));
  return { ...range, start: file.text.lastIndexOf("\n", start - 1) + 1 };
}

/**
 * The comments of a text without those of a binding or list element.
 *
 * @param {"above" | "after" | "all"} where right above it, after it on its line, or both and those within
 */
export function commentsWithout(text, node, where = "all") {
  const start = where === "after" ? node.span.end : startOfOwned(text, node);
  const after = where === "above" ? null : commentsToLineEnd.exec(text.slice(node.span.end));
  const end = where === "above" ? node.span.start : node.span.end + (after?.[0].length ?? 0);
  return findComments(text)
    .filter((comment) => comment.end <= start || comment.start >= end)
    .map(({ content }) => content);
}

/** Where what belongs to a node starts: the comments right above it, or itself. One behind a bracket belongs to the bracket. */
function startOfOwned(text, { leading = [], span }) {
  const near = leading.slice(leading.findLastIndex(({ kind }) => kind === "BlankLine") + 1);
  const isOnOwnLine = ({ start }) => text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
  const first = near.find((piece) => !isOnOwnLine(span) || isOnOwnLine(piece.span));
  return first?.span.start ?? span.start;
}

/**
 * The comments behind something that end its line. Doc comments, and those that name the language of a string in the next
 * line, are none.
 */
const commentsToLineEnd =
  /^[ \t]*,?[ \t]*(?:(?:\/\*(?!\*)(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)*(?=\r?(?:\n(?!\s*["'])|$))|(?:\/\*(?!\*)(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)*#[^\r\n]*|(?=\r?\n))/;

/** Whether nothing else stands on the lines of a node but a comment after it. */
export function isOnOwnLines(text, { span }) {
  const before = text.slice(text.lastIndexOf("\n", span.start - 1) + 1, span.start);
  return before.trim() === "" && commentsToLineEnd.test(text.slice(span.end));
}

/** Whether a document binds all names that it uses, but for those that were not bound before. */
export function bindsAll({ doc }, unbound) {
  return [...unboundNames(doc.tree)].every((name) => unbound.has(name));
}

/** Whether two values are the same but for the quotes of strings, which nixfmt changes. */
export function isSame(left, right) {
  if (left === undefined) return false;
  const [a, b] = [left, right].map((node) => mapTree(bare(node), inQuotes));
  return equalTrees(a, b) || equalTrees(plain(a), plain(b));
}

function bare(node) {
  return node.kind === "Parenthesized" ? bare(node.expression) : node;
}

/** A string as it would be in plain quotes. */
function inQuotes(node) {
  if (node.kind !== "IndentedString") return node;
  const parts = node.parts.map((part) =>
    part.kind === "StringText" ? { kind: "StringText", value: part.value } : part,
  );
  return { kind: "String", parts };
}

function plain(node) {
  return parse(format(print(node))).tree;
}

export function linesOf(text) {
  return text.split("\n").length;
}
