import type { DiagnosticCode } from "nixgen";

/** What gives a diagnostic: a text that is read as Nix, or a program. */
export type Example = { readonly nix: string } | { readonly program: string };

/**
 * The smallest example of each code. A program sees all that `nixgen` and `nixgen/names` export, and `treeFromJson`. The file
 * `host.nix` of its folder is `{ a = 1; }`; `write` writes a text to a file of the folder.
 */
export const examples = {
  "value/not-a-number": { program: "print({ ratio: 0 / 0 })" },
  "value/integer-out-of-range": { program: "print({ size: 2 ** 60 })" },
  "value/unsupported": { program: "print({ built: new Date(0) })" },
  "value/cycle": { program: "const a = {};\na.self = a;\nprint(a)" },
  "value/too-deep": {
    program: "let deep = [];\nfor (let level = 0; level < 2000; level++) deep = [deep];\nprint(deep)",
  },
  "value/sparse-array": { program: "print([1, , 3])" },
  "value/lone-surrogate": { program: 'print({ name: "\\ud800" })' },
  "value/nul-character": { program: 'print({ name: "a\\0b" })' },

  "tree/invalid-name": { program: 'identifier("let")' },
  "tree/unknown-operator": { program: 'print(binary(1, "**", 2))' },
  "tree/duplicate-attribute": { program: "print(attrs({ a: 1 }, { a: 2 }))" },
  "tree/duplicate-formal": { program: 'print(fn(["a", "a"], () => 1))' },
  "tree/error-node": { program: 'print(parse("{ a = ; }").tree)' },
  "tree/unbound-variable": {
    program: 'String(packageFile(derivation({ pname: "x", version: reference("release") })))',
  },
  "tree/invalid-node": { program: 'treeFromJson({ kind: "Identifer", name: "x" })' },

  "syntax/unclosed-brace": { nix: "{ a = 1;" },
  "syntax/unclosed-bracket": { nix: "[ 1 2" },
  "syntax/unclosed-comment": { nix: "1 /* one" },
  "syntax/unclosed-indented-string": { nix: "''\n  text\n" },
  "syntax/unclosed-interpolation": { nix: '"${name"' },
  "syntax/unclosed-parenthesis": { nix: "(1 + 2" },
  "syntax/unclosed-string": { nix: '{ a = "text; }' },
  "syntax/unmatched-closing": { nix: "{ a = [ 1 ]]; }" },
  "syntax/missing-colon": { nix: "{ pkgs, ... } pkgs.hello" },
  "syntax/missing-comma": { nix: "{ pkgs lib }: pkgs" },
  "syntax/missing-else": { nix: "if true then 1" },
  "syntax/missing-equals": { nix: "{ a 1; }" },
  "syntax/missing-expression": { nix: "1 +" },
  "syntax/missing-in": { nix: "let a = 1; a" },
  "syntax/missing-semicolon": { nix: "{ a = 1 }" },
  "syntax/missing-then": { nix: "if true 1 else 2" },
  "syntax/missing-value": { nix: "{ a = ; }" },
  "syntax/arrow-function": { nix: "x => x + 1" },
  "syntax/bindings-outside-set": { nix: "a = 1;" },
  "syntax/colon-for-equals": { nix: "{ a: 1; }" },
  "syntax/braces-in-if": { nix: "if a { 1 } else { 2 }" },
  "syntax/comma-in-call": { nix: "f(a, b)" },
  "syntax/comma-in-inherit": { nix: "let a = 1; b = 2; in { inherit a, b; }" },
  "syntax/comma-in-list": { nix: "[ 1, 2 ]" },
  "syntax/comma-in-set": { nix: "{ a = 1, b = 2; }" },
  "syntax/comparison-for-equals": { nix: "{ a == 1; }" },
  "syntax/compound-assignment": { nix: "{ a += 1; }" },
  "syntax/double-comma": { nix: "{ a,, b }: a" },
  "syntax/ellipsis-not-last": { nix: "{ ..., a }: a" },
  "syntax/else-if": { nix: "if true then 1 elif false then 2 else 3" },
  "syntax/equals-for-colon": { nix: "{ a, b } = a" },
  "syntax/equals-in-expression": { nix: "if a = 1 then 2 else 3" },
  "syntax/escape-outside-string": { nix: '{ a = \\"text\\"; }' },
  "syntax/foreign-function": { nix: "map (lambda x: x) [ ]" },
  "syntax/foreign-keyword": { nix: "let const a = 1; in a" },
  "syntax/foreign-quotes": { nix: "{ a = “text”; }" },
  "syntax/inherit-path": { nix: "{ inherit a.b; }" },
  "syntax/interpolation-outside-string": { nix: "{ a = ${b}; }" },
  "syntax/invalid-character": { nix: "{ a = \\x; }" },
  "syntax/json": { nix: '{ "a": 1 }' },
  "syntax/keyword-as-name": { nix: "{ if = 1; }" },
  "syntax/loop": { nix: "[ (f x) for x in xs ]" },
  "syntax/markdown-fence": { nix: "```nix\n{ a = 1; }\n```\n" },
  "syntax/mixed-pipes": { nix: "a |> b <| c" },
  "syntax/needs-parentheses": { nix: "[ x: x ]" },
  "syntax/non-associative": { nix: "1 < 2 < 3" },
  "syntax/path-double-slash": { nix: "./a//b" },
  "syntax/path-trailing-slash": { nix: "./a/" },
  "syntax/semicolon-in-formals": { nix: "{ a; b }: a" },
  "syntax/semicolon-in-list": { nix: "[ 1; 2 ]" },
  "syntax/single-quotes": { nix: "{ a = 'text'; }" },
  "syntax/slash-comment": { nix: "// a comment\n1" },
  "syntax/ternary": { nix: "a ? 1 : 2" },
  "syntax/trailing-semicolon": { nix: "{ a = 1; };" },
  "syntax/unexpected": { nix: "{ a = b @ c; }" },
  "syntax/unknown-operator": { nix: "a === b" },
  "syntax/duplicate-attribute": { nix: "{ a = 1; a = 2; }" },
  "syntax/duplicate-formal": { nix: "{ a, a }: a" },
  "syntax/dynamic-attribute": { nix: "let ${x} = 1; in 2" },
  "syntax/nul-character": { nix: '"a\0b"' },
  "syntax/number-out-of-range": { nix: "9223372036854775808" },
  "syntax/undefined-variable": { program: 'parse("{ a = b; }", { undefinedVariables: true })' },
  "syntax/call-in-list": { program: 'parse("[ import ./a.nix { } ]", { likelyMistakes: true })' },

  "input/invalid": { program: "devShell({ packages: 1 })" },
  "input/unknown-key": { program: "devShell({ pakages: [pkgs.git] })" },
  "input/unknown-builder": { program: 'build({ builder: "devShel" })' },
  "input/unknown-license": {
    program: 'derivation({ pname: "x", version: "1", meta: { license: "apache2" } })',
  },
  "input/placeholder-hash": {
    program: 'fetchurl({ url: "https://example.org/x.tar.gz", hash: lib.fakeHash })',
  },
  "input/not-reproducible": { program: 'layeredImage({ name: "web", created: "now" })' },
  "input/changed-name": { program: 'layeredImage({ name: "Web" })' },
  "input/plain-secret": { program: 'nixosModule({ services: { x: { password: "hunter2" } } })' },
  "input/missing-program": { program: 'layeredImage({ name: "web", config: { Cmd: ["/bin/web"] } })' },

  "call/arity": { program: 'lib.hasPrefix("a", "b", "c")' },
  "call/argument": { program: "lib.concatStringsSep(1, [])" },

  "template/hole": { program: 'nix`"${[1, 2]}"`' },

  "edit/invalid-path": { program: 'NixDocument.parse("{ }").get("a..b")' },
  "edit/not-found": { program: 'NixDocument.parse("{ a = 1; }").rename("b", "c")' },
  "edit/ambiguous": {
    program: 'NixDocument.parse("lib: { a = lib.mkMerge [ { b = 1; } { b = 2; } ]; }").set("a.b", 3)',
  },
  "edit/not-a-set": { program: 'NixDocument.parse("{ a = 1; }").set("a.b", 2)' },
  "edit/not-a-list": { program: 'NixDocument.parse("{ a = 1; }").add("a", 2)' },
  "edit/inherited": { program: 'NixDocument.parse("x: { inherit (x) a; }").set("a.b", 2)' },
  "edit/conditional": {
    program: 'NixDocument.parse("{ a = mkIf c { b = 1; }; }").set("a.d", 2, { unconditional: true })',
  },
  "edit/dynamic-attribute": { program: 'NixDocument.parse("x: { ${x} = { }; }").set("a.b", 2)' },
  "edit/exists": { program: 'NixDocument.parse("{ a = 1; b = 2; }").rename("a", "b")' },
  "edit/no-function": { program: 'NixDocument.parse("{ }").addArgument("pkgs")' },
  "edit/in-use": { program: 'NixDocument.parse("{ a }: a").removeArgument("a")' },
  "edit/stale-node": {
    program:
      'const file = NixDocument.parse("{ a = 1; }");\nconst before = file.resolve("a");\nfile.set("a", 2);\nfile.replace(before, 3)',
  },
  "edit/broken": { program: 'NixDocument.parse("{ a = 1 }").set("a", 2)' },
  "edit/in-error": {
    program: 'NixDocument.parse("{ a = 1; b = ; }", { allowErrors: true }).set("b", 2)',
  },
  "edit/nothing-to-undo": { program: 'NixDocument.parse("{ }").undo()' },
  "edit/no-file": { program: 'NixDocument.parse("{ }").save()' },

  "names/unknown-package": { program: 'check("{ pkgs }: pkgs.ripgrp")' },
  "names/removed-package": { program: 'check("{ pkgs }: pkgs.neofetch")' },
  "names/renamed-package": { program: 'check("{ pkgs }: pkgs.utillinux")' },
  "names/unknown-attribute": { program: 'check("{ lib }: lib.mkEnableOptoin \\"x\\"")' },
  "names/unknown-option": { program: 'check("{ services.ngnix.enable = true; }", { kind: "nixos" })' },
  "names/removed-option": { program: 'check("{ sound.enable = true; }", { kind: "nixos" })' },
  "names/renamed-option": { program: 'check("{ hardware.opengl.enable = true; }", { kind: "nixos" })' },
  "names/read-only-option": { program: 'check("{ system.nixos.release = 1; }", { kind: "nixos" })' },
  "names/no-data": {
    program: '// In a bundle.\nbuild({ builder: "devShell", options: { packages: [{ $pkg: "ripgrep" }] } })',
  },
  "names/unchecked": {
    program: 'edit("{ }", [{ op: "set", path: "services.mine.enable", value: true }])',
  },
  "names/option-type": { program: 'check("{ services.nginx.enable = 1; }", { kind: "nixos" })' },
  "names/missing-file": {
    program:
      'const host = { text: "{ imports = [ ./hardwear.nix ]; }" };\n({ diagnostics: await plan("site", { "host.nix": host, "hardware.nix": { } }).diagnostics() })',
  },
  "names/wrong-argument": { program: 'check("{ lib }: lib.mkOption { defualt = 1; }")' },

  "file/conflict": { program: 'plan("site", { "host.nix": { }, "./host.nix": { } })' },
  "file/outside": { program: 'plan("site", { "../flake.nix": { } })' },
  "file/changed": {
    program:
      'const file = await NixDocument.open("host.nix");\nfile.set("a", 2);\nawait write("host.nix", "{ a = 3; }"); // another program\nawait file.save()',
  },
  "file/no-file-system": { program: '// In a browser.\nplan("site", { "flake.nix": { } })' },
  "file/unreadable": { program: 'NixDocument.open("missing.nix")' },
  "file/unwritable": { program: 'plan("host.nix", { "flake.nix": { } }).write()' },
} as const satisfies Record<DiagnosticCode, Example>;

