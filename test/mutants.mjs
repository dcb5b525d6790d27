// Mutants: texts that were Nix, with one or a few changes. The same seed gives the same mutants.
import { readFileSync } from "node:fs";
import { parse } from "@nixgen/parser";
import { nixFilesIn } from "./nix-files.mjs";
import { makeNix, makeRandom } from "./random-nix.mjs";

/** The texts below folders from which mutants can be made: files that are Nix, and no larger than `largest`. */
export function readTexts(folders, largest) {
  return folders.flatMap((folder) =>
    nixFilesIn(folder)
      .map((file) => readFileSync(file, "utf8"))
      .filter((text) => text.length <= largest && parse(text).diagnostics.length === 0),
  );
}

/** Texts that show all of the language between them, each small, so that a change is likely to matter. */
export const seeds = [
  "{ a, b ? 1, ... }@args: a + b",
  'args@{ a, b, }: { inherit a b; inherit (args) c "d" ${"e"}; }',
  "{ }: { ... }: { a }@b: a",
  "x: y: x y (z: z) [ x y ] { }.a",
  "let a = 1; inherit (b) c; b = { c = 2; }; in a + c",
  "let { body = x; x = 1; }",
  'rec { a.b.c = 1; a.b.d = 2; a = { e = 3; }; "f g" = 4; ${"h"} = 5; "${i}" = 6; }',
  "with a; assert b; if c then d else e",
  "a.b.c or d.e or f",
  "a.b or (c or d) or [ or ]",
  "map or or",
  'a ? b.c && a ? "d e" || !(a ? ${f}.g)',
  "a == b && c != d -> e < f || g >= h",
  "(a == b) == c",
  "a // b // c ++ d ++ [ e ]",
  "1 + 2 - 3 * 4 / 5 - -6 + - - 7",
  "!a ? b == !c || ! ! d",
  "a |> b c |> d.e",
  "a <| b <| c d",
  "a || b |> c -> d",
  "[ 1 2.5 .5 1.e3 0.1E-2 12. a.b (-1) \"s\" ''t'' ./p <q> ~/r ]",
  '"a ${b} $c $${d} \\${e} \\" \\n \\\\ ${"${f}"}$"',
  '""',
  '"$"',
  "''\n  a ${b}\n    $c $${d} ''${e} ''' ''\\n ''\\${f} ' '' ",
  "''''",
  "''a'${b}'c''$d''\\'e''",
  "./a/b.nix ../c /d/e f/g ./h/${i}/j${k}l ${m}",
  "./a/b/${c}//d/e.${f}",
  "~/a/b ~/c/${d}",
  "a/b + a/${c} + a./b",
  "<nixpkgs> <nixpkgs/nixos/lib> <a.b-c_d+e>",
  "http://a.b/c?d=e&f a:b:c git+ssh://x@y/z:1",
  "x:x + y:y",
  "# a comment\n1 # after\n/* block */ /** doc */ + /***/ 2 /**/\n# end",
  "{ a = /* b */ 1; # c\r\n  # d\r  e = 2; }\r\n",
  "\t{\r\n\ta = ''\r\n\t  b\r\n\t'';\r\n}\n",
  "{ inherit; inherit (a); inherit a; }",
  "{ or = 1; a.or = 2; inherit or; inherit (x) or; }.or",
  "{ a = { b = 1; }; a.c = 2; d.${e} = 3; d.f = 4; }",
  '{ a = rec { b = 1; c = b; }; x."y z".w = 1; }',
  "({ a, b }: a) { a = 1; b = 2; }",
  "builtins.map (x: x * 2) [ 1 2 3 ]",
  "__curPos.line + a-b + a'b + _c",
  "9223372036854775807 + 007 + 1.5e300",
  "(((a)))",
  "{ a = if b then { c = 1; } else [ ]; d = x: with x; [ y ]; }",
  "[ (if a then b else c) (let d = 1; in d) (x: x) (assert e; f) ]",
  '{ "\\n" = 1; "é" = 2; "\u{1f600}" = 3; }',
];

