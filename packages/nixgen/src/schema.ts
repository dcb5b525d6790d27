import * as z from "zod";
import { compactSchema, type JsonSchema } from "./json/compact-schema.js";
import { editRequestSchema } from "./json/edit.js";
import { jsonExamples } from "./json/examples.js";
import { getBuilder } from "./json/find-builder.js";
import { registry } from "./json/registry.js";
import { requestSchemaOf } from "./json/request-schema.js";

export type { JsonSchema } from "./json/compact-schema.js";
export { build, type BuildAnswer, type BuildSettings, type BuiltFile } from "./json/build.js";
export { edit, type EditAnswer, type EditOperation, type EditSettings } from "./json/edit.js";
export type { DeclaredNames } from "./json/check-names.js";
export type { BuildRequest } from "./json/requests.js";

/** The names of all builders. */
export const builderNames: readonly string[] = Object.keys(registry);

/**
 * The JSON Schema of a builder's options, small enough to be the parameter of a tool.
 *
 * @throws NixError `input/unknown-builder` where there is no such builder.
 * @example
 * optionsSchema("devShell") // { type: "object", properties: { packages: … }, … }
 */
export function optionsSchema(name: string): JsonSchema {
  return toJsonSchema(name, getBuilder(name).schema, mostText);
}

/** The JSON Schemas of the options of all builders, by name. */
export function optionsSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(builderNames.map((name) => [name, optionsSchema(name)]));
}

/**
 * Options of a builder in JSON that it takes, to show what they look like.
 *
 * @throws NixError `input/unknown-builder` where there is no such builder.
 */
export function optionsExample(name: string): object {
  getBuilder(name);
  return jsonExamples[name]!;
}

/**
 * The JSON Schema of what {@link build} takes for one of some builders: the parameter of a tool that builds with them, an
 * object as the interfaces of models demand. Without names it is that of any builder, and leaves the options to be looked
 * up with {@link optionsSchema}. It has at most 16,000 characters for each builder.
 *
 * @throws NixError `input/unknown-builder` where there is no such builder.
 * @example
 * const tool = { name: "nix_dev_shell", input_schema: requestSchema("devShell") };
 */
export function requestSchema(...names: string[]): JsonSchema {
  names.forEach(getBuilder);
  return toJsonSchema(
    `request ${names.join()}`,
    requestSchemaOf(names),
    mostText * Math.max(1, names.length),
  );
}

/**
 * The JSON Schema of what {@link edit} takes, as `{ edits }`: the parameter of a tool.
 *
 * @example
 * const tool = { name: "nix_edit", input_schema: editSchema() };
 */
export function editSchema(): JsonSchema {
  return toJsonSchema("edits", editRequestSchema, mostText);
}

/** The most characters of the schema of a builder: about 4,000 tokens. */
const mostText = 16_000;

const cache = new Map<string, JsonSchema>();

function toJsonSchema(name: string, schema: z.ZodType, limit: number): JsonSchema {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const plain = z.toJSONSchema(schema, { unrepresentable: "any", io: "input", reused: "ref" });
  const compact = compactSchema(plain as JsonSchema, limit);
  cache.set(name, compact);
  return compact;
}
