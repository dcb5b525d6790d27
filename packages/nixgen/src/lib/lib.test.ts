import { call, fn, print, toExpr, toNix, type Reference } from "@nixgen/core";
import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../../test/problems.js";
import { evalNix, hasNix, nixpkgsLib } from "../../../../test/nix.js";
import { builtins, config, lib, path, pkgs } from "../index.js";
import { builtinSignatures, libSignatures } from "./function-types.generated.js";
import { findSignature } from "./signature.js";
import { typeOfExpression } from "./type-of.js";

const messagesOf = (run: () => unknown): string[] =>
  problemsOf(run).map(({ code, message, path = [] }) => `${code} ${path.join(".")}: ${message}`);

describe("calls of lib and builtins", () => {
  it("become applications", () => {
    expect(print(lib.mkIf(config["a"]!, { b: 1 }))).toBe("lib.mkIf config.a { b = 1; }\n");
    expect(print(lib.optional(true, pkgs.git))).toBe("lib.optional true pkgs.git\n");
    expect(print(lib.concatStringsSep(",", ["a", "b"]))).toBe(
      'lib.concatStringsSep "," [\n  "a"\n  "b"\n]\n',
    );
    expect(print(lib.strings.hasPrefix("a", lib.getName(pkgs.git)))).toBe(
      'lib.strings.hasPrefix "a" (lib.getName pkgs.git)\n',
    );
    expect(print(lib.types.attrsOf(lib.types.str))).toBe("lib.types.attrsOf lib.types.str\n");
    expect(print(builtins.readFile(path("./a")))).toBe("builtins.readFile ./a\n");
    expect(print(lib.licenses.mit)).toBe("lib.licenses.mit\n");
  });

  it("want all arguments, of the right types, and say all that is wrong", () => {
    expect(
      messagesOf(() => {
        // @ts-expect-error -- the value is missing
        lib.mkIf(true);
      }),
    ).toEqual(["call/arity : lib.mkIf takes 2 arguments (condition, content), not 1"]);
    expect(
      messagesOf(() => {
        // @ts-expect-error -- the arguments are in the wrong order
        lib.concatStringsSep(["a"], ",");
      }),
    ).toEqual([
      "call/argument 0: lib.concatStringsSep: `sep` is a string, found a list",
      "call/argument 1: lib.concatStringsSep: `list` is a list, found a string",
    ]);
    expect(
      messagesOf(() => {
        // @ts-expect-error -- one name too many
        lib.attrNames({}, {});
      }),
    ).toEqual(["call/arity : lib.attrNames takes 1 argument (set), not 2"]);
    expect(
      messagesOf(() => {
        // @ts-expect-error -- "yes" is no boolean
        lib.optionals("yes", []);
      }),
    ).toHaveLength(1);
    expect(
      messagesOf(() => {
        // @ts-expect-error -- an index is a number
        builtins.elemAt([1], "0");
      }),
    ).toEqual(["call/argument 1: builtins.elemAt: `index` is an integer, found a string"]);
    expect(messagesOf(() => lib.mkForce(NaN))).toEqual(["value/not-a-number 0: NaN has no literal in Nix"]);
  });

  it("know what other calls give", () => {
    expect(messagesOf(() => lib.length(lib.attrNames({ a: 1 })))).toEqual([]);
    expect(
      messagesOf(() => {
        // @ts-expect-error -- `attrNames` gives a list
        lib.toUpper(lib.attrNames({ a: 1 }));
      }),
    ).toEqual(["call/argument 0: lib.toUpper: `text` is a string, found a list"]);
    const byParts = call(lib.hasPrefix, "a");
    expect(typeOfExpression(byParts)).toBe("function");
    expect(messagesOf(() => lib.filter(byParts, ["a"]))).toEqual([]);
    // `map` takes a list, but what `byParts` gives is no list.
    expect(
      messagesOf(() =>
        builtins.map(
          fn("x", ({ x }) => x!),
          byParts as unknown as Reference,
        ),
      ),
    ).toHaveLength(1);
  });

  it("let through what only evaluation could tell", () => {
    expect(messagesOf(() => lib.toUpper(config["name"]!))).toEqual([]);
    expect(messagesOf(() => lib.makeBinPath([pkgs.git]))).toEqual([]);
    expect(messagesOf(() => lib.removePrefix("a", pkgs.git))).toEqual([]);
    expect(messagesOf(() => lib.flip(lib.hasPrefix, "abc", "a"))).toEqual([]);
    expect(messagesOf(() => lib["aFunctionOfTomorrow"]!(1, 2, 3))).toEqual([]);
  });
});

