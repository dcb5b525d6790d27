import { NixError } from "@nixgen/core";
import { closestNames } from "./closest.js";

/** Whose options: those of NixOS, of home-manager, or of nix-darwin. */
export type OptionKind = "nixos" | "home-manager" | "nix-darwin";

export const optionKinds: readonly OptionKind[] = ["nixos", "home-manager", "nix-darwin"];

/**
 * The kind of a name.
 *
 * @throws NixError `input/invalid` where there is no such kind, with the one that is meant.
 */
export function toOptionKind(name: string): OptionKind {
  const kind = optionKinds.find((one) => one === name);
  if (kind !== undefined) return kind;
  const similar = closestNames(name, optionKinds).map((one) => `did you mean ${JSON.stringify(one)}?`);
  const known = `the kinds are ${optionKinds.map((one) => JSON.stringify(one)).join(", ")}`;
  throw new NixError([
    {
      code: "input/invalid",
      severity: "error",
      message: `there is no kind ${JSON.stringify(name)}`,
      path: ["kind"],
      suggestions: (similar.length > 0 ? similar : [known]).map((message) => ({ message })),
    },
  ]);
}
