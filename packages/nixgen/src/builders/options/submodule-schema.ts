import { isPlainAttributes, type NixAttributes } from "@nixgen/core";
import * as z from "zod";
import { nixAttributes, nixExpression } from "../input.js";
import { isDeclaredOption } from "./declared-option.js";

/**
 * The schema of the values of a submodule, as far as its options are known. Names that it does not have are errors, unless
 * it takes any, or has options from elsewhere.
 */
export function submoduleSchema(module: unknown): z.ZodType {
  if (!isPlainAttributes(module)) return nixAttributes;
  const { options, imports, freeformType } = module;
  if (!isPlainAttributes(options)) return nixAttributes;
  return optionsSchema(options, imports === undefined && freeformType === undefined);
}

function optionsSchema(options: NixAttributes, isClosed: boolean): z.ZodType {
  const shape = Object.entries(options).map(([name, option]): [string, z.ZodType] => {
    if (isDeclaredOption(option)) return [name, (option.declares.type?.schema ?? z.unknown()).optional()];
    if (isPlainAttributes(option))
      return [name, z.union([optionsSchema(option, isClosed), nixExpression]).optional()];
    return [name, z.unknown().optional()];
  });
  const object = Object.fromEntries(shape);
  return isClosed ? z.strictObject(object) : z.looseObject(object);
}
