import * as z from "zod";
import { nixExpression, nixStrings, type NixExpression, type NixStrings } from "./input.js";

/** A setting of Nix: what `nix.conf` would say. */
export type NixSetting = string | number | boolean | readonly string[] | NixExpression;

const booleanNames = [
  "accept-flake-config",
  "allow-dirty",
  "allow-import-from-derivation",
  "allow-unsafe-native-code-during-evaluation",
  "auto-optimise-store",
  "builders-use-substitutes",
  "commit-lock-file",
  "eval-cache",
  "fallback",
  "filter-syscalls",
  "fsync-metadata",
  "http2",
  "impersonate-linux-26",
  "keep-build-log",
  "keep-derivations",
  "keep-env-derivations",
  "keep-failed",
  "keep-going",
  "keep-outputs",
  "preallocate-contents",
  "print-missing",
  "pure-eval",
  "require-sigs",
  "restrict-eval",
  "show-trace",
  "substitute",
  "sync-before-registering",
  "trace-function-calls",
  "trace-verbose",
  "use-case-hack",
  "use-cgroups",
  "use-registries",
  "use-sqlite-wal",
  "use-xdg-base-directories",
  "warn-dirty",
] as const;

const numberNames = [
  "build-poll-interval",
  "connect-timeout",
  "cores",
  "download-attempts",
  "download-buffer-size",
  "http-connections",
  "log-lines",
  "max-build-log-size",
  "max-call-depth",
  "max-free",
  "max-jobs",
  "max-silent-time",
  "max-substitution-jobs",
  "min-free",
  "min-free-check-interval",
  "narinfo-cache-negative-ttl",
  "narinfo-cache-positive-ttl",
  "stalled-download-timeout",
  "tarball-ttl",
  "timeout",
] as const;

const listNames = [
  "access-tokens",
  "allowed-impure-host-deps",
  "allowed-uris",
  "allowed-users",
  "builders",
  "experimental-features",
  "extra-platforms",
  "hashed-mirrors",
  "ignored-acls",
  "impure-env",
  "nix-path",
  "plugin-files",
  "sandbox-paths",
  "secret-key-files",
  "substituters",
  "system-features",
  "trusted-public-keys",
  "trusted-substituters",
  "trusted-users",
] as const;

const textNames = [
  "bash-prompt",
  "bash-prompt-prefix",
  "bash-prompt-suffix",
  "build-hook",
  "build-users-group",
  "diff-hook",
  "flake-registry",
  "netrc-file",
  "post-build-hook",
  "pre-build-hook",
  "sandbox",
  "sandbox-build-dir",
  "sandbox-dev-shm-size",
  "ssl-cert-file",
  "store",
  "system",
  "user-agent-suffix",
] as const;

type ListName = (typeof listNames)[number];

/**
 * Settings of Nix for those who use a flake. A name with `extra-` before it adds to a list.
 *
 * @see the Nix manual, "nix.conf"
 */
export type NixConfig = {
  readonly [Name in (typeof booleanNames)[number]]?: boolean | NixExpression;
} & { readonly [Name in (typeof numberNames)[number]]?: number | "auto" | NixExpression } & {
  readonly [Name in ListName | `extra-${ListName}`]?: string | NixStrings;
} & { readonly [Name in (typeof textNames)[number]]?: string | boolean | NixExpression };

const boolean = z.union([z.boolean(), nixExpression]).optional();
const number = z.union([z.int().min(0), z.literal("auto"), nixExpression]).optional();
const list = z.union([z.string(), nixStrings]).optional();
const text = z.union([z.string(), z.boolean(), nixExpression]).optional();

export const nixConfigSchema = z.strictObject({
  ...shape(booleanNames, boolean),
  ...shape(numberNames, number),
  ...shape(listNames, list),
  ...shape(
    listNames.map((name) => `extra-${name}` as const),
    list,
  ),
  ...shape(textNames, text),
});

function shape<Name extends string, Schema extends z.ZodType>(
  names: readonly Name[],
  schema: Schema,
): Record<Name, Schema> {
  // Each of the names gets the schema.
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;
}
