import { optionKinds, type OptionKind } from "../names/option-kind.js";

/**
 * The kind that an argument names.
 *
 * @throws Error where there is no such kind.
 */
export function readKind(text: string | undefined): OptionKind | undefined {
  if (text === undefined) return undefined;
  const kind = optionKinds.find((one) => one === text);
  if (kind === undefined)
    throw new Error(`there is no kind ${text}; the kinds are ${optionKinds.join(", ")}`);
  return kind;
}
