// What a real Nix says of texts: whether it takes each for Nix, by `nix-instantiate --parse`.
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const environment = { ...process.env, NIX_REMOTE: "dummy://" };

/**
 * The `nix-instantiate` to ask: the one in `NIXGEN_NIX` (a newer one knows more of the language), else the one on the
 * path; `undefined` where there is none.
 */
export function findNix() {
  const program = process.env.NIXGEN_NIX ?? "nix-instantiate";
  const { status, stdout } = spawnSync(program, ["--version"], { env: environment, encoding: "utf8" });
  if (status !== 0) return undefined;
  const [, major, minor] = /(\d+)\.(\d+)/.exec(stdout);
  const version = `${major}.${minor}`;
  const knowsPipes = Number(major) > 2 || Number(minor) >= 24;
  const features = knowsPipes ? ["--extra-experimental-features", "pipe-operators"] : [];
  return { program, version, knowsPipes, features };
}

/**
 * What Nix says of each text. A call goes on until the first text that is refused, so that accepted ones cost little.
 * `isUndefined` tells of an error that it is about an undefined variable: those are looked for after all others.
 */
export async function judge(nix, texts, { processes = 2 } = {}) {
  const verdicts = [];
  let next = 0;
  const work = async () => {
    while (next < texts.length) {
      const from = next;
      next = Math.min(texts.length, from + batchSize);
      await judgeBatch(nix, texts.slice(from, next), (index, verdict) => (verdicts[from + index] = verdict));
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return verdicts;
}

const batchSize = 100;
// Printed after each text that is accepted: what stands in a text may be printed over several lines.
const mark = "nixgen-accepted";

async function judgeBatch(nix, texts, tell) {
  const folder = mkdtempSync(join(tmpdir(), "nixgen-judge-"));
  try {
    const marker = join(folder, "mark.nix");
    writeFileSync(marker, `"${mark}"`);
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.nix`);
      writeFileSync(file, text);
      return file;
    });
    let done = 0;
    let most = files.length;
    while (done < files.length) {
      const batch = files.slice(done, done + most);
      const { accepted, error, crashed } = await parseUntilError(nix, batch, marker);
      // What a crash leaves unprinted is not known; one by one it is.
      if (crashed && most > 1) {
        most = 1;
        continue;
      }
      for (let i = 0; i < accepted; i++) tell(done++, { ok: true });
      if (error === undefined) continue;
      tell(done++, { ok: false, error, isUndefined: /undefined variable/.test(error) });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function parseUntilError({ program, features }, files, marker) {
  try {
    await run(program, ["--parse", ...features, ...files.flatMap((file) => [file, marker])], {
      env: environment,
      maxBuffer: 1 << 30,
    });
    return { accepted: files.length };
  } catch (failure) {
    const { code, signal, stdout, stderr } = failure;
    // A text for a code: the program could not be run at all.
    if (typeof code === "string") throw failure;
    const accepted = stdout.split("\n").filter((line) => line === `"${mark}"`).length;
    const error = signal ? `Nix ended by ${signal}` : /^error: ?.*$/m.exec(stderr)?.[0];
    return { accepted, error: error ?? "no message", crashed: Boolean(signal) };
  }
}
