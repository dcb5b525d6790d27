import { isNode, staticName, toExpr, type Diagnostic, type Expr, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { nixExpression, type NixExpression, type IssueDetails } from "./input.js";

/** A hash in the SRI form, `"sha256-…"`, or an expression such as `lib.fakeHash`. */
export type NixHash = string | NixExpression;

/** Bytes of a digest by the name of its algorithm. */
const digestBytes = { md5: 16, sha1: 20, sha256: 32, sha512: 64 } as const;

type Algorithm = keyof typeof digestBytes;

/**
 * A hash in the SRI form: the algorithm, a hyphen, and the digest in Base64.
 *
 * @see the Nix manual, "nix hash"; the W3C recommendation "Subresource Integrity"
 */
export const nixHash: z.ZodType<NixHash> = z
  .custom<NixHash>()
  .superRefine((value: unknown, context) => {
    if (typeof value === "string") {
      const problem = findHashProblem(value);
      if (problem) {
        const params: IssueDetails = { suggestions: problem.suggestions };
        context.addIssue({ code: "custom", message: problem.message, params });
      }
    } else if (!nixExpression.safeParse(value).success) {
      context.addIssue({ code: "custom", message: 'expected a hash such as "sha256-…"' });
    }
  })
  .meta({
    id: "hash",
    description: 'A hash such as "sha256-…=", or {"$nix":"lib.fakeHash"} while it is not known',
    type: ["string", "object"],
  });

/** A SHA-256 hash as older package files have it: in the SRI form, in Nix's base 32, or in hexadecimal digits. */
export const sha256Hash: z.ZodType<NixHash> = z
  .custom<NixHash>()
  .superRefine((value: unknown, context) => {
    const isText = typeof value === "string";
    const isHash = isText && (findHashProblem(value) === undefined || toSri(value)?.startsWith("sha256-"));
    if (isHash || (!isText && nixExpression.safeParse(value).success)) return;
    context.addIssue({
      code: "custom",
      message: "expected a SHA-256 hash; new code writes `hash` with the SRI form",
    });
  })
  .meta({ id: "sha256", description: "An old form of `hash`", type: ["string", "object"] });

interface HashProblem {
  readonly message: string;
  readonly suggestions: readonly string[];
}

/** What is wrong with a text as an SRI hash; other spellings of a hash are converted in the suggestion. */
export function findHashProblem(text: string): HashProblem | undefined {
  if (text === "") {
    return {
      message: "the hash is empty",
      suggestions: ["write `lib.fakeHash`; the failing build says the right hash"],
    };
  }
  const sri = /^(md5|sha1|sha256|sha512)-([A-Za-z0-9+/]*={0,2})$/.exec(text);
  if (sri) {
    const [, algorithm, digest] = sri as unknown as [string, Algorithm, string];
    const wanted = Buffer.alloc(digestBytes[algorithm]).toString("base64").length;
    const isExact = digest.length === wanted && Buffer.from(digest, "base64").toString("base64") === digest;
    if (isExact) return undefined;
    return {
      message: `a ${algorithm} digest has ${wanted} characters in Base64, not ${digest.length}`,
      suggestions: ["copy the whole hash, with the `=` at its end"],
    };
  }
  const converted = toSri(text);
  return {
    message: 'expected a hash in the SRI form, "sha256-…"',
    suggestions: converted === undefined ? [] : [`write ${JSON.stringify(converted)}`],
  };
}

/** The SRI form of a hash in Nix's base 32 or in hexadecimal digits, with or without the algorithm before it. */
export function toSri(text: string): string | undefined {
  const { algorithm, digest } = /^(?:(?<algorithm>md5|sha1|sha256|sha512)[:-])?(?<digest>.*)$/s.exec(text)!
    .groups as { algorithm?: Algorithm; digest: string };
  for (const [name, bytes] of Object.entries(digestBytes) as [Algorithm, number][]) {
    if (algorithm !== undefined && algorithm !== name) continue;
    const decoded = decodeHex(digest, bytes) ?? decodeBase32(digest, bytes);
    if (decoded) return `${name}-${decoded.toString("base64")}`;
  }
  return undefined;
}

function decodeHex(digest: string, bytes: number): Buffer | undefined {
  const isHex = digest.length === bytes * 2 && /^[0-9a-f]*$/i.test(digest);
  return isHex ? Buffer.from(digest, "hex") : undefined;
}

/** Nix's own base 32: no letters e, o, t and u, the least significant digit last. */
const base32Digits = "0123456789abcdfghijklmnpqrsvwxyz";

function decodeBase32(digest: string, bytes: number): Buffer | undefined {
  if (digest.length !== Math.ceil((bytes * 8) / 5)) return undefined;
  let value = 0n;
  for (const character of digest) {
    const index = base32Digits.indexOf(character);
    if (index < 0) return undefined;
    value = value * 32n + BigInt(index);
  }
  const decoded = Buffer.alloc(bytes);
  for (let index = 0; index < bytes; index++) {
    decoded[index] = Number(value & 255n);
    value >>= 8n;
  }
  return value === 0n ? decoded : undefined;
}

/** A warning for each of these options that is a placeholder, such as `lib.fakeHash`. */
export function placeholderWarnings(
  options: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Diagnostic[] {
  return names.flatMap((name): Diagnostic[] => {
    const value = options[name];
    if (value === undefined || value === null || !isPlaceholder(value as NixValue)) return [];
    return [
      {
        code: "input/placeholder-hash",
        severity: "warning",
        message: `\`${name}\` is a placeholder: the build fails, and says the right hash`,
        path: [name],
        suggestions: [{ message: "build once, and put the hash that Nix reports in its place" }],
      },
    ];
  });
}

function isPlaceholder(value: NixValue): boolean {
  if (typeof value === "string") return /^sha\d+-A+=*$/.test(value);
  const expression = toExpr(value);
  return isNode(expression) && /^fake(Hash|Sha256|Sha512)$/.test(lastName(expression) ?? "");
}

function lastName(expression: Expr): string | undefined {
  if (expression.kind === "Identifier") return expression.name;
  if (expression.kind !== "Select") return undefined;
  const last = expression.path.names.at(-1);
  return last && staticName(last);
}
