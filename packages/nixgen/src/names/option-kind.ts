/** Whose options: those of NixOS, of home-manager, or of nix-darwin. */
export type OptionKind = "nixos" | "home-manager" | "nix-darwin";

export const optionKinds: readonly OptionKind[] = ["nixos", "home-manager", "nix-darwin"];
