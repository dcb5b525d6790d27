import { nixExpression } from "../builders/input.js";
import { moduleOptionsSchema } from "../builders/module.js";
import { overlayOptionsSchema } from "../builders/overlay.js";
import type { EntrySettings } from "./registry.js";

/** What some builders take besides their options, as JSON once it is decoded. */
export const settingsSchema = moduleOptionsSchema.extend({
  ...overlayOptionsSchema.shape,
  function: nixExpression.optional(),
});

/** The keys of these. */
export const settingKeys = Object.keys(settingsSchema.shape) as (keyof EntrySettings)[];
