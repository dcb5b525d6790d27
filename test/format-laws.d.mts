import type { Expr, File } from "@nixgen/core";
export function findFormatFault(
  text: string,
  formatted: string,
  options?: { readonly width?: number; readonly indent?: number },
): { readonly law: string; readonly detail: string } | undefined;
export function withPlainStrings<N extends Expr | File>(tree: N): N;
