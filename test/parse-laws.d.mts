import type { ParseResult } from "@nixgen/parser";
import type { Nix, Verdict } from "./judge.mjs";

export function findFault(text: string, result?: ParseResult): string | undefined;
export function findDisagreement(
  text: string,
  verdict: Verdict,
  nix: Nix,
): "false error" | "missed error" | undefined;
