// The laws of edits, tried on one file: each binding, list, header, `let`, `inherit`, import and flake input in it is edited in all
// the ways there are, and back. What is found wrong is noted in a tally, not thrown.
import {
  addSibling,
  commentAndBack,
  force,
  moveAndBack,
  removeAndPutBack,
  renameAndBack,
  replaceAndBack,
  reshape,
  setAndBack,
  wrapAndUnwrap,
} from "./edit-laws/bindings.mjs";
import { editHeader, editImports, editInherits, editLet, editTogether } from "./edit-laws/files.mjs";
import { editFlake, isFlake } from "./edit-laws/flakes.mjs";
import { addAndRemove, changeElement } from "./edit-laws/lists.mjs";
import { readCorpusFile } from "./edit-laws/play.mjs";
import { collectAllBindings, showPath } from "./edit-laws/targets.mjs";
import { addTo } from "./edit-laws/tally.mjs";

export { addTally, newTally, totalOf } from "./edit-laws/tally.mjs";

const onLiterals = [setAndBack, reshape];
const onUnreached = [replaceAndBack];
const onLists = [addAndRemove, changeElement];
const onAll = [
  removeAndPutBack,
  addSibling,
  renameAndBack,
  moveAndBack,
  wrapAndUnwrap,
  force,
  commentAndBack,
  editTogether,
];
const onFiles = [editHeader, editLet, editInherits, editImports];

/**
 * @param {string} text a file; one with syntax errors is left out
 * @param most how many bindings of the file get the edits that any binding can get; literals and lists always get theirs
 * @param chosen which of the edits of `onLiterals`, `onUnreached`, `onLists`, `onAll` and `onFiles` are tried, by name; without it, all
 */
export function tryEdits(name, text, tally, { most = Infinity, chosen } = {}) {
  const file = readCorpusFile(name, text);
  if (file === undefined) return;
  const ofKind = (all) => all.filter((edit) => chosen === undefined || chosen.includes(edit.name));
  const bindings = collectAllBindings(file.tree).map((target) => ({
    ...target,
    name: showPath(target.path),
  }));
  const step = Math.max(1, Math.ceil(bindings.length / most));
  for (const [index, target] of bindings.entries()) {
    const places = target.path === undefined ? [] : file.doc.find(target.path);
    const isReached = places.some(({ span }) => span.start === target.node.span.start);
    if (places.length !== 1 || !isReached) {
      addTo(tally.skipped, isReached ? "in several places" : "out of reach of paths");
      if (target.kind === "literal") for (const edit of ofKind(onUnreached)) edit(file, target, tally);
      continue;
    }
    if (target.kind === "literal") for (const edit of ofKind(onLiterals)) edit(file, target, tally);
    if (target.kind === "list") for (const edit of ofKind(onLists)) edit(file, target, tally);
    if (index % step === 0) for (const edit of ofKind(onAll)) edit(file, target, tally);
  }
  for (const edit of ofKind(onFiles)) edit(file, tally);
  if (isFlake(file)) editFlake(file, tally);
}
