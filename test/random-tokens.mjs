// Short texts of tokens in any order. The same seed gives the same text.
import { vocabulary } from "./mutants.mjs";
import { makeRandom } from "./random-nix.mjs";

/** Where a text can stand, such that all variables are bound or none is. */
const frames = [
  "@",
  "with { }; @",
  "with { }; (@)",
  "with { }; [ @ ]",
  "with { }; [@]",
  "{ @ }",
  "{@}",
  "with { }; { @ }",
  "with { }; rec { a = @; }",
  "with { }; let @ in x",
  "with { }; let { @ }",
  "{ @ }: 1",
  "{ a, @ }: 1",
  "x@: 1",
  "with { }; a.@",
  "with { }; a ? @",
  "with { }; a @ b",
  "with { }; a@b",
  "with { }; a.b or @",
  "with { }; { inherit @; }",
  "with { }; { inherit (a) @; }",
  "with { }; if a then @ else b",
  'with { }; "${@}"',
  "with { }; ./${@}",
  "with { }; { ${@} = 1; }",
];

/** Kinds of text within one token, or of what stands between tokens: the pieces it is made of, and around it. */
const kinds = [
  {
    around: ["", ""],
    pieces: "0 1 7 9 . .. e E + - 1e 5. .5 _ a ' 00 e+ e- 1.5e3 9223372036854775807".split(" "),
  },
  {
    around: ["", ""],
    pieces: "/ // . .. ~ ~/ a b- _ + 1 < > <a a> /* */ * ${a} ${ } $ \" : - @ # '' ./ ../".split(" "),
  },
  { around: ["<", ">"], pieces: "a / // . .. - + _ 1 ~ $ : < > @ ' *".split(" ") },
  { around: ["", ""], pieces: "a: x: :b http: // /a ? & = % ~ ! ' * ( ) ; , $ @ . + - _ 1 a".split(" ") },
  {
    around: ['"', '"'],
    pieces: [
      "\\",
      '"',
      '\\"',
      "$",
      "$$",
      "${",
      "}",
      "{",
      "${a}",
      "\\$",
      "\\n",
      "n",
      "a",
      "\n",
      "\r",
      "\r\n",
      "\t",
      "'",
      "''",
      "é",
      "#",
      "/*",
      "\\\\",
    ],
  },
  {
    around: ["''", "''"],
    pieces: [
      "'",
      "''",
      "'''",
      "''$",
      "''\\",
      "''\\n",
      "$",
      "$$",
      "${",
      "}",
      "{",
      "${a}",
      "\\",
      '"',
      "a",
      "\n",
      "\r",
      "\r\n",
      "  ",
      "\t",
      "é",
      "''${",
      "\n  ",
    ],
  },
  {
    around: ["", ""],
    pieces: [
      "/",
      "*",
      "/*",
      "*/",
      "/**",
      "#",
      "\n",
      "\r",
      "\r\n",
      "a",
      " ",
      "1",
      "/**/",
      "#a\n",
      "#\r",
      "*/1",
    ],
  },
  {
    around: ["", ""],
    pieces: [
      "\f",
      "\v",
      "\r",
      "\n",
      "\t",
      " ",
      "\ufeff",
      "\u00a0",
      "\u2028",
      "\u0085",
      "a",
      "1",
      ";",
      "+",
      "\u0001",
      "é",
    ],
  },
  {
    around: ["", ""],
    pieces: "or a.or a.b or. .or or or_ or' inherit {or=1;} (or) [or] a or: or@{}: { x @ . =".split(" "),
  },
  { around: ["", ""], pieces: "a b @ { } : , ? ... { a }: {}: a: ( ) x".split(" ") },
  {
    around: ["", ""],
    pieces: "1 a - ! + * / // ++ < > <= >= == != && || -> ? |> <| (a) a.b [ ] { }".split(" "),
  },
  {
    around: ["{ ", "}"],
    pieces:
      'a a.b a.b.c "a" ${"a"} ${a} = ; 1 {b=1;} rec{b=2;} {c=3;} inherit (a) b =1; ={b=1;}; ={}; .c=2;'.split(
        " ",
      ),
  },
];

/** From 1 to 7 tokens of the language, or pieces of what can be within one. */
export function makeTokens(seed) {
  const random = makeRandom(seed * 2654435761 + 11);
  const pick = (list) => list[random(list.length)];
  const kind = random(2) === 0 ? undefined : pick(kinds);
  const pieces = kind?.pieces ?? vocabulary;
  const spaces = random(3);
  let text = "";
  for (let left = 1 + random(kind ? 9 : 6); left > 0; left--) {
    text += pick(pieces);
    if (left > 1 && random(3) < spaces) text += " ";
  }
  const [before, after] = kind?.around ?? ["", ""];
  return pick(frames).replace("@", () => `${before}${text}${after}`);
}
