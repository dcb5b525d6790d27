import { toOptionKind, type OptionKind } from "../names/option-kind.js";

/**
 * The kind that an argument names.
 *
 * @throws NixError where there is no such kind.
 */
export function readKind(text: string | undefined): OptionKind | undefined {
  return text === undefined ? undefined : toOptionKind(text);
}
