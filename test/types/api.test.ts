import {
  attrs,
  config,
  devShell,
  flake,
  fn,
  formal,
  indented,
  layeredImage,
  lib,
  nix,
  nixosModule,
  pkgs,
  print,
  reference,
  select,
  str,
  toExpr,
  type toNix,
  tryToExpr,
  type Built,
  type Diagnostic,
  type DiagnosticCode,
  type Expr,
  type NixValue,
  type Reference,
  type ToNix,
} from "nixgen";
import { parse, type NixDocument, type ParseResult } from "@nixgen/parser";
import type * as coreModule from "@nixgen/core";
import type * as parserModule from "@nixgen/parser";
import type * as nixgenModule from "nixgen";
import type * as namesModule from "nixgen/names";
import type * as schemaModule from "nixgen/schema";
import { describe, expectTypeOf, test } from "vitest";

describe("values", () => {
  test("what JavaScript holds as data can stand wherever an expression is wanted", () => {
    expectTypeOf<string>().toExtend<NixValue>();
    expectTypeOf<number>().toExtend<NixValue>();
    expectTypeOf<bigint>().toExtend<NixValue>();
    expectTypeOf<boolean>().toExtend<NixValue>();
    expectTypeOf<null>().toExtend<NixValue>();
    expectTypeOf<readonly [1, "a", { b: [true] }]>().toExtend<NixValue>();
    expectTypeOf<{ a: { b: readonly string[] }; c: undefined }>().toExtend<NixValue>();
  });

  test("so can expressions", () => {
    expectTypeOf<Expr>().toExtend<NixValue>();
    expectTypeOf<Reference>().toExtend<NixValue>();
    expectTypeOf<Built>().toExtend<NixValue>();
    expectTypeOf<{ [toNix](): Expr }>().toExtend<ToNix>();
  });

  test("what has no meaning in Nix can't", () => {
    expectTypeOf<undefined>().not.toExtend<NixValue>();
    expectTypeOf<symbol>().not.toExtend<NixValue>();
    expectTypeOf<() => void>().not.toExtend<NixValue>();
    expectTypeOf<Date>().not.toExtend<NixValue>();
    expectTypeOf<Map<string, string>>().not.toExtend<NixValue>();
  });
});

describe("what the functions return", () => {
  test("text, trees and answers", () => {
    expectTypeOf(print).returns.toEqualTypeOf<string>();
    expectTypeOf(toExpr).returns.toEqualTypeOf<Expr>();
    expectTypeOf(nix`1`).toEqualTypeOf<Expr>();
    expectTypeOf(str`a`.kind).toEqualTypeOf<"String">();
    expectTypeOf(indented`a`.kind).toEqualTypeOf<"IndentedString">();
    expectTypeOf(attrs({ a: 1 }).kind).toEqualTypeOf<"AttributeSet">();
    expectTypeOf(fn("x", ({ x }) => x).kind).toEqualTypeOf<"Function">();
    expectTypeOf(parse).returns.toEqualTypeOf<ParseResult>();
  });

  test("an answer is an expression or diagnostics, and says which", () => {
    const result = tryToExpr(1);
    if (result.ok) expectTypeOf(result.expression).toEqualTypeOf<Expr>();
    else expectTypeOf(result.diagnostics).toEqualTypeOf<readonly Diagnostic[]>();
  });

  test("diagnostic codes are known", () => {
    expectTypeOf<"syntax/missing-semicolon">().toExtend<DiagnosticCode>();
    expectTypeOf<"no/such-code">().not.toExtend<DiagnosticCode>();
  });
});

describe("functions", () => {
  test("the callback gets a reference for each name of the parameter", () => {
    fn("x", (names) => {
      expectTypeOf(names).toEqualTypeOf<{ readonly x: Reference }>();
      return names.x;
    });
    fn(["pkgs", formal("debug", false), "..."], (names) => {
      expectTypeOf(names).toEqualTypeOf<{ readonly pkgs: typeof pkgs; readonly debug: Reference }>();
      return [names.pkgs, names.debug];
    });
  });
});

describe("names", () => {
  test("known packages complete", () => {
    expectTypeOf<"ripgrep">().toExtend<keyof typeof pkgs>();
    expectTypeOf<"ripgrpe">().not.toExtend<keyof typeof pkgs>();
    expectTypeOf<"requests">().toExtend<keyof typeof pkgs.python3Packages>();
    expectTypeOf<"requets">().not.toExtend<keyof typeof pkgs.python3Packages>();
    expectTypeOf(pkgs.python3Packages.callPackage).toExtend<Reference>();
    expectTypeOf(pkgs.pkgsStatic.hello.override).toExtend<Reference>();
    expectTypeOf(pkgs.haskellPackages["anything"]!).toExtend<NixValue>();
    expectTypeOf(pkgs.haskellPackages.aeson).toExtend<NixValue>();
    expectTypeOf(pkgs.haskellPackages.callCabal2nix("x", {})).toExtend<NixValue>();
    expectTypeOf(select(pkgs, "ourOwn")).toExtend<NixValue>();
    expectTypeOf(pkgs.ripgrep).toExtend<NixValue>();
    expectTypeOf(pkgs.dockerTools.caCertificates).toExtend<NixValue>();
    expectTypeOf(pkgs.python3Packages.requests).toExtend<NixValue>();
    expectTypeOf(lib.licenses.mit).toExtend<NixValue>();
    expectTypeOf(reference("x")).toEqualTypeOf<Reference>();
    expectTypeOf(config).toExtend<Reference>();
  });
});

describe("builders", () => {
  test("return what can stand in others", () => {
    expectTypeOf(devShell).returns.toExtend<NixValue>();
    expectTypeOf(layeredImage).returns.toExtend<NixValue>();
    expectTypeOf(flake).returns.toExtend<NixValue>();
    expectTypeOf(nixosModule).returns.toExtend<NixValue>();
  });
});

/** The names of the functions of a module whose parameters TypeScript can't tell. */
type WithoutParameters<Module> = {
  [Name in keyof Module]: Module[Name] extends (...args: never) => unknown
    ? Module[Name] extends (...args: infer _) => unknown
      ? never
      : Name
    : never;
}[keyof Module];

describe("functions", () => {
  test("can be wrapped: their parameters are known", () => {
    expectTypeOf<WithoutParameters<typeof nixgenModule>>().toBeNever();
    expectTypeOf<WithoutParameters<typeof schemaModule>>().toBeNever();
    expectTypeOf<WithoutParameters<typeof namesModule>>().toBeNever();
    expectTypeOf<WithoutParameters<typeof coreModule>>().toBeNever();
    expectTypeOf<WithoutParameters<typeof parserModule>>().toBeNever();
  });
});

describe("documents", () => {
  test("read and set values", () => {
    expectTypeOf<ReturnType<NixDocument["get"]>>().toEqualTypeOf<NixValue | undefined>();
    expectTypeOf<Parameters<NixDocument["set"]>[1]>().toEqualTypeOf<NixValue>();
  });
});
