// Text to syntax tree, with all comments and places. Beside it a plain web-tree-sitter parse of the same files.
// Usage: node bench/parse.mjs [FOLDER...]
import { parse } from "@nixgen/parser";
import { readCorpora } from "./corpus.mjs";
import { compare, report } from "./measure.mjs";
import { loadPlainParser } from "./plain-tree-sitter.mjs";

const plain = await loadPlainParser();
for (const { name, texts, bytes } of readCorpora()) {
  const ways = {
    "nixgen parse": () => {
      for (const text of texts) parse(text);
    },
  };
  if (plain) {
    ways["web-tree-sitter parse"] = () => {
      for (const text of texts) plain.parse(text).delete();
    };
  }
  const times = compare(ways, { rounds: 5 });
  report(
    `Parsing ${name}: ${texts.length} files, ${(bytes / 1e6).toFixed(1)} MB`,
    times,
    "web-tree-sitter parse",
  );
  for (const [way, time] of Object.entries(times)) {
    console.log(`  ${way.padEnd(34)} ${(bytes / 1e3 / time).toFixed(1).padStart(9)} MB/s`);
  }
}
console.log(`\nHeap: ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB`);
