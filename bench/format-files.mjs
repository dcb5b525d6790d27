// The files of whole folders, read and formatted by one thread and by several; nothing is written. Each run is a process of its
// own, as a user's is: a thread has to get up to speed first.
// Usage: node bench/format-files.mjs FOLDER...
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { formatFiles } from "@nixgen/parser/files";
import { foldersGiven } from "./corpus.mjs";
import { median, report } from "./measure.mjs";

const threadsOfThisRun = process.env.NIXGEN_BENCH_THREADS;
if (threadsOfThisRun !== undefined) await run(Number(threadsOfThisRun));
else if (foldersGiven().length === 0) console.log("\nNo folder was given to format with threads.");
else reportThreads();

async function run(threads) {
  const started = performance.now();
  const { length } = await formatFiles(foldersGiven(), { check: true, threads });
  const { user, system } = process.cpuUsage();
  console.log(
    JSON.stringify({ files: length, time: performance.now() - started, cpu: (user + system) / 1e3 }),
  );
}

function reportThreads() {
  const counts = [...new Set([1, 2, availableParallelism()])].sort((a, b) => a - b);
  const runs = Object.fromEntries(counts.map((threads) => [nameOf(threads), []]));
  for (let round = 0; round < 3; round++) {
    for (const threads of counts) runs[nameOf(threads)].push(runApart(threads));
  }
  const medians = (key) =>
    Object.fromEntries(
      Object.entries(runs).map(([name, list]) => [name, median(list.map((one) => one[key]))]),
    );
  const { files } = Object.values(runs)[0][0];
  report(
    `formatFiles over ${files} files, on ${availableParallelism()} processors`,
    medians("time"),
    nameOf(1),
  );
  report("The same, as time of processors", medians("cpu"), nameOf(1));
}

function nameOf(threads) {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}

function runApart(threads) {
  const { stdout } = spawnSync(process.execPath, [import.meta.filename, ...foldersGiven()], {
    encoding: "utf8",
    env: { ...process.env, NIXGEN_BENCH_THREADS: String(threads) },
  });
  return JSON.parse(stdout);
}
