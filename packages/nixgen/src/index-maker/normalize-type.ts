import type { OptionType, Scalar, SimpleTypeName } from "../names/option-type.js";
import type { RawType } from "./raw.js";

/**
 * A type as an index holds it: choices are flat and differ from each other, and types that contain themselves, such as
 * that of JSON, are `data`.
 */
export function normalizeType(raw: RawType): OptionType {
  const [name, first, second, third] = raw;
  switch (name) {
    case "enum":
      return ["enum", first as readonly Scalar[]];
    case "between":
      return ["between", first as "int" | "number", Number(second), Number(third)];
    case "match":
      return ["match", String(first)];
    case "nullOr":
    case "listOf":
    case "nonEmptyListOf":
    case "attrListOf":
    case "attrsOf":
    case "functionTo":
      return [name, normalizeType(first as RawType)];
    case "either":
      return normalizeChoices([...choicesOf(raw)].map(normalizeType), endsDeep(raw));
    case "coercedTo":
      return ["coercedTo", normalizeType(first as RawType), normalizeType(second as RawType)];
    case "submodule":
      return first === undefined ? ["submodule"] : ["submodule", normalizeType(first as RawType)];
    case "other":
      return ["other", String(first)];
    case "deep":
      return ["anything"];
    default:
      return [name as SimpleTypeName];
  }
}

/** The choices of nested `either`s, without the nesting. */
function* choicesOf(raw: RawType): Generator<RawType> {
  if (raw[0] !== "either") yield raw;
  else for (const choice of raw.slice(1)) yield* choicesOf(choice as RawType);
}

/** Whether a type goes on for longer than it was followed. */
function endsDeep(raw: RawType): boolean {
  if (raw[0] === "deep") return true;
  return raw
    .slice(1)
    .some((part) => Array.isArray(part) && typeof part[0] === "string" && endsDeep(part as never));
}

function normalizeChoices(choices: readonly OptionType[], deep: boolean): OptionType {
  const distinct = [...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values()];
  if (deep) {
    const scalars = distinct.filter((choice) => choice.length === 1).map((choice) => choice[0]);
    return ["data", ...new Set(scalars)];
  }
  return distinct.length === 1 ? distinct[0]! : ["either", distinct];
}
