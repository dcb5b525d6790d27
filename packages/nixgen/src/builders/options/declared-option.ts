import { isNode } from "@nixgen/core";
import type { Built } from "../builder.js";
import type { DeclaredType } from "./declared-type.js";

/** An option that a module declares. */
export interface DeclaredOption extends Built {
  readonly declares: {
    /** The type, where it is known which values it takes. */
    readonly type: DeclaredType | undefined;
  };
}

/** Whether a value is an option that was declared with this library. */
export function isDeclaredOption(value: unknown): value is DeclaredOption {
  return typeof value === "object" && value !== null && !isNode(value) && "declares" in value;
}
