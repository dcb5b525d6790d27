// How the benchmarks measure: several ways of doing one thing take turns in one process, so that they meet the same machine.

/**
 * The median time of each way, in milliseconds.
 * @param {Record<string, () => unknown>} ways
 */
export function compare(ways, { rounds = 9 } = {}) {
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(ways)) {
      const started = performance.now();
      run();
      // The first round warms up.
      if (round > 0) times[name].push(performance.now() - started);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

export function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Prints one row for each way: its time, and how many times that of the base it is. */
export function report(title, times, base) {
  console.log(`\n${title}`);
  for (const [name, time] of Object.entries(times)) {
    const ratio = name === base ? "" : `  ${(time / times[base]).toFixed(2)} × ${base}`;
    console.log(`  ${name.padEnd(34)} ${time.toFixed(1).padStart(9)} ms${ratio}`);
  }
}
