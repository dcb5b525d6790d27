import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

// Where Nix knows pipes, it reads them; an older one ignores the name.
const environment = {
  ...process.env,
  NIX_REMOTE: "dummy://",
  NIX_CONFIG: "extra-experimental-features = pipe-operators",
};

/** Whether a real Nix is on this machine. In CI its absence is a failure, elsewhere the tests that need it are skipped. */
export const hasNix = spawnSync("nix-instantiate", ["--version"], { env: environment }).status === 0;
if (!hasNix && process.env["CI"]) throw new Error("nix-instantiate is missing, and CI must have it");

/**
 * The folder `lib` of nixpkgs, of a checkout that the environment names: with it, modules are evaluated by the true module
 * system. Tests that need it are skipped without it.
 */
export const nixpkgsLib = findLib(process.env["NIXGEN_NIXPKGS_LIB"]);

/** A whole checkout of nixpkgs, where the environment names one and this Nix can evaluate it. */
export const nixpkgsCheckout = findCheckout(process.env["NIXGEN_NIXPKGS_LIB"]);

function findCheckout(checkout: string | undefined): string | undefined {
  if (checkout === undefined || !hasNix || !existsSync(join(checkout, "pkgs/top-level"))) return undefined;
  const { status } = runNix(["--eval", "-E", `(${packagesOf(checkout)}).hello.drvPath`]);
  return status === 0 ? checkout : undefined;
}

/** The code for the packages of a checkout, for a platform that does not depend on this machine. */
export function packagesOf(checkout: string): string {
  return `import ${checkout}/pkgs/top-level { localSystem.system = "x86_64-linux"; }`;
}

/** The sources of the manuals, where the environment names a whole checkout. */
export const nixpkgsManuals = findManuals(process.env["NIXGEN_NIXPKGS_LIB"]);

function findManuals(
  checkout: string | undefined,
): Readonly<Record<"nixpkgs" | "NixOS", string>> | undefined {
  if (checkout === undefined) return undefined;
  const folders = { nixpkgs: join(checkout, "doc"), NixOS: join(checkout, "nixos/doc") };
  return Object.values(folders).every((folder) => existsSync(folder)) ? folders : undefined;
}

function findLib(checkout: string | undefined): string | undefined {
  if (checkout === undefined) return undefined;
  return [join(checkout, "lib"), checkout].find((folder) => existsSync(join(folder, "modules.nix")));
}

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
