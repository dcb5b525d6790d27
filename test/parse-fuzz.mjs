// Parses random text, and prints what goes wrong: faults, time that grows faster than the text, memory that is not given back.
// Usage: node test/parse-fuzz.mjs [--count N] [--from SEED]
import { parseArgs } from "node:util";
import { parse } from "@nixgen/parser";
import { mistakes } from "./mistakes.mjs";
import { makeMutant, seeds, vocabulary } from "./mutants.mjs";
import { findFault } from "./parse-laws.mjs";
import { makeNix } from "./random-nix.mjs";
import { makeBytes, makeSoup } from "./random-text.mjs";

const { values } = parseArgs({
  options: { count: { type: "string", default: "100000" }, from: { type: "string", default: "1" } },
});
const [count, first] = [Number(values.count), Number(values.from)];

let problems = fuzz();
measureGrowth();
problems += watchMemory();
process.exitCode = problems > 0 ? 1 : 0;

/** No text crashes the parser, and of each all is kept and all is said. */
function fuzz() {
  const makers = [
    (seed) => makeMutant(seed),
    (seed) => makeSoup(seed),
    (seed) => makeSoup(seed, 400),
    (seed) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(makeBytes(seed)),
    (seed) => Buffer.from(makeBytes(seed)).toString("latin1"),
    (seed) => String.fromCharCode(...new Uint16Array(makeBytes(seed).buffer)),
  ];
  let faults = 0;
  let slowest = 0;
  for (let seed = first; seed < first + count; seed++) {
    const text = makers[seed % makers.length](seed);
    const started = performance.now();
    const fault = tryParse(text);
    slowest = Math.max(slowest, performance.now() - started);
    if (fault === undefined) continue;
    faults++;
    console.log(`${fault}: ${JSON.stringify(text)}`);
  }
  console.log(`${count} random texts: ${faults} faults; the slowest took ${slowest.toFixed(0)} ms.`);
  return faults;
}

function tryParse(text) {
  try {
    return findFault(text);
  } catch (error) {
    return `it throws ${error}`;
  }
}

/**
 * 8 times the text takes 8 times the time: prints what takes longer. Only printed, because other work on the machine shows
 * here too, a little: it is the time of the processor.
 */
function measureGrowth() {
  const nested = [...seeds, ...mistakes.map(({ text }) => text), ...openings()];
  const kinds = {
    "tokens in any order": (length) => makeSoup(7, length / 4),
    "valid files, with a mistake at the end": (length) => `[ ${repeat(`(${makeNix(5)}) `, length)}`,
    "random bytes": (length) =>
      repeat(0, length, (_, seed) => Buffer.from(makeBytes(seed + 1)).toString("latin1")),
  };
  for (const text of nested) kinds[`many ${JSON.stringify(text)}`] = (length) => repeat(text, length);
  for (const text of nested)
    kinds[`lines of ${JSON.stringify(text)}`] = (length) => repeat(`${text}\n`, length);
  let worst = 0;
  for (const [name, make] of Object.entries(kinds)) {
    const [short, long] = [timeOf(make(20_000)), timeOf(make(160_000))];
    const growth = long / short / 8;
    // Short times say nothing of how they grow.
    if (long < 200) continue;
    worst = Math.max(worst, growth);
    if (growth < 2.5) continue;
    console.log(`${name}: ${short.toFixed(0)} ms, and ${long.toFixed(0)} ms for 8 times the text`);
  }
  console.log(
    `${Object.keys(kinds).length} kinds of text, each also 8 times as long: of what 8 times the text should take, the worst takes ${worst.toFixed(1)} times.`,
  );
}

/** All that opens something, one in another. */
function openings() {
  const brackets = [
    "{ a = ",
    "[ ",
    "(",
    '"${',
    "''${",
    "{ a, b ? ",
    "{ ..., b ? ",
    "let a = ",
    "f (x: ",
    "{ ${",
    "a.${",
  ];
  const heads = [
    "x: ",
    "{ a }: ",
    "with a; ",
    "assert a; ",
    "if a then ",
    "if a then b else ",
    "let in ",
    "inherit (",
  ];
  const rest = [
    "- ",
    "! ",
    "a + ",
    "a == ",
    "a ? ",
    "a.b or ",
    "a |> ",
    "a <| b |> ",
    "a -> ",
    "/* ",
    "# ",
    "\\",
    "'",
    "`",
  ];
  return [...brackets, ...heads, ...rest, ...vocabulary.map((word) => `${word} `)];
}

function repeat(text, length, make = () => text) {
  let all = "";
  for (let seed = 0; all.length < length; seed++) all += make(text, seed);
  return all;
}

function timeOf(text) {
  const started = process.cpuUsage();
  parse(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** The memory of the process stays flat over 100,000 small texts. */
function watchMemory() {
  const megabytes = () => {
    globalThis.gc?.();
    return process.memoryUsage.rss() / 1e6;
  };
  const texts = Array.from({ length: 1000 }, (_, seed) => makeMutant(seed + 1));
  const sizes = [];
  for (let i = 0; i <= 100_000; i++) {
    if (i % 20_000 === 0) sizes.push(megabytes());
    parse(texts[i % texts.length]);
  }
  console.log(
    `Resident size in MB at the start, and after each 20,000 of 100,000 small texts: ${sizes.map((size) => size.toFixed(0)).join(", ")}.`,
  );
  return sizes.at(-1) > sizes[1] * 1.2 + 20 ? 1 : 0;
}
