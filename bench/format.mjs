// Text to formatted text, parse included. Beside it a plain web-tree-sitter parse of the same files.
// Usage: node bench/format.mjs [FOLDER...]
import { format, NixError } from "@nixgen/parser";
import { readCorpora } from "./corpus.mjs";
import { compare, report } from "./measure.mjs";
import { loadPlainParser } from "./plain-tree-sitter.mjs";

const plain = await loadPlainParser();
for (const { name, texts, bytes } of readCorpora()) {
  const ways = {
    "nixgen format": () => {
      for (const text of texts) {
        try {
          format(text);
        } catch (error) {
          if (!(error instanceof NixError)) throw error;
        }
      }
    },
  };
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
    console.log(`  ${way.padEnd(34)} ${(bytes / 1e3 / time).toFixed(1).padStart(9)} MB/s`);
  }
}
console.log(`\nHeap: ${(process.memoryUsage().heapUsed / 1e6).toFixed(0)} MB`);
