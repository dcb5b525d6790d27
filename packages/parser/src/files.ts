import { availableParallelism } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { requireInteger, requireOptions } from "@nixgen/core";
import { formatFile, type FormatFileOptions, type FormattedFile } from "./disk/format-file.js";
import { listNixFiles } from "./disk/list-nix-files.js";

export type { FormatFileOptions, FormattedFile } from "./disk/format-file.js";
export { listNixFiles } from "./disk/list-nix-files.js";
export { writeFiles, type FileToWrite } from "./disk/write-files.js";

/** How many files are formatted. */
export interface FormatFilesOptions extends FormatFileOptions {
  /** The most threads at work; as many as the machine runs at once where it is absent. */
  readonly threads?: number;
}

/**
 * Formats files in place, several at a time. Of folders, the files of {@link listNixFiles} are taken. Each file is written
 * whole or not at all, and only where formatting changes it.
 *
 * @returns what became of each file, by path.
 * @example
 * const results = await formatFiles(["."]);
 * const broken = results.filter(({ status }) => status === "failed");
 */
export async function formatFiles(
  paths: readonly string[],
  options: FormatFilesOptions = {},
): Promise<readonly FormattedFile[]> {
  requireOptions(options, "the options of `formatFiles`");
  const { threads = availableParallelism(), ...rest } = options;
  requireInteger(threads, "the number of threads");
  const files = await listNixFiles(paths);
  const count = Math.min(threads, Math.ceil(files.length / fewestPerThread));
  const results = count < 2 ? await formatHere(files, rest) : await formatInThreads(files, rest, count);
  return results.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Starting a thread takes as long as formatting this many files. */
const fewestPerThread = 40;

async function formatHere(files: readonly string[], options: FormatFileOptions): Promise<FormattedFile[]> {
  const results: FormattedFile[] = [];
  for (const file of files) results.push(await formatFile(file, options));
  return results;
}

/** Each thread asks for the next file when it is done with one. */
async function formatInThreads(
  files: readonly string[],
  options: FormatFileOptions,
  count: number,
): Promise<FormattedFile[]> {
  const results: FormattedFile[] = [];
  let next = 0;
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { [workerKey]: options } });
      const give = (): void => {
        if (next < files.length) worker.postMessage(files[next++]);
        else void worker.terminate().then(() => resolve());
      };
      worker.on("message", (result: FormattedFile) => {
        results.push(result);
        give();
      });
      worker.on("error", reject);
      give();
    });
  await Promise.all(Array.from({ length: count }, run));
  return results;
}

const workerKey = "nixgenFormatFiles";

// The same module is what the threads run.
const task = isMainThread ? undefined : (workerData as Record<string, FormatFileOptions> | null)?.[workerKey];
if (task !== undefined) {
  parentPort!.on("message", (path: string) => {
    void formatFile(path, task).then((result) => parentPort!.postMessage(result));
  });
}
