import { Spacing, spacing } from "./types.js";

const known = Array.from({ length: 32 }, (_, size) => new Spacing(size));

/** The one object for a spacing. */
export function spacingOf(size: number): Spacing {
  return known[size] ?? new Spacing(size);
}

/** What two spacings in a row amount to: mostly the stronger one. */
export function mergeSpacings(left: number, right: number): number {
  const weak = Math.min(left, right);
  const strong = Math.max(left, right);
  if (strong >= spacing.newlines) return strong + addedLines(weak);
  if (weak === spacing.break && (strong === spacing.softSpace || strong === spacing.hardSpace))
    return spacing.space;
  if (weak === spacing.softBreak && strong === spacing.hardSpace) return spacing.softSpace;
  return strong;
}

/** How many line breaks a spacing adds to counted ones. */
function addedLines(size: number): number {
  if (size >= spacing.newlines) return size - spacing.newlines + 1;
  if (size === spacing.emptyLine) return 2;
  return size === spacing.hardSpace ? 0 : 1;
}

/** Whether a spacing is the same in a compact and in an expanded group. */
export function isHardSpacing(size: number): boolean {
  return size === spacing.hardSpace || size >= spacing.hardLine;
}
