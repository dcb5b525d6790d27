import { Annotated, dotted, markNode, type Binding, type NixAttributes } from "@nixgen/core";
import {
  checkFlakeInput,
  followsItself,
  findReferenceProblem,
  inputFlags,
  inputTexts,
  referenceTypes,
  revisionPattern,
  type FlakeInput,
} from "@nixgen/parser";
import * as z from "zod";
import { closestNames } from "../names/closest.js";
import { crossCheck } from "./cross-check.js";
import type { IssueDetails } from "./input.js";

const text = z.string().min(1).optional();

const inputObject = z
  .strictObject({
    ...keyed(inputTexts, text),
    ...keyed(inputFlags, z.boolean().optional()),
    type: z.enum(referenceTypes).optional(),
    rev: z.string().regex(revisionPattern, "expected a revision of 40 hexadecimal digits").optional(),
    follows: z.string().optional(),
    get inputs(): z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodType>> {
      return z.record(z.string(), inputObject as z.ZodType).optional();
    },
  })
  .check(crossCheck((input, report) => checkFlakeInput(input, (key, ...rest) => report([key], ...rest))));

function keyed<Key extends string, Schema>(keys: readonly Key[], schema: Schema): Record<Key, Schema> {
  // Each of the keys is there.
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<Key, Schema>;
}

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
      if (path.length === 1 && first === path[0])
        context.addIssue({ code: "custom", message: followsItself(first), path: [...path, "follows"] });
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
