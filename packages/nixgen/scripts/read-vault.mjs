import { execFileSync } from "node:child_process";

/**
 * The packages of a checkout of osbm/nixpkgs-vault, which has a note on each package of a nixpkgs that was evaluated, and the source
 * to name for them.
 *
 * @returns {{ packages: { set: string, name: string, homepage: string }[], source: object }} the set is what stands before the last
 * name of an attribute path.
 */
export function readVault(vault) {
  const git = (...args) =>
    execFileSync("git", ["-C", vault, ...args], { encoding: "utf8", maxBuffer: 2 ** 30 }).trim();
  const facts = String.raw`^(# |- \*\*Homepage\*\*|\*Generated on )`;
  const packages = [];
  let date;
  for (const line of git("grep", "-hE", facts, "HEAD", "--", "packages").split("\n")) {
    const [, set, name] = /^# (?:(.+)\.)?([^.]+)$/.exec(line) ?? [];
    if (name !== undefined) packages.push({ set: set ?? "", name, homepage: "" });
    else if (line.startsWith("-")) packages.at(-1).homepage = line;
    else date ??= /\d{4}-\d\d-\d\d/.exec(line)[0];
  }
  const note = "the packages of a NixOS/nixpkgs of that day";
  return {
    packages,
    source: { repository: "osbm/nixpkgs-vault", revision: git("rev-parse", "HEAD"), date, note },
  };
}
