import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a real Nix says of a text: it parses, or the first line of its error. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly error: string };

const environment = { ...process.env, NIX_REMOTE: "dummy://" };

/**
 * The `nix-instantiate` to ask: the one in `NIXGEN_NIX` (a newer one knows more of the language), else the one on the
 * path; `undefined` where there is none.
 */
export function findNix(): string | undefined {
  const program = process.env["NIXGEN_NIX"] ?? "nix-instantiate";
  return spawnSync(program, ["--version"]).status === 0 ? program : undefined;
}

/**
 * Whether Nix takes each text for Nix. Undefined variables, which `--parse` reports too, do not count: only the syntax does.
 * One call goes on until the first text that is refused, so that accepted ones cost little.
 */
export function judgeSyntax(program: string, texts: readonly string[]): Verdict[] {
  const features = knowsPipes(program) ? pipeOperators : [];
  const folder = mkdtempSync(join(tmpdir(), "nixgen-judge-"));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.nix`);
      writeFileSync(file, text);
      return file;
    });
    const verdicts: Verdict[] = [];
    while (verdicts.length < files.length) {
      const batch = files.slice(verdicts.length, verdicts.length + mostFiles);
      const { accepted, error } = parseUntilError(program, features, batch);
      for (let i = 0; i < accepted; i++) verdicts.push({ ok: true });
      if (error === undefined) continue;
      verdicts.push(/undefined variable/.test(error) ? { ok: true } : { ok: false, error });
    }
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mostFiles = 200;

function parseUntilError(
  program: string,
  features: readonly string[],
  files: readonly string[],
): { accepted: number; error?: string } {
  const { status, stdout, stderr } = spawnSync(program, ["--parse", ...features, ...files], {
    env: environment,
    maxBuffer: 1 << 30,
  });
  if (status === 0) return { accepted: files.length };
  // Each file that parses is printed on one line.
  const accepted = String(stdout).split("\n").length - 1;
  return { accepted, error: firstError(String(stderr)) };
}

const pipeOperators = ["--extra-experimental-features", "pipe-operators"];

function knowsPipes(program: string): boolean {
  const version = /(\d+)\.(\d+)/.exec(String(spawnSync(program, ["--version"]).stdout));
  return Number(version?.[1]) > 2 || Number(version?.[2]) >= 24;
}

function firstError(output: string): string {
  return output.split("\n").find((line) => line.trim() !== "") ?? "no message";
}
