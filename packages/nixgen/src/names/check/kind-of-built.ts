import type { OptionKind } from "../option-kind.js";

/** The builders of modules, and whose modules they make. */
const kinds: Readonly<Record<string, OptionKind>> = {
  darwinModule: "nix-darwin",
  homeModule: "home-manager",
  nixosModule: "nixos",
};

/** Whose module it is what a builder made; `undefined` for what is no module. */
export function kindOfBuilt(value: unknown): OptionKind | undefined {
  const builder = propertyOf(value, "builder");
  return typeof builder === "string" && Object.hasOwn(kinds, builder) ? kinds[builder] : undefined;
}

/** The arguments of a package file that a builder made which come from nixpkgs. */
export function packagesOfBuilt(value: unknown): readonly string[] {
  const names = propertyOf(value, "fromPackages");
  return Array.isArray(names) ? (names as readonly string[]) : []; // So says `Built`.
}

/** Whether a builder made an overlay, so that its parameters are sets of packages, whatever their names. */
export function isBuiltOverlay(value: unknown): boolean {
  return propertyOf(value, "builder") === "overlay";
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
