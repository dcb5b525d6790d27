import {
  findFreeVariables,
  fn,
  formals,
  isIdentifier,
  staticName,
  walk,
  type Diagnostic,
  type Expr,
  type Node,
} from "@nixgen/core";
import { onNextLine, reportAt, usedNames } from "../files/header.js";
import { closestNames } from "../names/closest.js";

export const defaultInputs = { nixpkgs: "github:NixOS/nixpkgs/nixos-unstable" };

/** How the inputs come to the outputs. */
export interface FlakeHeader {
  /** The names that are listed, used or not. */
  readonly names: readonly string[] | undefined;
  readonly throughInputs: boolean;
  /** Variables that the set of the flake itself binds. */
  readonly own: readonly string[];
}

/** The variables that outputs use from outside: those of the inputs, in the order offered. */
function usedInputs(body: Expr, inputNames: readonly string[], { own }: FlakeHeader): string[] {
  const offered = ["self", ...inputNames, "inputs"];
  const used = usedNames(body, [...new Set([...offered, ...own])], { advise: adviseInput });
  return used.filter((name) => offered.includes(name));
}

/** The function from the inputs to the outputs; it names what it uses, and what it is asked to name. */
export function withInputs(body: Expr, inputNames: readonly string[], header: FlakeHeader): Expr {
  if (header.throughInputs) return withAllInputs(body, inputNames, header);
  const used = usedInputs(body, inputNames, header);
  const alias = used.includes("inputs") ? { alias: "inputs" } : {};
  const wanted = used.filter((name) => name !== "inputs");
  if (header.names !== undefined)
    return onNextLine(fn(formals(listNames(header.names, wanted), alias), body));
  const listed = [...new Set(["self", ...wanted])];
  const isComplete = inputNames.every((name) => listed.includes(name));
  return onNextLine(fn(formals(isComplete ? listed : [...listed, "..."], alias), body));
}

/** The same where all inputs are handed on: `inputs@{ flake-parts, ... }:`. */
export function withAllInputs(body: Expr, inputNames: readonly string[], header: FlakeHeader): Expr {
  const used = usedInputs(body, inputNames, header).filter((name) => name !== "inputs");
  const names = listNames(header.names ?? [], used).filter((name) => name !== "...");
  if (names.length === 0) return onNextLine(fn("inputs", body));
  return onNextLine(fn(formals([...names, "..."], { alias: "inputs", aliasFirst: true }), body));
}

/** The names that are asked for, and then those that are used besides. */
function listNames(header: readonly string[], used: readonly string[]): string[] {
  const names = [...new Set([...header, ...used])].filter((name) => name !== "...");
  return header.includes("...") ? [...names, "..."] : names;
}

/** Reports inputs that an output takes from `inputs`, and that the flake does not have. */
export function reportUnknownInputs(
  output: { readonly name: string; readonly value: Expr },
  inputNames: readonly string[],
): Diagnostic[] {
  const { name, value } = output;
  const known = ["self", ...inputNames];
  const free = new Set<Node>(findFreeVariables(value).map(({ node }) => node));
  const found: Diagnostic[] = [];
  walk(value, (node) => {
    if (node.kind !== "Select" || node.subject.kind !== "Identifier" || node.default) return;
    if (node.subject.name !== "inputs" || !free.has(node.subject)) return;
    const input = staticName(node.path.names[0]!);
    if (input === undefined || known.includes(input)) return;
    const advice = adviseMissing(input, inputNames);
    const similar = closestNames(input, known).map((one) => `did you mean \`inputs.${one}\`?`);
    found.push(reportAt(node.subject, value, [name], `there is no input \`${input}\``, [...similar, advice]));
  });
  return found;
}

/** Inputs that builders refer to, with the usual place of each. */
const usualInputs: Readonly<Record<string, string>> = {
  ...defaultInputs,
  agenix: "github:ryantm/agenix",
  disko: "github:nix-community/disko",
  "home-manager": "github:nix-community/home-manager",
  "nix-darwin": "github:nix-darwin/nix-darwin",
  "sops-nix": "github:Mic92/sops-nix",
};

/** What to do where a flake does not have an input. */
export function adviseMissing(name: string, inputNames: readonly string[]): string {
  const own = inputNames.length === 0 ? "" : `, which has ${inputNames.join(", ")}`;
  return adviseInput(name) ?? `add it to \`inputs\`${own}`;
}

/** What to do where nothing binds a variable: if it is an input that flakes have, to add it. */
export function adviseInput(name: string): string | undefined {
  if (!Object.hasOwn(usualInputs, name)) return undefined;
  const key = isIdentifier(name) && !name.includes("-") ? name : JSON.stringify(name);
  return `add it to \`inputs\`: \`${key}: ${JSON.stringify(usualInputs[name])}\``;
}
