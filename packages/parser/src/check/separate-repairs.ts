import type { Diagnostic, Span } from "@nixgen/core";

/**
 * The same problems, such that all first repairs can be made at once: of two that overlap, the wider one keeps only its words.
 */
export function separateRepairs(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const dropped = new Set<Diagnostic>();
  let last: Diagnostic | undefined;
  for (const problem of problems.filter(repairSpan).sort(compareRepairs)) {
    if (last === undefined || repairSpan(last)!.end <= repairSpan(problem)!.start) last = problem;
    else if (width(last) > width(problem)) {
      dropped.add(last);
      last = problem;
    } else dropped.add(problem);
  }
  return dropped.size === 0
    ? problems
    : problems.map((problem) => (dropped.has(problem) ? withWordsOnly(problem) : problem));
}

/** What the first suggestion that has a replacement replaces. */
function repairSpan({ suggestions }: Diagnostic): Span | undefined {
  return suggestions.find(({ replacement }) => replacement !== undefined)?.replacement?.span;
}

function compareRepairs(a: Diagnostic, b: Diagnostic): number {
  const [first, second] = [repairSpan(a)!, repairSpan(b)!];
  return first.start - second.start || first.end - second.end;
}

function width(problem: Diagnostic): number {
  const { start, end } = repairSpan(problem)!;
  return end - start;
}

function withWordsOnly(problem: Diagnostic): Diagnostic {
  return { ...problem, suggestions: problem.suggestions.map(({ message }) => ({ message })) };
}
