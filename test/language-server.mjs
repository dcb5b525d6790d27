// Asks the language server of TypeScript what an editor would show in a file.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

/**
 * Starts a language server in a folder with a `tsconfig.json`.
 *
 * @param {string} folder
 */
export async function startLanguageServer(folder) {
  const child = spawn(process.execPath, [tsc, "--lsp", "--stdio"], {
    cwd: folder,
    stdio: ["pipe", "pipe", "ignore"],
  });
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  let received = Buffer.alloc(0);
  let last = 0;

  const send = (/** @type {object} */ message) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const notify = (/** @type {string} */ method, /** @type {object} */ params) => send({ method, params });
  const request = (/** @type {string} */ method, /** @type {object} */ params) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      send({ id: last, method, params });
    });

  child.stdout.on("data", (/** @type {Buffer} */ chunk) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const start = received.indexOf("\r\n\r\n");
      if (start < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(received.toString("latin1", 0, start))?.[1]);
      if (received.length < start + 4 + length) return;
      const message = JSON.parse(received.toString("utf8", start + 4, start + 4 + length));
      received = received.subarray(start + 4 + length);
      if (message.method === undefined) {
        waiting.get(message.id)?.(message.result);
        waiting.delete(message.id);
      } else if (message.id !== undefined) {
        // The server asks for settings, and to be told of changes of files.
        const result =
          message.method === "workspace/configuration" ? message.params.items.map(() => null) : null;
        send({ id: message.id, result });
      }
    }
  });

  await request("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { textDocument: { hover: { contentFormat: ["markdown"] }, completion: {} } },
  });
  notify("initialized", {});

  /** Opens a file as it is on disk. */
  const open = (/** @type {string} */ path) => {
    const text = readFileSync(path, "utf8");
    const uri = pathToFileURL(path).href;
    notify("textDocument/didOpen", { textDocument: { uri, languageId: "typescript", version: 1, text } });
    /** The place after the first occurrence of a piece of the text. */
    const after = (/** @type {string} */ piece) => {
      const at = text.indexOf(piece);
      if (at < 0) throw new Error(`the file has no ${piece}`);
      const lines = text.slice(0, at + piece.length).split("\n");
      return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    };
    const textDocument = { uri };
    return {
      /** The names that complete after a piece of the text. */
      async complete(/** @type {string} */ piece) {
        const result = await request("textDocument/completion", { textDocument, position: after(piece) });
        const items = /** @type {{ label: string }[]} */ (result?.items ?? result ?? []);
        return items.map((item) => item.label);
      },
      /** What is shown for the name that ends a piece of the text, as Markdown. */
      async hover(/** @type {string} */ piece) {
        const position = after(piece);
        const result = await request("textDocument/hover", {
          textDocument,
          position: { ...position, character: position.character - 1 },
        });
        const contents = result?.contents;
        return String(typeof contents === "string" ? contents : (contents?.value ?? ""));
      },
    };
  };
  return {
    open,
    stop() {
      child.kill();
    },
  };
}
