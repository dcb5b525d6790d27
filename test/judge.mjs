// What a real Nix says of texts: whether it takes each for Nix, as `nix-instantiate --parse` tells of one.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const environment = { ...process.env, NIX_REMOTE: "dummy://" };

/**
 * The `nix` to ask: the one in `NIXGEN_NIX` (a newer one knows more of the language), else the one on the path; `undefined`
 * where there is none.
 */
export function findNix() {
  const program = process.env.NIXGEN_NIX ?? "nix";
  const { status, stdout } = spawnSync(program, ["--version"], { env: environment, encoding: "utf8" });
  if (status !== 0) return undefined;
  const [, major, minor] = /(\d+)\.(\d+)/.exec(stdout);
  const version = `${major}.${minor}`;
  const knowsPipes = Number(major) > 2 || Number(minor) >= 24;
  const features = `nix-command${knowsPipes ? " pipe-operators" : ""}`;
  return { program, version, knowsPipes, features };
}

/**
 * What Nix says of each text. `isUndefined` tells of an error that it is about an undefined variable: those are looked for
 * after all others.
 *
 * One process reads many texts: a prompt goes on after an error, which `nix-instantiate` does not. Each text becomes the body
 * of a function, so that it is only parsed; the variables that it does not define are still looked for.
 */
export async function judge(nix, texts, { processes = 2 } = {}) {
  const verdicts = [];
  let next = 0;
  const work = async () => {
    while (next < texts.length) {
      const from = next;
      next = Math.min(texts.length, from + batchSize);
      const batch = await judgeBatch(nix, texts.slice(from, next));
      batch.forEach((verdict, index) => (verdicts[from + index] = verdict));
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return verdicts;
}

const batchSize = 500;
const accepted = "nixgen-accepted";
// Where a text ends too early, the prompt takes that for its own input, says nothing, and waits for more: for an error.
const stop = ")";

async function judgeBatch(nix, texts) {
  const folder = mkdtempSync(join(tmpdir(), "nixgen-judge-"));
  try {
    const files = texts.map((text, index) => {
      const file = join(folder, `${index}.nix`);
      writeFileSync(file, `nixgen'judge:\n${text}`);
      return file;
    });
    const verdicts = [];
    while (verdicts.length < files.length) {
      const answers = await ask(nix, files.slice(verdicts.length), folder);
      verdicts.push(...answers);
    }
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What Nix says of the files, up to the one at which it crashes, if any. */
async function ask({ program, features }, files, folder) {
  const input = join(folder, "input");
  const output = join(folder, "output");
  writeFileSync(
    input,
    files.map((file) => `builtins.seq (import ${file}) "${accepted}"\n${stop}\n`).join(""),
  );
  const ended = await runWithFiles(
    program,
    ["--extra-experimental-features", features, "repl"],
    input,
    output,
  );
  // What comes after each prompt: the line that was read, and what was printed.
  const sections = readFileSync(output, "utf8").split(/^nix-repl> /m);
  const answers = sections.filter((section) => section.startsWith("builtins.seq (import ")).map(readAnswer);
  if (answers.length === files.length) return answers;
  if (answers.length === 0) throw new Error(`${program} repl ended by ${ended}: ${sections[0]}`);
  return [...answers.slice(0, -1), { ok: false, error: `Nix ended by ${ended}`, isUndefined: false }];
}

function readAnswer(section) {
  // Colours.
  // oxlint-disable-next-line no-control-regex
  const lines = section.replace(/\u001b\[[0-9;]*m/g, "").split("\n");
  if (lines.includes(`"${accepted}"`)) return { ok: true };
  if (lines.some((line) => line.trim() === stop)) {
    return { ok: false, error: "error: the text ends too early", isUndefined: false };
  }
  const error = lines.findLast((line) => /^\s*error: ./.test(line))?.trim();
  return { ok: false, error: error ?? "no message", isUndefined: /undefined variable/.test(error) };
}

function runWithFiles(program, args, input, output) {
  return new Promise((resolve, reject) => {
    const files = [openSync(input, "r"), openSync(output, "w")];
    const child = spawn(program, args, { env: environment, stdio: [files[0], files[1], files[1]] });
    for (const file of files) closeSync(file);
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
