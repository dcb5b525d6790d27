import { requireFunction, requireOptions, requireText } from "@nixgen/core";
import { findReferenceProblem } from "./reference.js";

/** What any input may have besides where it comes from. */
interface InputOptions {
  /** `false`: the input is no flake, just files. */
  readonly flake?: boolean;
  /** Inputs of this input that are taken from elsewhere: `{ nixpkgs: { follows: "nixpkgs" } }`. */
  readonly inputs?: Readonly<Record<string, FlakeInput>>;
}

/** What any reference in attributes may have. */
interface ReferenceOptions {
  /** The directory in which `flake.nix` is. */
  readonly dir?: string;
  /** The hash of the files, in the SRI form. */
  readonly narHash?: string;
}

/** A commit: a branch or tag, or a revision. */
interface CommitOptions {
  /** A branch or a tag. */
  readonly ref?: string;
  /** A revision: 40 hexadecimal digits. */
  readonly rev?: string;
}

/**
 * A flake reference in attributes, for what its form as a URL says badly.
 *
 * @see the Nix manual, "nix flake": flake references
 */
export type FlakeReference = ReferenceOptions &
  (
    | ({
        readonly type: "github" | "gitlab" | "sourcehut";
        readonly owner: string;
        readonly repo: string;
        /** The server, where it is not the public one. */
        readonly host?: string;
      } & CommitOptions)
    | ({
        readonly type: "git";
        readonly url: string;
        readonly submodules?: boolean;
        readonly shallow?: boolean;
        readonly allRefs?: boolean;
        readonly lfs?: boolean;
      } & CommitOptions)
    | ({ readonly type: "hg"; readonly url: string } & CommitOptions)
    | { readonly type: "tarball" | "file"; readonly url: string }
    | { readonly type: "path"; readonly path: string }
    | ({ readonly type: "indirect"; readonly id: string } & CommitOptions)
  );

/**
 * An input of a flake.
 *
 * @see the Nix manual, "nix flake": flake inputs
 */
export type FlakeInput =
  | ({
      /** The flake reference, such as `"github:NixOS/nixpkgs/nixos-unstable"`. */
      readonly url?: string;
    } & InputOptions)
  | (FlakeReference & InputOptions)
  | {
      /** This input is one of another input: `"home-manager/nixpkgs"`; `""` leaves it out. */
      readonly follows: string;
    };

/** The keys of a reference in attributes by its type: those that it needs, and those that it may have. */
const referenceKeys = {
  github: [
    ["owner", "repo"],
    ["host", "ref", "rev"],
  ],
  gitlab: [
    ["owner", "repo"],
    ["host", "ref", "rev"],
  ],
  sourcehut: [
    ["owner", "repo"],
    ["host", "ref", "rev"],
  ],
  git: [["url"], ["ref", "rev", "submodules", "shallow", "allRefs", "lfs"]],
  hg: [["url"], ["ref", "rev"]],
  tarball: [["url"], []],
  file: [["url"], []],
  path: [["path"], []],
  indirect: [["id"], ["ref", "rev"]],
} satisfies Record<FlakeReference["type"], readonly [readonly string[], readonly string[]]>;

const commonKeys = ["type", "flake", "inputs", "dir", "narHash"];

/** The types of references in attributes. */
export const referenceTypes = Object.keys(referenceKeys) as readonly FlakeReference["type"][];

/** The attributes of an input that are texts, in the order in which they are written. */
export const inputTexts = [
  "url",
  "type",
  "id",
  "owner",
  "repo",
  "host",
  "path",
  "ref",
  "rev",
  "dir",
  "narHash",
  "follows",
] as const;

/** The attributes of an input that are true or false, in the order in which they are written. */
export const inputFlags = ["submodules", "shallow", "allRefs", "lfs", "flake"] as const;

/** An input of a flake in parts: any of its attributes. */
export type FlakeInputParts = { readonly [Key in (typeof inputTexts)[number]]?: string } & {
  readonly [Key in (typeof inputFlags)[number]]?: boolean;
} & {
  /** What the inputs of this input are, by name. */
  readonly inputs?: Readonly<Record<string, FlakeInputParts>>;
};

/** What names an input, which is a variable in the outputs. */
export const inputNamePattern: RegExp = /^[A-Za-z_][\w'-]*$/;

/** A whole revision: 40 hexadecimal digits. */
export const revisionPattern: RegExp = /^[0-9a-f]{40}$/;

/** What is said of an input that follows itself, or an input of its own. */
export function followsItself(name: string): string {
  requireText(name, "the name of an input");
  return `the input \`${name}\` can't follow itself`;
}

/** Tells of a problem of one of the keys of an input. */
export type ReportKey = (key: string, message: string, suggestions?: readonly string[]) => void;

/** Finds what is wrong with an input that each of its keys by itself does not show, its inputs left out. */
export function checkFlakeInput(input: Readonly<Record<string, unknown>>, report: ReportKey): void {
  requireOptions(input, "an input of a flake");
  requireFunction(report, "what is told of a problem");
  const { follows, type, url } = input;
  if (follows !== undefined) {
    const others = Object.keys(input).filter((key) => key !== "follows");
    if (others.length > 0)
      report("follows", `an input that follows another has no ${listKeys(others)} of its own`);
    return;
  }
  if (type === undefined) {
    const problem = typeof url === "string" ? findReferenceProblem(url, input["flake"] === false) : undefined;
    if (problem) report("url", problem.message, problem.suggestions);
    const misplaced = Object.keys(input).filter((key) => !["url", "flake", "inputs"].includes(key));
    if (misplaced.length > 0) report(misplaced[0]!, `${listKeys(misplaced)} of an input needs its \`type\``);
    return;
  }
  const keys = Object.hasOwn(referenceKeys, String(type)) && referenceKeys[type as FlakeReference["type"]];
  if (!keys) return;
  const [needed, allowed] = keys as readonly [readonly string[], readonly string[]];
  for (const key of needed) {
    if (input[key] === undefined) report(key, `an input of the type \`${String(type)}\` needs \`${key}\``);
  }
  for (const key of Object.keys(input)) {
    if (![...needed, ...allowed, ...commonKeys].includes(key))
      report(key, `an input of the type \`${String(type)}\` has no \`${key}\``);
  }
}

function listKeys(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(", ");
}
