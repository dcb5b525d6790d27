import { fileURLToPath } from "node:url";
import { format } from "@nixgen/parser";
import { expect } from "vitest";
import { evalNix } from "./nix.js";

const packages = fileURLToPath(new URL("stubs/packages.nix", import.meta.url));

/**
 * What real Nix makes of Nix code, with `pkgs` and `lib` of the stub package set. The code must be formatted as nixfmt
 * would.
 */
export function evaluate(code: { toString(): string }): unknown {
  const text = String(code);
  expect(format(text)).toBe(text);
  return evalNix(`let pkgs = import ${packages}; inherit (pkgs) lib; in ${text}`);
}

/** What real Nix makes of a file that is a function for `callPackage`. */
export function evaluatePackageFile(code: { toString(): string }): unknown {
  const text = String(code);
  expect(format(text)).toBe(text);
  return evalNix(`(import ${packages}).callPackage (${text}) { }`);
}

/**
 * What real Nix makes of Nix code, with the names that some code binds.
 *
 * @param bindings the bindings of a `let`, such as `pkgs = …;`.
 */
export function evaluateWith(bindings: string, code: { toString(): string }): unknown {
  const text = String(code);
  expect(format(text)).toBe(text);
  return evalNix(`let ${bindings} in ${text}`);
}

/** The path of a stub under `test/stubs`, for {@link evaluateWith}. */
export function stub(name: string): string {
  return fileURLToPath(new URL(`stubs/${name}`, import.meta.url));
}
