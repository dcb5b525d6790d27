// Counts of edits by kind: how often each was tried, made, refused, and found to break a law.

export function newTally() {
  return { kinds: {}, refusals: {}, skipped: {}, failures: [] };
}

/** The counts of one kind of edit. */
export function countsOf(tally, kind) {
  return (tally.kinds[kind] ??= { attempts: 0, edits: 0, unchanged: 0, refused: 0, broken: 0 });
}

/** Adds what `other` counted to a tally. */
export function addTally(tally, other) {
  for (const [kind, counts] of Object.entries(other.kinds)) {
    const sum = countsOf(tally, kind);
    for (const [name, count] of Object.entries(counts)) sum[name] += count;
  }
  for (const field of ["refusals", "skipped"]) {
    for (const [name, count] of Object.entries(other[field])) addTo(tally[field], name, count);
  }
  tally.failures.push(...other.failures);
}

export function addTo(counts, name, count = 1) {
  counts[name] = (counts[name] ?? 0) + count;
}

/** All kinds of edits taken together. */
export function totalOf(tally) {
  const total = { attempts: 0, edits: 0, unchanged: 0, refused: 0, broken: 0 };
  for (const counts of Object.values(tally.kinds)) {
    for (const [name, count] of Object.entries(counts)) total[name] += count;
  }
  return total;
}
