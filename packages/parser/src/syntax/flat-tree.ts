import { wasmBase64 } from "./wasm.generated.js";

/** The concrete syntax tree of a text, as numbers. */
export interface FlatTree {
  /**
   * The nodes in preorder, without comments; none where the text has errors. Of each its kind, its start, its end (offsets
   * in UTF-16 code units) and the number of its children. A view of memory that the next call overwrites.
   */
  readonly records: Uint32Array;
  /** Where the first token starts that does not fit, if the text has syntax errors. */
  readonly errorAt: number | undefined;
}

/** Reads a text with the grammar. */
export function readFlatTree(text: string): FlatTree {
  const { exports, memory } = (machine ??= startMachine());
  const { length } = text;
  const at = exports.reserveText(length) >>> 0;
  const units = new Uint16Array(memory.buffer, at, length);
  for (let i = 0; i < length; i++) units[i] = text.charCodeAt(i);
  const count = exports.parse(length);
  const records = new Uint32Array(memory.buffer, exports.recordsAt() >>> 0, count * numbersPerRecord);
  // What a huge text needed is not kept for the small ones after it; the view keeps its own memory alive.
  if (memory.buffer.byteLength > mostKeptBytes) machine = undefined;
  return { records, errorAt: count === 0 ? exports.errorAt() >>> 0 : undefined };
}

/** The names of the kinds of nodes, by their numbers. */
export function readKindNames(): readonly string[] {
  const { exports, memory } = (machine ??= startMachine());
  const bytes = new Uint8Array(memory.buffer);
  return Array.from({ length: exports.kindCount() }, (_, kind) => {
    const start = exports.kindName(kind) >>> 0;
    return String.fromCharCode(...bytes.subarray(start, bytes.indexOf(0, start)));
  });
}

const numbersPerRecord = 4;
const mostKeptBytes = 1 << 28;

/** What wasm/glue.c exports; addresses are offsets in the memory. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  /** Makes room for a text, and tells where to write it. */
  reserveText(length: number): number;
  /** Parses the text that was written: the number of its records, 0 where it has errors. */
  parse(length: number): number;
  errorAt(): number;
  recordsAt(): number;
  kindCount(): number;
  kindName(kind: number): number;
}

interface Machine {
  readonly exports: Exports;
  readonly memory: WebAssembly.Memory;
}

let machine: Machine | undefined;
let module: WebAssembly.Module | undefined;

function startMachine(): Machine {
  module ??= new WebAssembly.Module(decodeBase64(wasmBase64));
  // The module imports nothing, and exports what glue.c says.
  const exports = new WebAssembly.Instance(module).exports as unknown as Exports;
  return { exports, memory: exports.memory };
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
