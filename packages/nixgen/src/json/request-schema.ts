import * as z from "zod";
import { registry, type EntrySettings } from "./registry.js";
import { declaredNamesSchema } from "./requests.js";
import { settingKeys, settingsSchema } from "./settings.js";

/** What is said of the settings in a JSON Schema, where their names don't say it. */
const descriptions: Readonly<Record<keyof EntrySettings, string>> = {
  strict: "false lets unknown options through",
  function: 'The function, where it is not the usual one: {"$nix":"f"}',
  names: "The parameters, where they are not final and prev",
  arguments: "Names from specialArgs",
  outside: "Variables of the code around it",
  header: "Arguments that are listed anyway",
  fromLib: "Functions of lib that are inherited",
  let: "Variables",
  plainSecrets: "true lets texts through that look like secrets",
};

/**
 * The schema of a request for one of some builders: an object at its root, as tools demand of their parameters. Of several
 * builders, the options are those of any. Without names, any builder with any options.
 */
export function requestSchemaOf(names: readonly string[]): z.ZodType {
  const entries = names.map((name) => registry[name]!);
  const settings = settingKeys.filter(
    (key) => key === "strict" || entries.some((entry) => entry.settings?.includes(key)),
  );
  return z.strictObject({
    builder: z.enum(names.length === 0 ? Object.keys(registry) : names),
    options: optionsOf(entries.map(({ schema }) => schema)),
    file: z.string().describe("The path of the file").optional(),
    form: z.enum(["file", "expression"]).optional(),
    declares: declaredNamesSchema
      .describe("Names that are not looked up: packages of overlays, options of modules from elsewhere")
      .optional(),
    ...Object.fromEntries(
      settings.map((key) => [key, settingsSchema.shape[key].describe(descriptions[key])]),
    ),
  });
}

function optionsOf(schemas: readonly z.ZodType[]): z.ZodType {
  // Builders that take the same have the same schema.
  const [first, ...others] = new Set(schemas);
  if (first === undefined) return z.looseObject({}).describe("The options of the builder").optional();
  return others.length === 0 ? first : z.union([first, ...others]);
}