/** What a token can be replaced by, or what can stand between two: one of each kind, and what is often written by mistake. */
export const vocabulary = [
  "; = : , . @ ? ! + - * / < > { } [ ] ( ) $ & | ' ` % ^ \\ ~ #".split(" "),
  "... == != <= >= && || -> // ++ |> <| ${ '' ''$ ''' ''\\ /* */ => := += .. :: $$ <> =; ;;".split(" "),
  "if then else assert with let in rec inherit or true null a b x _ a' a-b __curPos".split(" "),
  "1 0 .5 1. 1.5 1e5 1.e5 0.5 00.5 01 1.5e 1.5e- 9223372036854775808".split(" "),
  "./a ../b /c a/b ~/d ~/ ./ a/ ./a/ ./a//b <e> <e/f> <e/> x:y x: :y http://a _:b a.b:c".split(" "),
  ['"', '""', '"s"', "''''", "''t''", '"${', "$", '"${a}"', "${a}", '${"a"}', "./${a}", "\\n", '\\"'],
  ["#\n", "# c\n", "/**/", "/* */", "/***/", "/*/", "\n", "\r", "\r\n", "\t", "\f", "\v", "\ufeff", "\u00a0"],
  [
    "{ }",
    "[ ]",
    "( )",
    "{ a }:",
    "a:",
    "a@",
    "@a",
    ", ",
    ".a",
    "? a",
    "a = 1;",
    "inherit a;",
    "let in",
    "é",
    "😀",
  ],
].flat();

// Rough on purpose: where the tokens really end is what the parsers are tested for.
const piece =
  /\s+|#[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][\w'-]*|\d+|''|\$\{|\.\.\.|==|!=|<=|>=|&&|\|\||->|\|>|<\||\/\/|\+\+|[\s\S]/g;

/**
 * A mutant of one of the texts or, where there are none, of one of the seeds or of a text made at random.
 *
 * @param {readonly string[]} texts
 */
export function makeMutant(seed, texts = []) {
  const random = makeRandom(seed * 2654435761 + 7);
  let text = pickText(random, texts);
  const steps = 1 + (random(4) === 0 ? random(3) : 0);
  for (let step = 0; step < steps; step++) text = mutate(text, random);
  return text;
}

/** A text with one change, the same for the same seed. */
export function mutateOnce(seed, text) {
  return mutate(text, makeRandom(seed * 2654435761 + 7));
}

function pickText(random, texts) {
  if (texts.length > 0 && random(2) === 0) return texts[random(texts.length)];
  return random(3) === 0 ? makeNix(random(1e9)) : seeds[random(seeds.length)];
}

function mutate(text, random) {
  return random(4) === 0 ? mutateCharacter(text, random) : mutateToken(text, random);
}

function mutateToken(text, random) {
  const pieces = text.match(piece) ?? [];
  // White space counts as a token now and then: what touches may become one token.
  const tokens = pieces.flatMap((token, index) => (/^\s/.test(token) && random(8) > 0 ? [] : [index]));
  if (tokens.length === 0) return vocabulary[random(vocabulary.length)];
  const at = random(tokens.length);
  const here = tokens[at];
  const other = tokens[random(tokens.length)];
  const word = vocabulary[random(vocabulary.length)];
  const copy = Array.from(pieces);
  switch (random(8)) {
    case 0:
    case 1:
      copy[here] = "";
      break;
    case 2:
      copy[here] = `${pieces[here]}${random(2) ? " " : ""}${pieces[here]}`;
      break;
    case 3: {
      const next = tokens[(at + 1) % tokens.length];
      [copy[here], copy[next]] = [pieces[next], pieces[here]];
      break;
    }
    case 4:
      copy[here] = pieces[other];
      break;
    case 5:
      [copy[here], copy[other]] = [pieces[other], pieces[here]];
      break;
    case 6:
      copy[here] = word;
      break;
    default:
      copy[here] = random(2) ? `${word}${pieces[here]}` : `${pieces[here]} ${word} `;
  }
  return copy.join("");
}

function mutateCharacter(text, random) {
  const at = random(text.length + 1);
  const word = vocabulary[random(vocabulary.length)];
  switch (random(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + word[0] + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + word + text.slice(at);
    default:
      return text.slice(0, at) + text.slice(at, at + 1).repeat(2) + text.slice(at + 1);
  }
}
