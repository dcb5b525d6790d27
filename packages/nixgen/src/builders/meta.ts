import { select, type Diagnostic, type NixAttributes, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { closestNames } from "../names/closest.js";
import { pkgs } from "../references/references.js";
import { groupedAttributes } from "./grouped.js";
import {
  nixBoolean,
  nixExpression,
  nixString,
  nixStrings,
  nixValue,
  orExpression,
  textOf,
  type NixBoolean,
  type NixExpression,
  type NixString,
  type NixStrings,
  type IssueDetails,
} from "./input.js";
import { licenses, type LicenseName } from "./licenses.generated.js";

/** A license: its name in `lib.licenses`, such as `"mit"`, its SPDX identifier, such as `"MIT"`, or an expression. */
export type LicenseOption = LicenseName | (string & {}) | NixExpression;

/**
 * What is said of a package.
 *
 * @see the nixpkgs manual, "Meta-attributes"
 */
export interface Meta {
  /** One short sentence without a final stop, which does not start with the name or an article. */
  readonly description?: NixString;
  readonly longDescription?: NixString;
  readonly homepage?: NixString;
  readonly downloadPage?: NixString;
  /** Where the changes of this version are listed. */
  readonly changelog?: NixString;
  /** One license, or several that all apply. */
  readonly license?: LicenseOption | readonly LicenseOption[];
  /** How the files were made, such as `["binaryNativeCode"]`, where they were not built from source. */
  readonly sourceProvenance?: readonly SourceType[] | NixExpression;
  /** Names in `lib.maintainers`, or expressions. */
  readonly maintainers?: readonly (string | NixExpression)[] | NixExpression;
  /** The program that `nix run` starts. */
  readonly mainProgram?: NixString;
  /** A name in `lib.platforms`, such as `"linux"`, or a list of platforms. */
  readonly platforms?: PlatformsOption;
  readonly badPlatforms?: PlatformsOption;
  readonly broken?: NixBoolean;
  /** Reasons for which the package is not installed without being allowed. */
  readonly knownVulnerabilities?: NixStrings;
  readonly priority?: number | NixExpression;
  /** Other attributes, as they are. */
  readonly [name: string]: NixValue | undefined;
}

/** A name in `lib.platforms`, a list of platforms such as `"x86_64-linux"`, or an expression. */
export type PlatformsOption = string | readonly NixString[] | NixExpression;

/** A name in `lib.sourceTypes`. */
export type SourceType = (typeof sourceTypes)[number];

const sourceTypes = [
  "binaryBytecode",
  "binaryFirmware",
  "binaryNativeCode",
  "fromSource",
  "obfuscatedCode",
] as const;

const platformNames = ["all", "linux", "darwin", "unix", "windows", "freebsd", "x86_64", "aarch64"] as const;

const license = z
  .custom<LicenseOption | readonly LicenseOption[]>()
  .superRefine((value: unknown, context) => {
    const names: [unknown, number[]][] = Array.isArray(value)
      ? value.map((name: unknown, index) => [name, [index]])
      : [[value, []]];
    for (const [name, path] of names) {
      if (typeof name === "string") {
        if (findLicense(name) !== undefined) continue;
        const params: IssueDetails = {
          code: "input/unknown-license",
          suggestions: suggestLicenses(name).map((known) => `did you mean \`${known}\`?`),
        };
        context.addIssue({ code: "custom", message: "nixpkgs knows no such license", path, params });
      } else if (!nixExpression.safeParse(name).success) {
        context.addIssue({ code: "custom", message: 'expected a license such as "mit"', path });
      }
    }
  })
  .meta({
    id: "license",
    description: 'A license, such as "mit" or "Apache-2.0", or a list of them',
    type: ["string", "array", "object"],
  });

const urlMessage = "expected an address such as https://example.org";

const url = orExpression(z.url({ protocol: /^https?$/, error: urlMessage }), urlMessage);

const platforms = z.union(
  [
    z.enum(platformNames),
    z.array(textOf(/^[a-z0-9_]+-[a-z]+$/, 'expected a platform such as "x86_64-linux"')),
    nixExpression,
  ],
  {
    error: `expected a list of platforms such as ["x86_64-linux"], or one of ${platformNames.map((name) => JSON.stringify(name)).join(", ")}`,
  },
);

const metaSet = z
  .object({
    description: nixString.optional(),
    longDescription: nixString.optional(),
    homepage: url.optional(),
    downloadPage: url.optional(),
    changelog: url.optional(),
    license: license.optional(),
    sourceProvenance: z.union([z.array(z.enum(sourceTypes)), nixExpression]).optional(),
    maintainers: z.union([z.array(nixString), nixExpression]).optional(),
    mainProgram: nixString.optional(),
    platforms: platforms.optional(),
    badPlatforms: platforms.optional(),
    broken: nixBoolean.optional(),
    knownVulnerabilities: nixStrings.optional(),
    priority: orExpression(z.int(), "expected a whole number").optional(),
  })
  .catchall(nixValue)
  .meta({ id: "meta" });

/** What is said of a package, or an expression that gives it. */
export type MetaOption = Meta | NixExpression;

export const metaSchema: z.ZodType = z.union([metaSet, nixExpression], {
  error: "expected what is said of the package, such as { license }",
});

/** `meta` as nixpkgs has it: names of licenses, platforms and maintainers become references to them. */
function buildMeta(meta: Meta): NixAttributes {
  const { license: licenseNames, platforms, badPlatforms, maintainers, sourceProvenance } = meta;
  return {
    ...meta,
    license: mapOneOrAll(licenseNames, (name) => select(pkgs, "lib", "licenses", findLicense(name) ?? name)),
    platforms: typeof platforms === "string" ? select(pkgs, "lib", "platforms", platforms) : platforms,
    badPlatforms:
      typeof badPlatforms === "string" ? select(pkgs, "lib", "platforms", badPlatforms) : badPlatforms,
    maintainers: mapOneOrAll(maintainers, (name) => select(pkgs, "lib", "maintainers", name)),
    sourceProvenance: mapOneOrAll(sourceProvenance, (name) => select(pkgs, "lib", "sourceTypes", name)),
  };
}

/** The expression of `meta`, in the order in which package files have it, which is that of the schema. */
export function buildMetaSet(meta: MetaOption): NixValue {
  if (isExpression(meta)) return meta;
  const built = buildMeta(meta);
  return groupedAttributes([[...new Set([...Object.keys(metaSet.shape), ...Object.keys(built)])]], built);
}

/**
 * What nixpkgs knows in `meta` besides.
 *
 * @see nixpkgs, pkgs/stdenv/generic/check-meta.nix, `metaType`
 */
const otherKeys: ReadonlySet<string> = new Set([
  "available",
  "branch",
  "hydraPlatforms",
  "identifiers",
  "insecure",
  "outputsToInstall",
  "pkgConfigModules",
  "position",
  "teams",
  "tests",
  "timeout",
  "unfree",
  "unsupported",
]);

/** What is allowed in `meta` but not good. */
export function metaWarnings(meta: MetaOption | undefined): Diagnostic[] {
  if (meta === undefined || isExpression(meta)) return [];
  return [...keyWarnings(meta), ...licenseWarnings(meta)];
}

/** Nix takes any attribute, and so a slip would pass. */
function keyWarnings(meta: Meta): Diagnostic[] {
  const known = Object.keys(metaSet.shape);
  return Object.keys(meta).flatMap((key): Diagnostic[] => {
    if (known.includes(key) || otherKeys.has(key)) return [];
    const similar = closestNames(key, known, 1);
    if (similar.length === 0) return [];
    return [
      {
        code: "input/unknown-key",
        severity: "warning",
        message: `nixpkgs has no \`${key}\` in \`meta\``,
        path: ["meta", key],
        suggestions: similar.map((name) => ({ message: `did you mean \`${name}\`?` })),
      },
    ];
  });
}

function licenseWarnings(meta: Meta): Diagnostic[] {
  if (meta.license === undefined || isExpression(meta.license)) return [];
  const names = Array.isArray(meta.license) ? (meta.license as readonly unknown[]) : [meta.license];
  return names.flatMap((name): Diagnostic[] => {
    if (typeof name !== "string") return [];
    const key = findLicense(name);
    if (key === undefined || !("deprecated" in licenses[key])) return [];
    return [
      {
        code: "input/unknown-license",
        severity: "warning",
        message: `\`${name}\` does not say whether later versions of the license apply too`,
        path: ["meta", "license"],
        suggestions: [{ message: `write \`${key}Only\` or \`${key}Plus\`` }],
      },
    ];
  });
}

/** The name in `lib.licenses` of a license by that name or its SPDX identifier. */
export function findLicense(name: string): LicenseName | undefined {
  if (Object.hasOwn(licenses, name)) return name as LicenseName;
  return bySpdx.get(name.toLowerCase());
}

const bySpdx: ReadonlyMap<string, LicenseName> = new Map(
  Object.entries(licenses).flatMap(([name, entry]) =>
    "spdx" in entry && !("deprecated" in entry) ? [[entry.spdx.toLowerCase(), name as LicenseName]] : [],
  ),
);

function suggestLicenses(name: string): string[] {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]|license|\.0\b/g, "");
  const wanted = plain(name);
  const alike = Object.entries(licenses).filter(
    ([key, entry]) => plain(key) === wanted || ("spdx" in entry && plain(entry.spdx) === wanted),
  );
  if (alike.length > 0) return alike.map(([key]) => key).slice(0, 3);
  // The versions of a family such as GPL.
  const isVersion = (text: string): boolean => {
    const known = plain(text);
    return known.startsWith(wanted) && /^\d/.test(known.slice(wanted.length));
  };
  const versions = Object.entries(licenses).filter(
    ([key, entry]) =>
      !("deprecated" in entry) && (isVersion(key) || ("spdx" in entry && isVersion(entry.spdx))),
  );
  if (wanted !== "" && versions.length > 0) return versions.map(([key]) => key).slice(-4);
  return closestNames(name, Object.keys(licenses));
}

function mapOneOrAll(value: unknown, convert: (name: string) => NixValue): NixValue | undefined {
  if (typeof value === "string") return convert(value);
  // Checked by the schema: the others are expressions.
  if (!Array.isArray(value)) return value as NixValue | undefined;
  return value.map((item: unknown) => (typeof item === "string" ? convert(item) : (item as NixValue)));
}

function isExpression(value: unknown): value is NixExpression {
  return nixExpression.safeParse(value).success;
}
