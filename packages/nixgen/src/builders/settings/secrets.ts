import type { Diagnostic } from "@nixgen/core";

/** Names of options and variables that hold a secret itself, not where it is. */
const secretName =
  /(^|[a-z0-9_.-])(password|passphrase|passwd|secret|secretKey|privateKey|presharedKey|apiKey|apiToken|accessToken|authToken|token|psk|client_?secret)$/i;

/** Options that end like one that holds a secret and do not. */
const harmless = /^(hashed|initialHashed|allow|require|use|enable|disable|has|show|ask|prompt|no)/i;

/**
 * Texts in settings that look like secrets. Whatever a configuration says can be read by everyone on the machine, in the
 * Nix store, and by everyone who sees the repository.
 */
export function findPlainSecrets(
  builder: string,
  settings: unknown,
  path: readonly (string | number)[] = [],
): Diagnostic[] {
  if (Array.isArray(settings))
    return settings.flatMap((item, index) => findPlainSecrets(builder, item, [...path, index]));
  if (typeof settings !== "object" || settings === null) return [];
  if (Object.getPrototypeOf(settings) !== Object.prototype) return [];
  return Object.entries(settings).flatMap(([key, value]): Diagnostic[] => {
    const here = [...path, key];
    if (typeof value !== "string") return findPlainSecrets(builder, value, here);
    if (!secretName.test(key) || harmless.test(key) || isReference(value)) return [];
    return [
      {
        code: "input/plain-secret",
        severity: "error",
        message: `${builder}: \`${key}\` would be in the Nix store, where everyone can read it`,
        path: here,
        suggestions: [
          { message: fileOption(path, key) },
          { message: "or pass `{ plainSecrets: true }` to the builder, where it is no secret" },
        ],
      },
    ];
  });
}

/** Where the text is empty, a path, a variable or a placeholder, it says where the secret is. */
function isReference(value: string): boolean {
  return value === "" || /^([/~.$%@<{]|file:|env:)/.test(value);
}

function fileOption(path: readonly (string | number)[], key: string): string {
  if (path[0] === "users" && path[1] === "users")
    return 'write `hashedPasswordFile`, the path of a file on the machine, such as `sopsSecret("password")`';
  return `write \`${key}File\`, where there is such an option, with the path of a file on the machine`;
}
