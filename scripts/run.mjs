// Sets up a fresh clone with nothing but Node.js and npm, then runs one job: `start` or `test`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const started = Date.now();

const jobs = { start, test };
const job = jobs[process.argv[2] ?? ""];
if (job === undefined) stop(`usage: node scripts/run.mjs ${Object.keys(jobs).join("|")}`);
checkNode();
install();
build();
job();

function start() {
  step("Writing a small project");
  run(process.execPath, ["examples/dist/quick-start/main.js", ...process.argv.slice(3)]);
}

function test() {
  step("Checking types");
  bin("tsc", ["-b", "tsconfig.check.json"]);
  step("Checking style");
  bin("oxlint", ["--deny-warnings"]);
  bin("prettier", ["--check", "--log-level", "warn", "."]);
  step("Running all tests");
  mkdirSync(".cache", { recursive: true });
  const report = ".cache/test-report.json";
  writeFileSync(report, "{}");
  const extra = process.argv.slice(3);
  const status = bin(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...extra],
    { mayFail: true },
  );
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
  } = JSON.parse(readFileSync(report, "utf8"));
  if (numPendingTests > 0) console.log(`${numPendingTests} skipped: what they need is not on this machine`);
  console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
  process.exitCode = status;
}

function checkNode() {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(manifest.engines.node).map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split(".").map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  stop(`a clone of nixgen needs Node.js ${major}.${minor} or later; this is ${process.versions.node}`);
}

/** Installs when the lock file is newer than the last installation. */
function install() {
  const stamp = "node_modules/.nixgen-installed";
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync("pnpm-lock.yaml").mtimeMs) return;
  const pnpm = manifest.packageManager;
  step(`Installing dependencies with ${pnpm}`);
  run(process.platform === "win32" ? "npx.cmd" : "npx", ["--yes", pnpm, "install", "--frozen-lockfile"]);
  writeFileSync(stamp, "");
  utimesSync(stamp, new Date(), new Date());
}

function build() {
  step("Building");
  bin("tsc", ["-b"]);
  run(process.execPath, ["scripts/bundle.mjs"]);
}

function bin(name, args, options) {
  const suffix = process.platform === "win32" ? ".cmd" : "";
  return run(`node_modules/.bin/${name}${suffix}`, args, options);
}

function run(command, args, { mayFail = false } = {}) {
  const result = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (result.error) stop(`${command}: ${result.error.message}`);
  if (result.status !== 0 && !mayFail) stop(`${command} ${args.join(" ")} failed`);
  return result.status ?? 1;
}

function step(title) {
  console.log(`\n[${((Date.now() - started) / 1000).toFixed(0)} s] ${title}`);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
