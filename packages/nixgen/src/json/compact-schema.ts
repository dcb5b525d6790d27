/** A JSON Schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The same JSON Schema in less text: parts that occur several times stand in `$defs` once, short or single ones where they
 * are used, and what says nothing is left out. Where that is still more than `limit` characters, objects deep inside are
 * described as objects of any kind.
 */
export function compactSchema(schema: JsonSchema, limit: number): JsonSchema {
  const { $defs = {}, $schema: _version, ...root } = schema;
  const definitions = $defs as Readonly<Record<string, JsonSchema>>;
  for (let depth = deepest; ; depth--) {
    const compact = new Compactor(definitions, depth).compact(root);
    if (depth === 1 || JSON.stringify(compact).length <= limit) return compact;
  }
}

/** More levels of objects than any schema has. */
const deepest = 12;

/** A part of a schema, the same object wherever the same part occurs. */
interface Part {
  readonly schema: JsonSchema;
  /** The text of the part without what its parts say. */
  readonly text: string;
  readonly name?: string;
  /** How many parts have it in them. */
  uses: number;
}

/** Parts with less text than this are repeated where they are used. */
const shortText = 64;

const limits = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER } as const;

class Compactor {
  readonly #definitions: Readonly<Record<string, JsonSchema>>;
  readonly #depth: number;
  readonly #byName = new Map<string, Part>();
  readonly #open = new Set<string>();
  readonly #recursive = new Set<string>();
  /** Parts that have themselves in them, so that they can't be written where they are used. */
  readonly #recursiveNames = new Map<Part, string>();
  readonly #byText = new Map<string, Part>();
  readonly #partOf = new Map<JsonSchema, Part>();
  readonly #ids = new Map<JsonSchema, number>();
  readonly #output: Record<string, JsonSchema> = {};
  readonly #names = new Map<Part, string>();

  constructor(definitions: Readonly<Record<string, JsonSchema>>, depth: number) {
    this.#definitions = definitions;
    this.#depth = depth;
  }

  compact(root: JsonSchema): JsonSchema {
    const part = this.#read(root);
    const schema = this.#write(part, 0);
    return Object.keys(this.#output).length === 0 ? schema : { ...schema, $defs: this.#output };
  }

  /** The part for a schema: references are followed, and equal parts become one. */
  #read(schema: JsonSchema, name?: string): Part {
    const { $ref: reference, ...own } = schema;
    if (typeof reference === "string") {
      const definition = reference.slice("#/$defs/".length);
      const isPlain = Object.keys(own).length === 0 || this.#open.has(definition);
      // What is said of one place of a shared part stands there with a copy of it.
      return isPlain
        ? this.#readDefinition(definition)
        : this.#read({ ...this.#definitions[definition], ...own });
    }
    const copy = mapParts(dropEmpty(schema), (inner) => this.#read(inner).schema);
    const text = JSON.stringify(mapParts(copy, (inner) => ({ part: this.#ids.get(inner) })));
    const known = this.#byText.get(text);
    if (known) return known;
    const part: Part = { schema: copy, text, uses: 0, ...(name !== undefined && { name }) };
    this.#byText.set(text, part);
    this.#partOf.set(copy, part);
    this.#ids.set(copy, this.#ids.size);
    mapParts(copy, (inner) => {
      this.#partOf.get(inner)!.uses++;
      return inner;
    });
    return part;
  }

  #readDefinition(definition: string): Part {
    const known = this.#byName.get(definition);
    if (known) return known;
    // zod names what it was not told a name for.
    const name = definition.replace(/^__schema/, "part");
    if (this.#open.has(definition)) {
      this.#recursive.add(definition);
      return this.#readReference(`#/$defs/${name}`);
    }
    this.#open.add(definition);
    const part = this.#read(this.#definitions[definition] ?? {}, name);
    this.#open.delete(definition);
    if (this.#recursive.has(definition)) {
      this.#recursiveNames.set(part, name);
    }
    this.#byName.set(definition, part);
    return part;
  }

  /** A reference to a definition that is being read: it is kept. */
  #readReference(target: string): Part {
    const text = `reference to ${target}`;
    const known = this.#byText.get(text);
    if (known) return known;
    const part: Part = { schema: { $ref: target }, text, uses: 0 };
    this.#byText.set(text, part);
    this.#partOf.set(part.schema, part);
    this.#ids.set(part.schema, this.#ids.size);
    return part;
  }

  #write(part: Part, depth: number): JsonSchema {
    const known = this.#names.get(part);
    if (known !== undefined) return { $ref: `#/$defs/${known}` };
    const recursiveName = this.#recursiveNames.get(part);
    if (recursiveName !== undefined) this.#names.set(part, recursiveName);
    const hasProperties = part.schema["properties"] !== undefined;
    const schema =
      hasProperties && depth >= this.#depth
        ? { type: "object" }
        : mapParts(part.schema, (inner) =>
            this.#write(this.#partOf.get(inner)!, depth + Number(hasProperties)),
          );
    const isShared = depth > 0 && part.uses > 1 && JSON.stringify(schema).length >= shortText;
    if (!isShared && recursiveName === undefined) return schema;
    const name = recursiveName ?? part.name ?? `shared${this.#names.size}`;
    this.#names.set(part, name);
    this.#output[name] = schema;
    return { $ref: `#/$defs/${name}` };
  }
}

/** Leaves out what says nothing: that names are strings, and that integers are those of JavaScript. */
function dropEmpty(schema: JsonSchema): JsonSchema {
  const names = schema["propertyNames"] as JsonSchema | undefined;
  return Object.fromEntries(
    Object.entries(schema).filter(([key, value]) => {
      if (key === "propertyNames") return Object.keys(names ?? {}).some((name) => name !== "type");
      return !(key in limits && value === limits[key as keyof typeof limits]);
    }),
  );
}

/** A copy of a schema with its parts replaced. */
function mapParts(schema: JsonSchema, replace: (part: JsonSchema) => JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === "properties") {
        const entries = Object.entries(value as Readonly<Record<string, JsonSchema>>);
        return [key, Object.fromEntries(entries.map(([name, part]) => [name, replace(part)]))];
      }
      if (key === "anyOf" || key === "allOf" || key === "oneOf" || key === "prefixItems") {
        return [key, (value as readonly JsonSchema[]).map(replace)];
      }
      const isPart = key === "items" || key === "additionalProperties" || key === "propertyNames";
      return [key, isPart && typeof value === "object" ? replace(value as JsonSchema) : value];
    }),
  );
}
