import { spawnSync } from "node:child_process";

const environment = { ...process.env, NIX_REMOTE: "dummy://" };

/** Whether a real Nix is on this machine. In CI its absence is a failure, elsewhere the tests that need it are skipped. */
export const hasNix = spawnSync("nix-instantiate", ["--version"], { env: environment }).status === 0;
if (!hasNix && process.env["CI"]) throw new Error("nix-instantiate is missing, and CI must have it");

interface NixResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function runNix(args: readonly string[], input?: string): NixResult {
  const result = spawnSync("nix-instantiate", args, {
    env: environment,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    ...(input !== undefined && { input }),
  });
  if (result.error) throw result.error;
  return { status: result.status ?? 1, stdout: result.stdout, stderr: result.stderr };
}

/** The value of an expression, by way of JSON. */
export function evalNix(expression: string): unknown {
  const { status, stdout, stderr } = runNix(["--eval", "--strict", "--json", "-"], expression);
  if (status !== 0) throw new Error(`Nix does not evaluate this:\n${stderr}\n${expression.slice(0, 2000)}`);
  return JSON.parse(stdout);
}

/** How Nix reads an expression, in its own fully parenthesized form; `undefined` where it refuses it. */
export function parseNix(expression: string): string | undefined {
  const { status, stdout } = runNix(["--parse", "-"], expression);
  return status === 0 ? stdout.trim() : undefined;
}

/** How Nix evaluates a file, by way of JSON. */
export function evalNixFile(file: string, ...args: readonly string[]): unknown {
  const { status, stdout, stderr } = runNix(["--eval", "--strict", "--json", ...args, file]);
  if (status !== 0) throw new Error(`Nix does not evaluate ${file}:\n${stderr}`);
  return JSON.parse(stdout);
}
