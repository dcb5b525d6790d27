import * as z from "zod";
import { nixExpression, type NixExpression } from "./input.js";

/**
 * Flags by which nixpkgs' compiler wrappers harden what they build.
 *
 * @see the nixpkgs manual, "Hardening in Nixpkgs"
 */
export const hardeningFlagNames = [
  "all",
  "bindnow",
  "format",
  "fortify",
  "fortify3",
  "glibcxxassertions",
  "libcxxhardeningextensive",
  "libcxxhardeningfast",
  "nostrictaliasing",
  "pacret",
  "pic",
  "pie",
  "relro",
  "shadowstack",
  "stackclashprotection",
  "stackprotector",
  "strictflexarrays1",
  "strictflexarrays3",
  "strictoverflow",
  "trivialautovarinit",
  "zerocallusedregs",
] as const;

/** The name of a hardening flag, or `"all"`. */
export type HardeningFlag = (typeof hardeningFlagNames)[number];

/** Hardening flags, or an expression that gives a list of them. */
export type HardeningFlags = readonly HardeningFlag[] | NixExpression;

export const hardeningFlags: z.ZodType<HardeningFlags> = z.union([
  z.array(z.enum(hardeningFlagNames)),
  nixExpression,
]);
