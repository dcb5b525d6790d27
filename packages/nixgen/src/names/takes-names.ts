import type { OptionType } from "./option-type.js";

/**
 * Whether a value of a type can have something at a path of names, as far as the type tells.
 *
 * @param opaque what a submodule has is not listed, as where it is one of several choices.
 */
export function takesNames(type: OptionType, path: readonly string[], opaque = false): boolean {
  if (path.length === 0) return true;
  switch (type[0]) {
    case "attrsOf":
      return takesNames(type[1], path.slice(1), opaque);
    case "listOf":
    case "nonEmptyListOf":
      return path[0] === "*" && takesNames(type[1], path.slice(1), opaque);
    case "attrListOf":
      return takesNames(type[1], path.slice(1), opaque);
    case "nullOr":
      return takesNames(type[1], path, opaque);
    case "functionTo":
      return true;
    case "either":
      return type[1].some((choice) => takesNames(choice, path, true));
    case "coercedTo":
      return takesNames(type[1], path, true) || takesNames(type[2], path, opaque);
    case "submodule":
      return opaque || (type[1] !== undefined && takesNames(type[1], path));
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
