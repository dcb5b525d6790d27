import { fileURLToPath } from "node:url";
import { packageRoot } from "#package-root";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A value that is handed to a Nix function: data, or the text of an expression. */
export type NixArgument = string | boolean | null | readonly NixArgument[] | { readonly expression: string };

/** What Nix made of an expression: its value, or what it said. */
export type Evaluation = (
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string }
) & {
  /** What `builtins.trace` printed, in order. */
  readonly traced: readonly string[];
};

export interface EvaluateOptions {
  /** The program; `nix-instantiate` where it is not given. */
  readonly nix?: string;
  readonly signal?: AbortSignal;
  /** Where results are kept, and a text that changes with all that is evaluated; without them, nothing is kept. */
  readonly cache?: { readonly directory: string; readonly revision: string };
}

/** Where one of our own Nix expressions lies. */
export function expressionFile(name: string): string {
  return fileURLToPath(new URL(`nix/${name}.nix`, packageRoot!));
}

/**
 * The value of a function in a Nix file, as JSON. Nothing is built, and nothing is written to a store.
 *
 * @param file the path of a file that holds a function with named arguments.
 */
export function evaluateFile(
  file: string,
  args: { readonly [name: string]: NixArgument },
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const { cache } = options;
  if (cache === undefined) return runNix(file, args, options);
  const key = createHash("sha256").update(JSON.stringify([cache.revision, options.nix, args, ownText(file)]));
  const kept = join(cache.directory, `${key.digest("hex").slice(0, 32)}.json`);
  const known = readKept(kept);
  if (known !== undefined) return Promise.resolve(known);
  return runNix(file, args, options).then((result) => {
    mkdirSync(cache.directory, { recursive: true });
    writeFileSync(`${kept}.new`, JSON.stringify(result));
    renameSync(`${kept}.new`, kept);
    return result;
  });
}

/** The text of a Nix file and of those beside it, which it may import. */
function ownText(file: string): string {
  const directory = dirname(file);
  const names = readdirSync(directory).filter((name) => name.endsWith(".nix"));
  return names.map((name) => readFileSync(join(directory, name), "utf8")).join();
}

function readKept(path: string): Evaluation | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Evaluation; // Written above.
  } catch {
    return undefined;
  }
}

function runNix(
  file: string,
  args: { readonly [name: string]: NixArgument },
  options: EvaluateOptions,
): Promise<Evaluation> {
  const command = ["--eval", "--strict", "--json", "--readonly-mode", file];
  for (const [name, value] of Object.entries(args)) command.push("--arg", name, toNixText(value));
  return new Promise((resolve, reject) => {
    const child = spawn(options.nix ?? "nix-instantiate", command, {
      env: { ...process.env, NIX_REMOTE: process.env["NIX_REMOTE"] ?? "dummy://" },
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      const text = Buffer.concat(output).toString("utf8");
      const said = Buffer.concat(errors).toString("utf8");
      const traced = Array.from(said.matchAll(/^trace: (.*)$/gm), (match) => match[1]!);
      if (code === 0) resolve({ ok: true, value: JSON.parse(text), traced });
      else resolve({ ok: false, message: lastError(said), traced });
    });
  });
}

/**
 * The version of a Nix, as `2.28.1`.
 *
 * @throws Error where it can't be run.
 */
export function readNixVersion(nix = "nix-instantiate"): string {
  const result = spawnSync(nix, ["--version"], { encoding: "utf8" });
  const version = /\d[\d.]*/.exec(result.stdout ?? "")?.[0];
  if (result.error || version === undefined) throw new Error(`there is no Nix: ${nix} can't be run`);
  return version;
}

/** The last error in what Nix wrote: the cause, after the places that led to it. */
function lastError(text: string): string {
  const at = text.lastIndexOf("error:");
  const message = (at < 0 ? text : text.slice(at + "error:".length)).trim();
  return message === "" ? "Nix ended without a word" : message;
}

function toNixText(value: NixArgument): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return quote(value);
  if ("expression" in value) return value.expression;
  return `[ ${value.map(toNixText).join(" ")} ]`;
}

/** An expression whose value is some data. */
export function toDataText(value: unknown): string {
  return `builtins.fromJSON ${quote(JSON.stringify(value))}`;
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]|\$\{/g, (match) => `\\${match}`)}"`;
}
