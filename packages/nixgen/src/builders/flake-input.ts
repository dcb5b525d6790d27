import { Annotated, dotted, markNode, type Binding, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import { closestNames } from "../names/closest.js";
import { crossCheck, type ReportIssue } from "./cross-check.js";
import { findReferenceProblem } from "./flake-reference.js";
import type { IssueDetails } from "./input.js";

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

/** What is wrong with an input that each of its keys by itself does not show. */
function checkInput(input: Readonly<Record<string, unknown>>, reportAt: ReportIssue): void {
  const report = (key: string, message: string, suggestions?: readonly string[]): void =>
    reportAt([key], message, suggestions);
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
  const keys = Object.hasOwn(referenceKeys, type as string) && referenceKeys[type as FlakeReference["type"]];
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

const inputObject = z
  .strictObject({
    url: z.string().min(1).optional(),
    type: z.enum(Object.keys(referenceKeys) as FlakeReference["type"][]).optional(),
    owner: z.string().min(1).optional(),
    repo: z.string().min(1).optional(),
    host: z.string().min(1).optional(),
    id: z.string().min(1).optional(),
    path: z.string().min(1).optional(),
    ref: z.string().min(1).optional(),
    rev: z
      .string()
      .regex(/^[0-9a-f]{40}$/, "expected a revision of 40 hexadecimal digits")
      .optional(),
    dir: z.string().min(1).optional(),
    narHash: z.string().min(1).optional(),
    submodules: z.boolean().optional(),
    shallow: z.boolean().optional(),
    allRefs: z.boolean().optional(),
    lfs: z.boolean().optional(),
    flake: z.boolean().optional(),
    follows: z.string().optional(),
    get inputs(): z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodType>> {
      return z.record(z.string(), inputObject as z.ZodType).optional();
    },
  })
  .check(crossCheck(checkInput));

const referenceText = z.string().superRefine((text, context) => {
  const problem = findReferenceProblem(text, false);
  const params: IssueDetails = { suggestions: problem?.suggestions ?? [] };
  if (problem) context.addIssue({ code: "custom", message: problem.message, params });
});

export const flakeInputSchema = z.union([referenceText, inputObject], {
  error: 'expected a flake reference such as "github:NixOS/nixpkgs", or { url, flake, inputs, follows }',
});

/** The inputs by name. What follows an input that there is not is an error at its place. */
export const flakeInputsSchema = z.record(z.string(), flakeInputSchema).superRefine((inputs, context) => {
  const names = Object.keys(inputs);
  const visit = (input: unknown, path: readonly string[]): void => {
    if (typeof input !== "object" || input === null) return;
    const { follows, inputs: below } = input as { follows?: unknown; inputs?: Record<string, unknown> };
    if (typeof follows === "string" && follows !== "") {
      const [first] = follows.split("/") as [string];
      if (!names.includes(first)) {
        const suggestions = closestNames(first, names).map((name) => `did you mean \`${name}\`?`);
        const params: IssueDetails = { suggestions };
        const message = `there is no input \`${first}\` that could be followed`;
        context.addIssue({ code: "custom", message, path: [...path, "follows"], params });
      }
    }
    for (const [name, item] of Object.entries(below ?? {})) visit(item, [...path, "inputs", name]);
  };
  for (const [name, input] of Object.entries(inputs)) visit(input, [name]);
});

/** The inputs of a flake by name; a string is the reference. */
export type FlakeInputs = Readonly<Record<string, string | FlakeInput | Annotated>>;

/** Inputs as people write them: one binding where there is only a reference. */
export function buildInputs(inputs: FlakeInputs): Binding[] {
  const entries = Object.entries(inputs).map(([name, input]): [string, NixAttributes[string]] => {
    if (typeof input === "string") return [name, { url: input }];
    if (input instanceof Annotated && typeof input.value === "string")
      return [name, new Annotated({ url: input.value }, input.leading, input.trailing)];
    return [name, input as NixAttributes];
  });
  if (entries.length === 0) return [];
  return dotted({ inputs: Object.fromEntries(entries) }).bindings as Binding[];
}

/** Groups of bindings with a blank line between each two. */
export function joinApart(groups: readonly (readonly Binding[])[]): Binding[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, groupIndex) =>
      group.map((node, index) => {
        if (index > 0 || groupIndex === 0) return node;
        return markNode({ ...node, leading: [{ kind: "BlankLine" } as const, ...(node.leading ?? [])] });
      }),
    );
}
