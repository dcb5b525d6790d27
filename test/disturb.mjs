// Texts of Nix with untidy layout: lines broken and joined, blank lines and spaces added and taken away, comments in odd places.
// The same seed gives the same text.
import { piecesOf } from "./pieces.mjs";
import { makeRandom } from "./random-nix.mjs";

const comments = [
  "# c",
  "# a comment",
  "#!x",
  "#",
  "#:section",
  "/* block */",
  "/** doc */",
  "/* a\n   b\n*/",
  "/*\n  a\n\n    b\n */",
  "/**/",
  "/* lua */",
  "/** a\n  * b\n  */",
];

/**
 * @param {string} text a text that is Nix
 * @param {number} seed
 */
export function disturb(text, seed) {
  const random = makeRandom(seed * 2_654_435_761 + 7);
  /** How many of a hundred gaps change, and how many of those get a comment. */
  const rate = [1, 2, 5, 15, 40][random(5)];
  const commentRate = [0, 0, 10, 40, 100][random(5)];
  const pieces = piecesOf(text);
  let result = "";
  pieces.forEach((piece, index) => {
    const before = pieces[index - 1];
    if (piece.isGap) result += random(100) < rate ? changeGap(piece.text, commentRate, random) : piece.text;
    else if (
      before !== undefined &&
      !before.isGap &&
      canPart(before.text, piece.text) &&
      random(100) < rate
    ) {
      result += changeGap("", commentRate, random) + piece.text;
    } else result += piece.text;
  });
  return result;
}

/** Whether white space can come between two tokens. Between the pieces of strings and paths it can't. */
function canPart(left, right) {
  if (/[./$~]$/.test(left) || /^[./$]/.test(right)) return false;
  return /^(?:[;:=,@?!()[\]]|==|!=|\+\+|&&|\|\|)$/.test(left) || /^[;,=)\]:@?]$/.test(right);
}

function changeGap(gap, commentRate, random) {
  const pick = (list) => list[random(list.length)];
  const hasComment = /[#*]/.test(gap);
  if (random(100) < commentRate) {
    const comment = pick(comments);
    const end = comment.startsWith("#") ? `\n${pick(["", "  ", "\n"])}` : pick([" ", "\n", "\n\n  "]);
    return `${hasComment ? gap : pick([" ", "\n", "\n\n", "  "])}${comment}${end}`;
  }
  if (hasComment) {
    return pick([
      gap.replace(/^\s*/, " "),
      gap.replace(/^\s*/, "\n"),
      gap.replace(/\s*$/, gap.includes("#") ? "\n" : " "),
      `${gap}\n\n`,
    ]);
  }
  return pick([" ", "\n", "\n\n", "\n\n\n", "  ", " \n  ", "\t", "\r\n"]);
}
