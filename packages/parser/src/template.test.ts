import { attrs, call, indented, path, print, reference, select, str, type Expr } from "@nixgen/core";
import { expect, test } from "vitest";
import { nix, NixDocument, parse, parseExpression, raw } from "./index.js";

const pkgs = { git: select(reference("pkgs"), "git"), name: select(reference("pkgs"), "name") };

test("holes in code are values", () => {
  expect(print(nix`lib.mkIf ${true} { port = ${8080}; users = ${["a", { b: null }]}; }`)).toBe(
    print(parseExpression(`lib.mkIf true { port = 8080; users = [ "a" { b = null; } ]; }`)),
  );
});

test("the text is Nix as it is written", () => {
  expect(print(nix`[ "a \"b\"\n\\" "\${x}" ''x\n\`\d'' ]`).split("\n")).toEqual([
    "[",
    String.raw`  "a \"b\"\n\\"`,
    '  "${x}"',
    String.raw`  ''x\n` + "`" + String.raw`\d''`,
    "]",
    "",
  ]);
});

test("scripts in indented strings keep their backslashes", () => {
  const script = indented`
    printf "a\n" | sed 's/\./x/' \
      > \${HOME}/\`date\`-${reference("name")}
  `;
  expect(print(script)).toBe(
    ["''", "  printf \"a\\n\" | sed 's/\\./x/' \\", "    > ''${HOME}/`date`-${name}", "''", ""].join("\n"),
  );
});

test("expressions in holes get the parentheses that they need", () => {
  const sum = nix`a + b`;
  expect(print(nix`f ${sum} [ ${sum} ] (${sum} * 2)`)).toBe("f (a + b) [ (a + b) ] ((a + b) * 2)\n");
});

test("texts in strings are data, expressions are interpolated", () => {
  const hostile = "${a} \"b\" \\ '' $";
  expect(print(nix`"x ${hostile} ${pkgs.git}/bin:${80}"`)).toBe(
    `"x \\\${a} \\"b\\" \\\\ '' $ \${pkgs.git}/bin:80"\n`,
  );
  expect(print(nix`"\${${pkgs.git}}/bin \${${hostile}}"`)).toBe(
    `"\${pkgs.git}/bin \${"\\\${a} \\"b\\" \\\\ '' $"}"\n`,
  );
});

test("texts with line breaks keep their lines in indented strings", () => {
  const lines = "one\n  two''\n";
  expect(
    print(nix`{ script = ''
    start ${lines}
    ${pkgs.git}/bin/git
  ''; }`),
  ).toBe(`{
  script = ''
    start one
      two'''

    \${pkgs.git}/bin/git
  '';
}
`);
});

test("texts are names of attributes, whatever is in them", () => {
  expect(
    print(
      nix`x: { ${"a"}.${"b c"}.${"if"} = x.${"${d}"} or x ? ${"e"}; ${pkgs.name} = 1; inherit (x) ${"f"}; }`,
    ),
  ).toBe(`x: {\n  a."b c"."if" = x."\\\${d}" or x ? e;\n  \${pkgs.name} = 1;\n  inherit (x) f;\n}\n`);
});

test("texts are names of parameters", () => {
  expect(print(nix`${"a"}: { ${"b"} ? ${1}, ... }@${"c"}: ${reference("b")}`)).toBe(
    "a:\n{\n  b ? 1,\n  ...\n}@c:\nb\n",
  );
});

test("texts are parts of paths", () => {
  expect(print(nix`[ ./hosts/${"web"}/x.nix ./${"a b"}/c ./${pkgs.name}.nix ]`)).toBe(
    '[\n  ./hosts/web/x.nix\n  ./${"a b"}/c\n  ./${pkgs.name}.nix\n]\n',
  );
});

test("comments of the text stay", () => {
  expect(
    print(nix`{
    # the port
    port = ${80}; # of the web
  }`),
  ).toBe("{\n  # the port\n  port = 80; # of the web\n}\n");
});

test.each([
  ["a part of a name", () => nix`f${1}`],
  ["an integer before it", () => nix`1${1}`],
  ["a comment", () => nix`1 # ${"x"}`],
  ["a URI", () => nix`http://${"x"}`],
  ["the start of a path", () => nix`${"x"}/y`],
  ["a list as the name of an attribute", () => nix`{ ${[1]} = 1; }`],
  ["a parameter that is no identifier", () => nix`${"a b"}: 1`],
  ["an expression in inherit", () => nix`{ inherit ${pkgs.name}; }`],
])("a hole can't be %s", (_, build) => {
  expect(build).toThrow(/template\/hole/);
});

test("mistakes in the text are reported", () => {
  expect(() => nix`{ a = ${1} }`).toThrow(/missing-semicolon/);
  expect(() => nix`{ a = ${1}; b = ${2} ${"c"}; ]`).toThrow(
    [
      " --> 1:28",
      "  1 | { a = ${…}; b = ${…} ${…}; ]",
      "    |                            ^",
      "  1 | { a = ${…}; b = ${…} ${…}; ]",
      "    | - opened here",
    ].join("\n"),
  );
  expect(() => nix`f ${Number.NaN}`).toThrow(/not-a-number/);
  expect(() => raw("{ a = 1 }")).toThrow(/missing-semicolon/);
});

test("raw code can stand in a value", () => {
  expect(print({ a: raw("lib.mkForce { }"), b: [raw("x: x")] })).toBe(
    "{\n  a = lib.mkForce { };\n  b = [ (x: x) ];\n}\n",
  );
});

test("a wrong template is told with its text and its holes, without names of its own", () => {
  let message = "";
  try {
    void nix`{ a = ${NaN} b = ${1}; }`;
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain("syntax/missing-semicolon");
  expect(message).toContain("hole 1 of the template: NaN has no literal in Nix");
  expect(message).not.toContain("hole_");
});

test("nodes of parsed code fill templates and builders, and refuse to become text of JavaScript", () => {
  const { tree } = parse("pkgs.git\n");
  const doc = NixDocument.parse("{ a = x.y; b = [ z ]; }");
  expect(() => `${String(tree)}`).toThrow("can't be put into a JavaScript string");
  for (const node of [tree.expression, doc.get("a"), doc.find("a")[0]!.value, doc.resolve("b")])
    expect(() => String(node)).toThrow("write `print(…)`");
  expect(print(nix`{ a = ${tree.expression}; }`)).toContain("pkgs.git");
  expect(print(str`${tree.expression}/bin`)).toBe('"${pkgs.git}/bin"\n');
  expect(print(indented`${doc.get("a") as Expr} x`)).toBe('"${x.y} x"\n');
  expect(print(path`./${doc.get("a") as Expr}`)).toBe("./${x.y}\n");
  expect(print(call(reference("f"), doc.get("a")!, [doc.find("b")[0]!.value!]))).toBe("f x.y [ [ z ] ]\n");
  expect(print(attrs({ a: tree.expression }))).toContain("a = pkgs.git;");
});
