// The laws of edits of what a file has once: its header, its `let`, its `inherit`s, its imports.
import { identifier, path as nixPath, staticName } from "@nixgen/core";
import { bindsAll } from "./bindings.mjs";
import { findComments } from "../pieces.mjs";
import { play } from "./play.mjs";
import { findAll, mapTree, without, withNode, withoutName } from "./trees.mjs";

const whole = { treeAfter: (doc) => doc.tree };

/** The function that a file is gets an argument and loses it; each of its own is taken away and given back. */
export function editHeader(file, tally) {
  const names = file.doc.arguments();
  if (names.length === 0) return;
  for (const options of [{}, { default: { a: 1 } }]) {
    play(file, "header", tally, (run) => {
      run.edit("add an argument", (doc) => void doc.addArgument("zzArgument", options), {
        treeBefore: () => file.tree,
        treeAfter: (doc) => withoutName(doc.tree, "zzArgument"),
        repeats: true,
      });
      run.expect(run.doc.arguments().includes("zzArgument"), "the argument is not there");
      run.edit("remove an argument", (doc) => doc.removeArgument("zzArgument"), {
        treeBefore: () => file.tree,
        ...whole,
        gives: true,
      });
    });
  }
  for (const name of names) {
    const formal = headerOf(file.tree.expression).parameter.formals?.find((node) => node.name.name === name);
    if (formal === undefined || formal.default !== undefined) continue;
    play(file, `header: ${name}`, tally, (run) => {
      run.edit("remove an argument", (doc) => doc.removeArgument(name), {
        treeBefore: () => without(file.tree, formal),
        ...whole,
        gives: true,
        commentsOf: commentsBelowHeader,
      });
      run.expect(bindsAll(run, file.unbound), "a name that is used is bound no more");
      run.edit("add an argument", (doc) => void doc.addArgument(name), {
        treeBefore: () => withoutName(file.tree, name),
        treeAfter: (doc) => withoutName(doc.tree, name),
        repeats: true,
      });
    });
  }
}

/** The function that a file is. */
function headerOf(node) {
  if (node.kind === "Function") return node;
  return headerOf(node.kind === "Parenthesized" ? node.expression : node.body);
}

function commentsBelowHeader(doc) {
  const [header] = findAll(doc.tree, ({ kind }) => kind === "Formals");
  return findComments(doc.text)
    .filter(({ start }) => start > header.span.end)
    .map(({ content }) => content);
}

/** A name is bound by a `let` and no more. */
export function editLet(file, tally) {
  play(file, "let", tally, (run) => {
    const path = [{ let: "zzLet" }];
    run.edit("bind a name by let", (doc) => void doc.set(path, { a: [1], b: "x" }), {
      tree: (doc) => withoutName(doc.tree, "zzLet"),
      repeats: true,
    });
    run.expect(JSON.stringify(run.doc.get(path)) === '{"a":[1],"b":"x"}', "get gives another value");
    run.edit("remove a name from let", (doc) => doc.remove(path), {
      tree: (doc) => withoutName(doc.tree, "zzLet"),
      gives: true,
    });
  });
}

/** Sets and `let`s get inherited names and lose them; each `inherit` of the file loses a name and gets it back. */
export function editInherits(file, tally) {
  const names = ["zzOne", "zzTwo"];
  const ways = { inherit: {}, "inherit from": { from: identifier("zzFrom") }, "let inherit": { let: true } };
  for (const [name, options] of Object.entries(ways)) {
    play(file, name, tally, (run) => {
      run.edit("add to inherit", (doc) => void doc.addInherit(names, options), {
        tree: (doc) => names.reduce(withoutName, doc.tree),
        repeats: true,
      });
      run.edit("take from inherit", (doc) => doc.removeInherit(names, options), {
        tree: (doc) => names.reduce(withoutName, doc.tree),
        gives: true,
      });
    });
  }
  const root = rootSet(file.tree.expression);
  const inherits = (root?.bindings ?? []).filter(
    ({ kind, from }) => kind === "Inherit" && from !== undefined,
  );
  for (const node of inherits) {
    const name = node.names.length > 1 ? staticName(node.names.at(-1)) : undefined;
    if (name === undefined) continue;
    play(file, `inherit ${name}`, tally, (run) => {
      run.edit("take from inherit", (doc) => doc.removeInherit(name, { from: node.from }), {
        treeBefore: () => withNode(file.tree, node, { ...node, names: node.names.slice(0, -1) }),
        ...whole,
        gives: true,
        anyOrder: true,
      });
      run.edit("add to inherit", (doc) => void doc.addInherit(name, { from: node.from }), {
        treeBefore: () => withoutName(file.tree, name),
        treeAfter: (doc) => withoutName(doc.tree, name),
        repeats: true,
      });
    });
  }
}

function rootSet(node) {
  if (node.kind === "AttributeSet") return node;
  return node.kind === "Function" || node.kind === "Let" || node.kind === "With"
    ? rootSet(node.body)
    : undefined;
}

/** A module imports another file and no more. */
export function editImports(file, tally) {
  const hasImports = file.doc.has("imports");
  const added = nixPath("./zz-added.nix");
  play(file, "imports", tally, (run) => {
    const withoutAdded = (doc) => {
      if (!hasImports) return without(doc.tree, doc.find(["imports"])[0].node);
      const [element] = findAll(
        doc.tree,
        (node) => node.kind === "Path" && node.parts[0].text === "./zz-added.nix",
      );
      return element === undefined ? doc.tree : without(doc.tree, element);
    };
    run.edit("add an import", (doc) => void doc.addImport(added), {
      treeBefore: () => file.tree,
      treeAfter: withoutAdded,
      repeats: true,
    });
    run.edit("remove an import", (doc) => doc.removeImport(added), {
      treeBefore: () => withoutEmptyLists(file.tree),
      treeAfter: (doc) => withoutEmptyLists(doc.tree),
      gives: true,
    });
    run.expect(run.doc.removeImport(added) === false, "removing it again says that it was there");
  });
}

/** A tree without bindings of empty lists: the last import goes with its list. */
function withoutEmptyLists(tree) {
  const isEmpty = ({ value }) => value?.kind === "List" && value.elements.length === 0;
  return mapTree(tree, (node) =>
    node.bindings === undefined
      ? node
      : { ...node, bindings: node.bindings.filter((inner) => !isEmpty(inner)) },
  );
}

/** Edits are made together or not at all. */
export function editTogether(file, { path, name }, tally) {
  const sibling = [...path.slice(0, -1), "zz-added"];
  if (path.some((step) => typeof step !== "string")) return;
  play(file, name, tally, (run) => {
    const { text } = run.doc;
    run.edit(
      "a batch that fails",
      (doc) => {
        try {
          doc.transaction(() => {
            doc.set(sibling, 1).setComment(sibling, "Added.").rename(sibling, "zz-renamed");
            doc.remove(path);
            throw new Error("stop");
          });
        } catch (error) {
          if (error.message !== "stop") throw error;
        }
      },
      { treeBefore: () => file.tree, ...whole, restores: text },
    );
    run.edit(
      "a batch",
      (doc) =>
        void doc.transaction(() => {
          doc
            .set(sibling, [1])
            .append(sibling, 2)
            .setComment(sibling, "Added.")
            .rename(sibling, "zz-renamed");
        }),
      {
        treeBefore: () => file.tree,
        treeAfter: (doc) => withoutName(doc.tree, "zz-renamed"),
        commentsOf: (doc) =>
          findComments(doc.text)
            .map((comment) => comment.content)
            .filter((comment) => comment !== "Added."),
      },
    );
  });
}
