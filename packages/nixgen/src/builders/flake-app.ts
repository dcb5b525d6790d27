import { attrs, call, dotted, select, str, toExpr, type Expr, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { nixAttributes, nixString, type NixString } from "./input.js";

/** A program that `nix run` starts. */
export interface FlakeApp {
  /** The program's path in the store, str`${pkgs.hello}/bin/hello`, or the package whose main program it is. */
  readonly program: NixString;
  readonly meta?: NixAttributes;
}

export const flakeAppSchema = z.strictObject({ program: nixString, meta: nixAttributes.optional() });

/** An app as a flake has it. Nix wants the path of the program, and takes no package in its place. */
export function buildApp({ program, ...others }: FlakeApp): Expr {
  return dotted(attrs({ type: "app", program: programPath(program), ...others }));
}

function programPath(program: NixString): NixString {
  if (typeof program === "string") return program;
  const builder = (program as { readonly builder?: unknown }).builder;
  if (builder === "shellScript") return str`${program}`;
  const isPackage =
    typeof builder === "string" ? packageBuilders.has(builder) : isInPackages(toExpr(program));
  return isPackage ? call(select(pkgs, "lib", "getExe"), program) : program;
}

/** Builders of packages with programs. */
const packageBuilders: ReadonlySet<string> = new Set([
  "buildEnv",
  "callPackage",
  "derivation",
  "goModule",
  "npmPackage",
  "override",
  "overrideAttrs",
  "pythonApplication",
  "rustPackage",
  "shellApplication",
  "shellScriptBin",
  "symlinkJoin",
]);

/** Whether an expression is a package of nixpkgs, by its name. */
function isInPackages(expression: Expr): boolean {
  if (expression.kind !== "Select") return false;
  const { names } = expression.path;
  const last = names.at(-1);
  const isText = last?.kind === "Identifier" && textAttributes.has(last.name);
  return expression.subject.kind === "Identifier" && expression.subject.name === "pkgs" && !isText;
}

/** Attributes of packages, and of nixpkgs, that are paths already. */
const textAttributes: ReadonlySet<string> = new Set(["interpreter", "outPath", "runtimeShell", "shell"]);
