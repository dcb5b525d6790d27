const pieces = ["'", "''", "'''", "${", "$${", "$", "\\", '"', "\n", "\t", "''\\", "''$", "\r", " "];

/** Multi-line strings with one or two awkward pieces at the start, in the middle and at the end of a line. */
export const indentedCases: readonly string[] = pieces.flatMap((first) =>
  ["", ...pieces].flatMap((second) => {
    const piece = first + second;
    return [
      `${piece}`,
      `a\n${piece}`,
      `${piece}\nb\n`,
      `a${piece}b\n  c\n`,
      `a\n${piece}\nb`,
      `  a\nb${piece}\n`,
    ];
  }),
);
