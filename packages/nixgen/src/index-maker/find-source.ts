import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Source } from "../names/provenance.js";

/** A checkout that was found, and what it is. */
export interface FoundSource {
  /** An absolute path. */
  readonly path: string;
  readonly source: Source;
  /** A text that changes with the content; absent where the checkout has changes, or no revision. */
  readonly fixed?: string;
}

/** The programs of Nix to ask; those on the path where not given. */
export interface NixPrograms {
  readonly nixInstantiate?: string;
  readonly nix?: string;
}

/**
 * Where the files of a reference lie: a path, a channel such as `<nixpkgs>`, or a flake reference such as
 * `github:NixOS/nixpkgs/nixos-unstable`, which Nix may have to fetch.
 *
 * @throws Error where there is nothing, with what Nix said.
 */
export function findSource(reference: string, repository: string, programs: NixPrograms = {}): FoundSource {
  if (existsSync(reference)) return describePath(realpathSync(resolve(reference)), repository);
  const channel = /^<(.+)>$/.exec(reference);
  if (channel) {
    const result = run(programs.nixInstantiate ?? "nix-instantiate", ["--find-file", channel[1]!]);
    return describePath(realpathSync(result.trim()), repository);
  }
  if (/^(\.|\/|~)/.test(reference)) throw new Error(`there is no ${reference}`);
  return describeFlake(reference, repository, programs);
}

function describeFlake(reference: string, repository: string, programs: NixPrograms): FoundSource {
  const features = ["--extra-experimental-features", "nix-command flakes"];
  const text = run(programs.nix ?? "nix", [...features, "flake", "metadata", "--json", reference]);
  // The form is that of the Nix manual, "nix flake metadata".
  const { path, revision, lastModified } = JSON.parse(text) as {
    readonly path: string;
    readonly revision?: string;
    readonly lastModified?: number;
  };
  return {
    path,
    source: {
      repository,
      ...(revision === undefined ? {} : { revision }),
      ...(lastModified === undefined ? {} : { date: toDay(new Date(lastModified * 1000)) }),
      ...releaseOf(path),
    },
    ...(revision === undefined ? {} : { fixed: revision }),
  };
}

function describePath(path: string, repository: string): FoundSource {
  const git = (...args: string[]) => {
    const result = spawnSync("git", ["-C", path, ...args], { encoding: "utf8" });
    return result.status === 0 ? result.stdout.trim() : undefined;
  };
  const isCheckout = existsSync(join(path, ".git"));
  const written = join(path, ".git-revision");
  const revision = isCheckout
    ? git("rev-parse", "HEAD")
    : existsSync(written)
      ? readFileSync(written, "utf8").trim()
      : undefined;
  const date = isCheckout ? git("log", "-1", "--format=%cs") : undefined;
  const isClean = isCheckout
    ? git("status", "--porcelain", "--untracked-files=no") === ""
    : revision !== undefined;
  return {
    path,
    source: {
      repository,
      ...(revision === undefined ? {} : { revision }),
      ...(date === undefined ? {} : { date }),
      ...releaseOf(path),
    },
    ...(isClean && revision !== undefined ? { fixed: revision } : {}),
  };
}

function releaseOf(path: string): { readonly release?: string } {
  for (const name of [".version", "lib/.version"]) {
    const file = join(path, name);
    if (existsSync(file)) return { release: readFileSync(file, "utf8").trim() };
  }
  return {};
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function run(program: string, args: readonly string[]): string {
  const result = spawnSync(program, args, { encoding: "utf8" });
  if (result.error) throw new Error(`${program} can't be run: ${result.error.message}`);
  if (result.status !== 0) throw new Error(result.stderr.trim() || `${program} failed`);
  return result.stdout;
}