describe("the tables of functions", () => {
  const rows = [...Object.keys(libSignatures), ...Object.keys(builtinSignatures)];

  it(`have different names and known types for the parameters of ${rows.length} functions`, () => {
    const known = ["any", "boolean", "function", "integer", "list", "path", "set", "string"];
    const wrong = rows.filter((name) => {
      const { parameters, result } = findSignature({ ...builtinSignatures, ...libSignatures }, name)!;
      const names = new Set(parameters.map((parameter) => parameter.name));
      const types = [result, ...parameters.map((parameter) => parameter.type)];
      return names.size !== parameters.length || !types.every((type) => known.includes(type));
    });
    expect(wrong).toEqual([]);
  });

  it("give a function of a part its own signature before that of lib", () => {
    expect(findSignature(libSignatures, "lists.hasPrefix")?.parameters[0]?.type).toBe("list");
    expect(findSignature(libSignatures, "strings.hasPrefix")?.parameters[0]?.type).toBe("string");
    expect(findSignature(libSignatures, "nothing")).toBeUndefined();
  });
});

/** Simple arguments of each type. */
const samples: Readonly<Record<string, string>> = {
  boolean: "true",
  function: "(x: y: x)",
  integer: "1",
  list: "[ ]",
  path: "./.",
  set: "{ }",
  string: '"1"',
};

/** Functions whose parameters are all of a known type, so that a sample can be made; those of newer Nix are left out. */
const testable = Object.keys(builtinSignatures).filter((name) => {
  const newer = ["convertHash", "fetchClosure", "getFlake", "parseFlakeRef", "readFileType", "warn"];
  const types = findSignature(builtinSignatures, name)!.parameters.map(({ type }) => type);
  return !newer.includes(name) && types.every((type) => type !== "any") && types.length > 1;
});

// The flake of nixpkgs adds it to `lib`.
const addedByFlake = ["nixosSystem"];

describe.skipIf(!hasNix || nixpkgsLib === undefined)("the functions of a checkout's lib", () => {
  it("are those of the table", () => {
    const paths = Object.keys(libSignatures).map((path) => `{ path = "${path}"; isThere = lib ? ${path}; }`);
    const missing = evalNix(`let lib = import ${nixpkgsLib}; in
      map (entry: entry.path) (builtins.filter (entry: !entry.isThere) [ ${paths.join(" ")} ])`);
    expect(missing).toEqual(addedByFlake);
  });
});

describe.skipIf(!hasNix)("builtins, asked for their arity", () => {
  it(`is that of the table for ${testable.length} functions`, () => {
    const partial = testable.map((name) => {
      const { parameters } = findSignature(builtinSignatures, name)!;
      const args = parameters.slice(0, -1).map(({ type }) => samples[type]);
      return `{ name = "${name}"; value = builtins.isFunction (builtins.${name} ${args.join(" ")}); }`;
    });
    const answers = evalNix(`builtins.listToAttrs [ ${partial.join(" ")} ]`);
    expect(answers).toEqual(Object.fromEntries(testable.map((name) => [name, true])));
  });

  it("evaluates calls", () => {
    expect(evalNix(print(builtins.concatStringsSep("-", builtins.attrNames({ b: 1, a: 2 }))))).toBe("a-b");
    expect(evalNix(print(builtins.substring(1, 2, "abcd")))).toBe("bc");
    expect(evalNix(print(toExpr(builtins.elem(2, [1, 2])[toNix]())))).toBe(true);
  });
});
