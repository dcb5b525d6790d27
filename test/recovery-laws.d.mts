import type { ParseResult } from "@nixgen/parser";

export function findTreeFault(text: string, result?: ParseResult): string | undefined;
export function measureSound(
  text: string,
  result?: ParseResult,
): { readonly sound: number; readonly isUnread: boolean };
