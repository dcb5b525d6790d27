import type { File } from "@nixgen/core";
export function findCommentGaps(
  text: string,
  tree: File,
): readonly { readonly gap: string; readonly comments: readonly ("#" | "/*")[] }[];
