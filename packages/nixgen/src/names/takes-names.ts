import type { OptionType } from "./option-type.js";

/** Whether a value of a type can have something at a path of names, as far as the type tells. */
export function takesNames(type: OptionType, path: readonly string[]): boolean {
  if (path.length === 0) return true;
  switch (type[0]) {
    case "attrsOf":
      return takesNames(type[1], path.slice(1));
    case "listOf":
    case "nonEmptyListOf":
    case "attrListOf":
      return takesNames(type[1], path.slice(1));
    case "nullOr":
      return takesNames(type[1], path);
    case "functionTo":
      return true;
    case "either":
      return type[1].some((choice) => takesNames(choice, path));
    case "coercedTo":
      return takesNames(type[1], path) || takesNames(type[2], path);
    case "submodule":
      return type[1] !== undefined && takesNames(type[1], path);
    case "data":
    case "anything":
    case "attrs":
    case "attrTag":
    case "deferredModule":
    case "optionType":
    case "other":
    case "package":
    case "pkgs":
    case "raw":
    case "unspecified":
      return true;
    default:
      return false;
  }
}
