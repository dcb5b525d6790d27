import * as z from "zod";
import { compactSchema, type JsonSchema } from "./json/compact-schema.js";
import { jsonExamples } from "./json/examples.js";
import { registry, type EntrySettings } from "./json/registry.js";

export type { JsonSchema } from "./json/compact-schema.js";
export { build, type BuildAnswer, type BuildSettings, type BuiltFile } from "./json/build.js";
export type { DeclaredNames } from "./json/check-names.js";
export type { BuildRequest } from "./json/requests.js";

/** The names of all builders. */
export const builderNames: readonly string[] = Object.keys(registry);

/**
 * The JSON Schema of a builder's options, small enough to be the parameter of a tool. `undefined` where there is no such
 * builder.
 *
 * @example
 * optionsSchema("devShell") // { type: "object", properties: { packages: … }, … }
 */
export function optionsSchema(name: string): JsonSchema | undefined {
  const entry = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (entry === undefined) return undefined;
  const known = cache.get(name);
  if (known !== undefined) return known;
  const plain = z.toJSONSchema(entry.schema, { unrepresentable: "any", io: "input", reused: "ref" });
  const schema = compactSchema(plain as JsonSchema, mostText);
  cache.set(name, schema);
  return schema;
}

/** The most characters of a schema: about 4,000 tokens. */
const mostText = 16_000;

const cache = new Map<string, JsonSchema>();

/** The JSON Schemas of the options of all builders, by name. */
export function optionsSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(builderNames.map((name) => [name, optionsSchema(name)!]));
}

/** Options of a builder in JSON that it takes, to show what they look like. */
export function optionsExample(name: string): object | undefined {
  return Object.hasOwn(jsonExamples, name) ? jsonExamples[name] : undefined;
}

/**
 * The JSON Schema of what {@link build} takes for one of some builders: the parameter of a tool that builds with them.
 * Without names it is that of any builder, and leaves the options to be looked up with {@link optionsSchema}.
 *
 * @example
 * const tool = { name: "nix_dev_shell", input_schema: requestSchema("devShell") };
 */
export function requestSchema(...names: string[]): JsonSchema {
  const common = {
    file: { type: "string", description: "The path of the file" },
    strict: { type: "boolean", description: "false lets unknown options through" },
    form: { enum: ["file", "expression"] },
    declares: {
      type: "object",
      description: "Names that are not looked up: packages of overlays, options of modules from elsewhere",
      properties: { packages: names, options: names },
      additionalProperties: false,
    },
  };
  if (names.length === 0) {
    const options = { type: "object", description: "The options of the builder" };
    return {
      type: "object",
      properties: { builder: { enum: builderNames }, options, ...common },
      required: ["builder"],
      additionalProperties: false,
    };
  }
  const definitions: Record<string, unknown> = {};
  const variants = names.map((name) => {
    const { $defs = {}, ...options } = withOwnParts(name, optionsSchema(name) ?? {});
    Object.assign(definitions, $defs);
    return {
      type: "object",
      properties: { builder: { const: name }, options, ...common, ...ownSettings(name) },
      required: ["builder", "options"],
      additionalProperties: false,
    };
  });
  const schema = variants.length === 1 ? variants[0]! : { anyOf: variants };
  return Object.keys(definitions).length === 0 ? schema : { ...schema, $defs: definitions };
}

/** What a request for a builder takes besides what all take. */
function ownSettings(name: string): Readonly<Record<string, JsonSchema>> {
  const entry = Object.hasOwn(registry, name) ? registry[name] : undefined;
  return Object.fromEntries((entry?.settings ?? []).map((key) => [key, settingSchemas[key]]));
}

const names = { type: "array", items: { type: "string" } };

const settingSchemas: Readonly<Record<keyof EntrySettings, JsonSchema>> = {
  strict: { type: "boolean" },
  function: { type: "object", description: 'The function, where it is not the usual one: {"$nix":"f"}' },
  names: { ...names, description: "The parameters, where they are not final and prev" },
  arguments: { ...names, description: "Names from specialArgs" },
  header: { ...names, description: "Arguments that are listed anyway" },
  fromLib: { ...names, description: "Functions of lib that are inherited" },
  let: { type: "object", description: "Variables" },
  plainSecrets: { type: "boolean", description: "true lets texts through that look like secrets" },
};

/** A schema whose parts without a name of their own are named after the builder, so that several schemas can stand together. */
function withOwnParts(name: string, schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema);
  const renamed = text.replace(/"((?:#\/\$defs\/)?)part(\d+)"/g, `"$1${name}Part$2"`);
  return JSON.parse(renamed) as JsonSchema;
}
