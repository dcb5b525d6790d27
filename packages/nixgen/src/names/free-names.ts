import { isSlipOf, skeletonOf } from "./suggest.js";
import {
  olderDirectives,
  serviceChoices,
  systemdDirectives,
  type SystemdSection,
} from "./systemd-directives.js";

/**
 * The settings of `nix.conf`, of Nix 2.26 and other implementations.
 *
 * @see nix.conf(5), `nix config show`
 */
const nixSettings = `
  abort-on-warn accept-flake-config access-tokens allow-dirty allow-import-from-derivation allow-new-privileges
  allow-symlinked-store allow-unsafe-native-code-during-evaluation allowed-impure-host-deps allowed-uris
  allowed-users always-allow-substitutes auto-allocate-uids auto-optimise-store bash-prompt bash-prompt-prefix
  bash-prompt-suffix build-dir build-hook build-poll-interval build-users-group builders builders-use-substitutes
  ca-derivations-log commit-lock-file-summary compress-build-log connect-timeout cores debugger-on-trace
  debugger-on-warn diff-hook download-attempts download-buffer-size download-speed eval-cache eval-cores eval-system
  experimental-features external-builders extra-access-tokens extra-allowed-users extra-experimental-features
  extra-platforms extra-sandbox-paths extra-substituters extra-system-features extra-trusted-public-keys
  extra-trusted-substituters extra-trusted-users fallback filter-syscalls flake-registry fsync-metadata
  fsync-store-paths gc-reserved-space hashed-mirrors http-connections http-proxy http2 id-count ignore-try
  ignored-acls impersonate-linux-26 json-log-path keep-build-log keep-derivations keep-env-derivations keep-failed
  keep-going keep-outputs lazy-trees log-lines max-build-log-size max-call-depth max-free max-jobs max-silent-time
  max-substitution-jobs min-free min-free-check-interval nar-buffer-size narinfo-cache-negative-ttl
  narinfo-cache-positive-ttl netrc-file nix-path nix-shell-always-looks-for-shell-nix
  nix-shell-shebang-arguments-relative-to-script plugin-files post-build-hook pre-build-hook preallocate-contents
  print-missing pure-eval require-drop-supplementary-groups require-sigs restrict-eval run-diff-hook sandbox
  sandbox-build-dir sandbox-dev-shm-size sandbox-fallback sandbox-paths secret-key-files show-trace ssh-options
  ssl-cert-file stalled-download-timeout start-id store substitute substituters sync-before-registering system
  system-features tarball-ttl timeout trace-function-calls trace-verbose trust-tarballs-from-git-forges
  trusted-public-keys trusted-substituters trusted-users upgrade-nix-store-path-url use-case-hack use-cgroups
  use-registries use-sqlite-wal use-xdg-base-directories user-agent-suffix warn-dirty warn-large-path-threshold
  warn-short-path-literals`;

/** The sets of options that are sections of unit files, in NixOS and in home-manager. */
const sections: Readonly<Record<string, SystemdSection>> = {
  automountConfig: "Automount",
  mountConfig: "Mount",
  pathConfig: "Path",
  serviceConfig: "Service",
  sliceConfig: "Slice",
  socketConfig: "Socket",
  timerConfig: "Timer",
  unitConfig: "Unit",
};

/** The section of a unit file that a set of options is: `systemd.services.<name>.serviceConfig`, `systemd.user.timers.<name>.Timer`. */
function sectionAt(path: readonly string[]): SystemdSection | undefined {
  const [first, ...rest] = path;
  const [, , section = ""] = rest[0] === "user" ? rest.slice(1) : rest;
  if (first !== "systemd" || rest.length !== (rest[0] === "user" ? 4 : 3)) return undefined;
  if (Object.hasOwn(sections, section)) return sections[section];
  return rest[0] === "user" && Object.hasOwn(systemdDirectives, section)
    ? (section as SystemdSection)
    : undefined; // It is a key.
}

let ofNix: ReadonlySet<string> | undefined;
const ofSections = new Map<SystemdSection, ReadonlySet<string>>();

/** The names that a program reads below a set of options in which any name can stand; `undefined` where that is not known. */
function namesReadAt(path: readonly string[]): ReadonlySet<string> | undefined {
  if (path.join(".") === "nix.settings") return (ofNix ??= new Set(nixSettings.trim().split(/\s+/)));
  const section = sectionAt(path);
  if (section === undefined) return undefined;
  let names = ofSections.get(section);
  if (names === undefined)
    ofSections.set(section, (names = new Set([...systemdDirectives[section], ...olderDirectives])));
  return names;
}

/**
 * The name that was meant among those that a program reads from a free-form setting, where another one differs from it in case,
 * separators or one slip: `ExecStart` for `ExecStrat` in `serviceConfig`. `undefined` where there is none.
 *
 * @param path the setting, as `["nix", "settings"]`.
 */
export function freeNameMeant(path: readonly string[], name: string): string | undefined {
  const names = namesReadAt(path);
  if (names === undefined || names.has(name)) return undefined;
  const same = [...names].find((other) => skeletonOf(other) === skeletonOf(name));
  // Short names that differ by a letter are different names.
  return same ?? (name.length > 5 ? [...names].find((other) => isSlipOf(name, other)) : undefined);
}

/** The values that a program takes for a free-form setting; `undefined` where that is not known. */
export function choicesOf(path: readonly string[]): readonly string[] | undefined {
  const name = path.at(-1) ?? "";
  const isOfService = sectionAt(path.slice(0, -1)) === "Service" && Object.hasOwn(serviceChoices, name);
  return isOfService ? serviceChoices[name as keyof typeof serviceChoices] : undefined; // It is a key.
}
