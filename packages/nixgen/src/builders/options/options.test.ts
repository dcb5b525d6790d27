import { format } from "@nixgen/parser";
import { describe, expect, it } from "vitest";
import { adviceByPath } from "../../../../../test/problems.js";
import { mkEnableOption, mkOption, mkPackageOption, pkgs, reference, str, types } from "../../index.js";
import type { DeclaredType } from "./declared-type.js";
import type { MkOptionOptions } from "./mk-option.js";
import type { TypeData } from "./type-data.js";

function wrong(options: object): Record<string, string> {
  return adviceByPath(() => mkOption(options as MkOptionOptions), ".");
}

const text = (value: { toString(): string }): string => {
  expect(format(String(value))).toBe(String(value));
  return String(value).trimEnd();
};

describe("mkOption", () => {
  it("writes what a module declares", () => {
    expect(
      text(
        mkOption({
          type: types.listOf(types.package),
          default: [pkgs.git],
          defaultText: "[ pkgs.git ]",
          example: [],
          description: "Tools.",
          relatedPackages: ["git"],
          internal: true,
        }),
      ),
    ).toBe(`lib.mkOption {
  type = lib.types.listOf lib.types.package;
  default = [ pkgs.git ];
  defaultText = lib.literalExpression "[ pkgs.git ]";
  example = [ ];
  description = "Tools.";
  relatedPackages = [ "git" ];
  internal = true;
}`);
  });

  it("makes a function of a submodule that uses its name", () => {
    const root = mkOption({ type: types.str, default: str`/srv/${reference("name")}` });
    expect(text(mkOption({ type: types.submodule({ options: { root } }) }))).toBe(`lib.mkOption {
  type = lib.types.submodule (
    { name, ... }:
    {
      options.root = lib.mkOption {
        type = lib.types.str;
        default = "/srv/\${name}";
      };
    }
  );
}`);
  });

  it.each([
    [{ type: types.port, default: 70000 }, "default"],
    [{ type: types.port, default: "80" }, "default"],
    [{ type: types.ints.u8, default: 256 }, "default"],
    [{ type: types.ints.between(1, 3), example: 4 }, "example"],
    [{ type: types.enum(["a", "b"]), default: "c" }, "default"],
    [{ type: types.listOf(types.str), default: ["a", 1] }, "default.1"],
    [{ type: types.attrsOf(types.bool), default: { a: true, b: "yes" } }, "default.b"],
    [{ type: types.strMatching("[a-z]+"), default: "A" }, "default"],
    [{ type: types.path, default: "relative" }, "default"],
    [{ type: types.package, default: "git" }, "default"],
    [{ type: types.nonEmptyStr, default: " " }, "default"],
    [
      { type: types.submodule({ options: { a: mkOption({ type: types.int }) } }), default: { b: 1 } },
      "default",
    ],
    [{ type: "prot" }, "type"],
    [{ type: { listOf: { nulOr: "str" } } }, "type.listOf.nulOr"],
    [{ type: 1 }, "type"],
  ])("refuses %#", (options, path) => {
    expect(Object.keys(wrong(options))).toEqual([path]);
  });

  it.each([
    { type: types.port, default: 8080 },
    { type: types.nullOr(types.str), default: null },
    { type: types.either(types.int, types.str), default: "a" },
    { type: types.attrsOf(types.listOf(types.str)), default: { a: ["b"] } },
    { type: types.str, default: reference("config").networking!.hostName! },
    { type: types.attrTag({ a: mkOption({}) }), default: { a: 1 } },
    { type: "str", default: "a" },
    { type: { attrsOf: { nullOr: "port" } }, default: { a: null, b: 80 } },
    { type: { submodule: { options: { a: mkOption({ type: "int" }) } } }, default: { a: 1 } },
  ])("takes %#", (options) => {
    expect(wrong(options)).toEqual({});
  });

  it("suggests the names of types and options", () => {
    expect(wrong({ type: "prt" })["type"]).toContain('did you mean "port"?');
    expect(wrong({ type: { listof: "str" } })["type.listof"]).toContain("did you mean `listOf`?");
    expect(wrong({ typ: "str", descripton: 1 })).toEqual({
      typ: "mkOption has no option `typ`; did you mean `type`?",
      descripton: "mkOption has no option `descripton`; did you mean `description`?",
    });
  });

  it("refuses a default that its type does not take as a compile error", () => {
    // @ts-expect-error -- a port is a number
    expect(() => mkOption({ type: types.port, default: "80" })).toThrow();
    // @ts-expect-error -- none of the values
    expect(() => mkOption({ type: types.enum(["a", "b"]), default: "c" })).toThrow();
    // @ts-expect-error -- a package is an expression
    expect(() => mkOption({ type: types.listOf(types.package), default: ["git"] })).toThrow();
    // @ts-expect-error -- there is no such type
    expect(() => mkOption({ type: "prot" })).toThrow();
  });

  const check = reference("check");
  const tag = { a: mkOption({}) };
  it.each<[TypeData, DeclaredType]>([
    [{ enum: ["a", "b"] }, types.enum(["a", "b"])],
    [{ nullOr: "str" }, types.nullOr(types.str)],
    [{ nonEmptyListOf: { listOf: "int" } }, types.nonEmptyListOf(types.listOf(types.int))],
    [{ attrsOf: { lazyAttrsOf: "str" } }, types.attrsOf(types.lazyAttrsOf(types.str))],
    [{ attrListOf: "str" }, types.attrListOf(types.str)],
    [{ functionTo: "str" }, types.functionTo(types.str)],
    [{ passwdEntry: "str" }, types.passwdEntry(types.str)],
    [{ uniq: "str" }, types.uniq(types.str)],
    [{ either: ["str", "ints.u8"] }, types.either(types.str, types.ints.u8)],
    [{ oneOf: ["str", "int", "bool"] }, types.oneOf([types.str, types.int, types.bool])],
    [{ strMatching: "a+" }, types.strMatching("a+")],
    [{ separatedString: ":" }, types.separatedString(":")],
    [{ "ints.between": [1, 9] }, types.ints.between(1, 9)],
    [{ "numbers.between": [0, 1] }, types.numbers.between(0, 1)],
    [{ submodule: { options: tag } }, types.submodule({ options: tag })],
    [{ attrTag: tag }, types.attrTag(tag)],
    [{ pathWith: { inStore: true } }, types.pathWith({ inStore: true })],
    [{ serializableValueWith: { typeName: "YAML" } }, types.serializableValueWith({ typeName: "YAML" })],
    [{ deferredModuleWith: { staticModules: [{}] } }, types.deferredModuleWith({ staticModules: [{}] })],
    [{ submoduleWith: { modules: [{}] } }, types.submoduleWith({ modules: [{}] })],
    [
      { attrsWith: { elemType: "int", placeholder: "port" } },
      types.attrsWith({ elemType: types.int, placeholder: "port" }),
    ],
    [
      { attrListWith: { elemType: "int", asAttrs: true } },
      types.attrListWith({ elemType: types.int, asAttrs: true }),
    ],
    [{ unique: { type: "str", message: "once" } }, types.unique({ message: "once" }, types.str)],
    [{ addCheck: { type: "str", check } }, types.addCheck(types.str, check)],
    [{ coercedTo: { from: "int", by: check, to: "str" } }, types.coercedTo(types.int, check, types.str)],
  ])("takes %j as data", (data, type) => {
    expect(String(mkOption({ type: data }))).toBe(String(mkOption({ type })));
  });

  it.each([
    [{ unique: { type: "str" } }, "type.unique"],
    [{ unique: { type: "st", message: "once" } }, "type.unique.type"],
    [{ coercedTo: { from: "int", to: "str" } }, "type.coercedTo"],
    [{ attrsWith: { lazy: true } }, "type.attrsWith"],
    [{ pathWith: { inStore: "yes" } }, "type.pathWith"],
    [{ either: ["str"] }, "type.either"],
  ])("refuses %j", (type, path) => {
    expect(Object.keys(wrong({ type }))).toEqual([path]);
  });
});

describe("other declarations", () => {
  it("mkEnableOption", () => {
    expect(text(mkEnableOption("the server"))).toBe('lib.mkEnableOption "the server"');
    expect(text(mkEnableOption("metrics", { default: true }))).toBe(
      'lib.mkEnableOption "metrics" // { default = true; }',
    );
  });

  it("mkPackageOption", () => {
    expect(text(mkPackageOption("git"))).toBe('lib.mkPackageOption pkgs "git" { }');
    expect(text(mkPackageOption(["python3Packages", "numpy"], { nullable: true }))).toBe(
      'lib.mkPackageOption pkgs [ "python3Packages" "numpy" ] { nullable = true; }',
    );
    // @ts-expect-error -- the option is misspelled
    expect(() => mkPackageOption("git", { nulable: true })).toThrow("did you mean `nullable`?");
  });
});