/** What to do about the diagnostics that can't say it themselves. */
export const advice: Readonly<Partial<Record<DiagnosticCode, string>>> = {
  "value/cycle": 'Refer to the value by name: `rec({ … })` or `letIn({ … }, …)` with `reference("name")`.',
  "tree/error-node": "Look at the `diagnostics` of what was parsed first, or parse with `parseOrThrow`.",
  "tree/invalid-node": "Take a `kind` of the tree, with the fields that `nodeSchemasByKind` asks for.",
  "syntax/missing-expression": "Write the operand, or remove the operator.",
  "syntax/missing-value": "Write the value, or remove the binding.",
  "syntax/unexpected": "Remove what stands there, or write what is expected.",
  "syntax/dynamic-attribute": "Write the name, or put the binding into a set and select from it.",
  "syntax/number-out-of-range": "Write a float, a string, or a smaller number.",
  "syntax/undefined-variable": "Add it to the function header, bind it with `let`, or mend its name.",
  "input/invalid": "Give what the message says is expected.",
  "input/unknown-license": "Take a name of `lib.licenses`, an SPDX identifier, or an expression.",
  "call/argument": "Give a value of the type that the message names, or an expression.",
  "template/hole": "Put the hole where its value can stand, or write it as Nix in the template.",
  "edit/not-found": "Look at what `keys` and `find` give, or use `set`, which makes what is missing.",
  "edit/exists": "Take another name, or remove what is there first.",
  "edit/no-function": "Write the header first: `replace` the whole expression by a function.",
  "edit/nothing-to-undo": "Each edit can be taken back once.",
  "names/removed-option":
    "Remove the definition. What replaces the option is said in the release notes of NixOS.",
  "names/read-only-option": "Remove the definition: the system sets the option.",
  "names/option-type": "Give a value of the type that the message names.",
};
