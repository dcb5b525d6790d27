import { nodeModule } from "../../node-module.js";

/**
 * The file of an index: a magic word with the version of the format, the length of the header, the header as JSON, and
 * compressed sections. A section is decompressed when it is first read.
 */
const magic = "NXGI";

/** The version of the format. A reader takes no other. */
export const formatVersion = 2;

interface Header {
  readonly format: number;
  readonly meta: unknown;
  /** The name and the compressed length of each section, in order. */
  readonly sections: readonly (readonly [name: string, length: number])[];
}

/** A file that was read: what its header says, and its sections by name. */
export interface Container {
  readonly meta: unknown;
  readonly sections: readonly string[];
  /** The text of a section. */
  read(name: string): string | undefined;
}

/** The bytes of a file with a header and named texts. */
export function writeContainer(meta: unknown, sections: ReadonlyMap<string, string>): Uint8Array {
  const bodies = [...sections].map(([name, text]) => [name, compress(text)] as const);
  const header: Header = {
    format: formatVersion,
    meta,
    sections: bodies.map(([name, body]) => [name, body.length]),
  };
  const head = compress(JSON.stringify(header));
  const start = Buffer.alloc(8);
  start.write(magic, "latin1");
  start.writeUInt32LE(head.length, 4);
  return Buffer.concat([start, head, ...bodies.map(([, body]) => body)]);
}

/**
 * Reads the header of a file; sections are read later, each once.
 *
 * @throws Error where the bytes are no index, or one of another version of the format.
 */
export function readContainer(bytes: Uint8Array): Container {
  const { brotliDecompressSync } = nodeModule("node:zlib");
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.toString("latin1", 0, 4) !== magic) throw new Error("this is no index of names");
  const end = 8 + data.readUInt32LE(4);
  // Written by `writeContainer`.
  const header = JSON.parse(brotliDecompressSync(data.subarray(8, end)).toString("utf8")) as Header;
  if (header.format !== formatVersion) {
    throw new Error(
      `the index has version ${header.format} of the format, and this program reads version ${formatVersion}`,
    );
  }
  const places = new Map<string, readonly [start: number, end: number]>();
  let at = end;
  for (const [name, length] of header.sections) {
    places.set(name, [at, at + length]);
    at += length;
  }
  const texts = new Map<string, string>();
  return {
    meta: header.meta,
    sections: [...places.keys()],
    read(name) {
      const known = texts.get(name);
      if (known !== undefined) return known;
      const place = places.get(name);
      if (place === undefined) return undefined;
      const text = brotliDecompressSync(data.subarray(...place)).toString("utf8");
      texts.set(name, text);
      return text;
    },
  };
}

function compress(text: string): Buffer {
  const { brotliCompressSync, constants } = nodeModule("node:zlib");
  const bytes = Buffer.from(text, "utf8");
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}
