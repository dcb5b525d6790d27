// Text to formatted text, parse included. Beside it a plain web-tree-sitter parse of the same files; then what it costs and how
// it grows.
// Usage: node --expose-gc bench/format.mjs [FOLDER...]
import { format, NixError } from "@nixgen/parser";
import { readCorpora } from "./corpus.mjs";
import { compare, median, report } from "./measure.mjs";
import { loadPlainParser } from "./plain-tree-sitter.mjs";

const plain = await loadPlainParser();
for (const { name, texts, bytes } of readCorpora()) {
  const ways = { "nixgen format": () => texts.forEach(formatOrRefuse) };
  if (plain) {
    ways["web-tree-sitter parse"] = () => {
      for (const text of texts) plain.parse(text).delete();
    };
  }
  const times = compare(ways, { rounds: 3 });
  report(
    `Formatting ${name}: ${texts.length} files, ${(bytes / 1e6).toFixed(1)} MB`,
    times,
    "web-tree-sitter parse",
  );
  for (const [way, time] of Object.entries(times)) {
    const speed = (bytes / 1e3 / time).toFixed(1);
    console.log(
      `  ${way.padEnd(34)} ${speed.padStart(9)} MB/s, ${((time * 1e6) / bytes).toFixed(0)} ms for each MB`,
    );
  }
  reportHeap(texts, bytes);
}
reportGrowth();

function formatOrRefuse(text) {
  try {
    return format(text);
  } catch (error) {
    if (!(error instanceof NixError)) throw error;
    return undefined;
  }
}

/** What is held while a corpus is formatted: at most, and in the end, where all that was made for it can go. */
function reportHeap(texts, bytes) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  for (const text of texts) {
    formatOrRefuse(text);
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  globalThis.gc?.();
  const left = process.memoryUsage().heapUsed - before;
  const megabytes = (count) => (count / 1e6).toFixed(0);
  console.log(
    `  heap: at most ${megabytes(most)} MB more than before, ${megabytes(most / (bytes / 1e6))} MB for each MB of text${
      globalThis.gc ? `, ${megabytes(left)} MB left after it` : ""
    }`,
  );
}

/** Ten times as much: a layout in linear time takes ten times as long. */
function reportGrowth() {
  const texts = {
    "a list of 10,000 and 100,000 elements": [10_000, 100_000].map((count) => `[${" 1".repeat(count)} ]`),
    "200 and 2,000 nested lists": [200, 2000].map((depth) => `${"[ a ".repeat(depth)}${"]".repeat(depth)}`),
    "200 and 2,000 nested calls": [200, 2000].map((depth) => `${"f (".repeat(depth)}1${")".repeat(depth)}`),
  };
  console.log("\nTen times as much");
  for (const [name, [some, more]] of Object.entries(texts)) {
    // Without indentation, which alone would be quadratic in a text that is nested.
    const [short, long] = [some, more].map((text) => timeOf(() => format(text, { indent: 0 })));
    console.log(
      `  ${name.padEnd(38)} ${short.toFixed(1).padStart(8)} ms ${long.toFixed(1).padStart(9)} ms  ${(long / short).toFixed(1)} times as long`,
    );
  }
}

function timeOf(run) {
  const times = [];
  for (let round = 0; round < 7; round++) {
    const started = performance.now();
    run();
    times.push(performance.now() - started);
  }
  return median(times.slice(2));
}
