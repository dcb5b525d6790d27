// The laws of edits of lists.
import { commentsWithout, isOnOwnLines, linesOf } from "./bindings.mjs";
import { play } from "./play.mjs";
import { listIn } from "./targets.mjs";
import { findAll, masked, without, withoutName } from "./trees.mjs";

const added = "zz-added-element";

/** A list gets an element at its end, at its start and in its middle, and loses it. */
export function addAndRemove(file, target, tally) {
  const list = listIn(target.node.value);
  // Of several lists, the editor may choose another one than this.
  const middle = list === target.node.value ? Math.floor(list.elements.length / 2) : 0;
  addOne(
    file,
    target,
    tally,
    "append",
    (doc) => void doc.append(target.path, added),
    () => list.elements.length,
  );
  addOne(
    file,
    target,
    tally,
    "prepend",
    (doc) => void doc.prepend(target.path, added),
    () => 0,
  );
  addOne(
    file,
    target,
    tally,
    "insert",
    (doc) => void doc.insert(target.path, middle, added),
    () => middle,
  );
  addOne(file, target, tally, "add", (doc) => void doc.add(target.path, added), undefined, true);
}

function addOne(file, { path, node, name }, tally, kind, act, place, isSet = false) {
  const list = listIn(node.value);
  const areApart =
    list.elements.length > 0 && list.elements.every((element) => isOnOwnLines(file.text, element));
  const isAlone = findAll(node.value, ({ operator }) => operator === "++").length === 0;
  const isOverLines = isAlone && areApart && list.multiline === true;
  play(file, name, tally, (run) => {
    run.edit(kind, act, {
      treeBefore: () => file.tree,
      treeAfter: (doc) => withoutAdded(doc.tree),
      adds: isOverLines,
      ...(isSet && { repeats: true }),
    });
    const element = addedIn(run.doc.tree);
    run.expect(element !== undefined, "the element is not there");
    if (element === undefined) return;
    const [owner] = findAll(run.doc.tree, ({ elements }) => elements?.includes(element));
    const isSameList = owner.elements.length === list.elements.length + 1;
    if (place !== undefined && isSameList) {
      run.expect(owner.elements.indexOf(element) === place(), "the element is at another place");
    }
    run.edit("remove a new element", (doc) => doc.removeElement(path, added), {
      treeBefore: () => file.tree,
      treeAfter: (doc) => doc.tree,
      gives: true,
      ...(isOverLines && { restores: file.text }),
    });
  });
}

function addedIn(tree) {
  return findAll(tree, (node, ancestors) => ancestors.at(-1)?.kind === "List" && isAdded(node))[0];
}

function isAdded(node) {
  return node.kind === "String" && node.parts[0]?.value === added;
}

function withoutAdded(tree) {
  const element = addedIn(tree);
  return element === undefined ? withoutName(tree, added) : without(tree, element);
}

/** An element in the middle of a list becomes another one and itself again; it is removed. */
export function changeElement(file, { path, node, name }, tally) {
  const list = listIn(node.value);
  // Of several lists, the index counts on from one to the next.
  if (list !== file.doc.find(path)[0].value) return;
  const index = Math.floor(list.elements.length / 2);
  const element = list.elements[index];
  if (element === undefined) return;
  const at = (doc) => doc.find([...path, index])[0].node;
  play(file, name, tally, (run) => {
    const tree = (doc) => masked(doc.tree, at(doc));
    run.edit("replace an element", (doc) => void doc.replaceElement(path, { index }, added), {
      tree,
      repeats: true,
      comments: commentsOutside(file, element),
    });
    run.expect(isAdded(at(run.doc)), "the element is not there");
    const isWrapped = linesOf(run.doc.text) !== linesOf(file.text);
    const hasComments = commentsOutside(file, element).length < file.comments.length;
    run.edit("replace it back", (doc) => void doc.replaceElement(path, { index }, element), {
      treeBefore: () => file.tree,
      treeAfter: (doc) => doc.tree,
      ...(hasComments && { comments: file.comments }),
      ...(!isWrapped && !hasComments && { restores: file.text }),
    });
  });
  play(file, name, tally, (run) => {
    run.edit("remove an element", (doc) => doc.removeElement(path, { index }), {
      treeBefore: () => without(file.tree, element),
      treeAfter: (doc) => doc.tree,
      comments: commentsWithout(file.text, element),
      removes: isOnOwnLines(file.text, element) && list.elements.length > 1,
      gives: true,
    });
  });
}

/** The comments of a file without those within a node. */
function commentsOutside(file, { span }) {
  return file.commentPlaces
    .filter(({ start }) => start < span.start || start >= span.end)
    .map(({ content }) => content);
}
