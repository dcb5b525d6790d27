import { attrs, dotted, select, str, type Expr, type NixAttributes, requireText } from "@nixgen/core";
import * as z from "zod";
import { withHeader } from "../files/header.js";
import { config } from "../references/references.js";
import { built, checkOptions, warningsIn, type Built, type CheckSettings } from "./builder.js";
import {
  nixBoolean,
  nixExpression,
  nixExpressions,
  nixInteger,
  nixSet,
  nixString,
  nixStrings,
  textOf,
  type NixBoolean,
  type NixExpression,
  type NixExpressions,
  type NixNumber,
  type NixSet,
  type NixString,
  type NixStrings,
} from "./input.js";
import { moduleArguments } from "./module.js";

/** Who may read a secret on the machine. */
interface SecretAccess {
  readonly owner?: NixString;
  readonly group?: NixString;
  /** The mode in octal digits, such as `"0400"`. */
  readonly mode?: NixString;
  /** Where the secret is, where that is not the usual place. */
  readonly path?: NixString;
  /** The name of the file, where it is not the secret's name. */
  readonly name?: NixString;
}

/** Who may read what sops-nix writes on the machine. */
interface SopsAccess extends SecretAccess {
  /** The owner and the group as numbers, for users that are not there yet. */
  readonly uid?: NixNumber;
  readonly gid?: NixNumber;
  /** Units that are restarted when it has changed. */
  readonly restartUnits?: NixStrings;
  readonly reloadUnits?: NixStrings;
}

/** A secret that sops-nix decrypts on the machine. */
export interface SopsSecret extends SopsAccess {
  /** The encrypted file, where it is not the default one: `path("./secrets/web.yaml")`. */
  readonly sopsFile?: NixExpression;
  readonly format?: "yaml" | "json" | "binary" | "dotenv" | "ini";
  /** The key in the file, where it is not the secret's name. */
  readonly key?: NixString;
  readonly neededForUsers?: NixBoolean;
}

/** A file with secrets in it that sops-nix writes on the machine. */
export interface SopsTemplate extends SopsAccess {
  /** The text, in which {@link sopsPlaceholder} stands for a secret. */
  readonly content?: NixString;
  /** A file with the text, instead of it. */
  readonly file?: NixExpression;
}

/** The options of {@link sopsSecrets}. */
export interface SopsSecretsOptions {
  /** The encrypted file that secrets are taken from: `path("./secrets.yaml")`. */
  readonly defaultSopsFile?: NixExpression;
  readonly defaultSopsFormat?: "yaml" | "json" | "binary" | "dotenv" | "ini";
  readonly age?: {
    /** The file with the private key, on the machine. */
    readonly keyFile?: NixString;
    /** Host keys of SSH that are used as keys. */
    readonly sshKeyPaths?: readonly NixString[];
    readonly generateKey?: NixBoolean;
    readonly plugins?: NixExpressions;
  };
  readonly gnupg?: {
    /** The home directory of GnuPG with the private key, on the machine. */
    readonly home?: NixString;
    readonly sshKeyPaths?: NixStrings;
    readonly package?: NixExpression;
  };
  /** The key that is taken where a secret names none. */
  readonly defaultSopsKey?: NixString;
  /** Look at build time whether the files can be read as they should. */
  readonly validateSopsFiles?: NixBoolean;
  /** How many generations of secrets are kept on the machine. */
  readonly keepGenerations?: NixNumber;
  /** Environment variables of the program that decrypts. */
  readonly environment?: NixSet;
  readonly package?: NixExpression;
  readonly useTmpfs?: NixBoolean;
  readonly useSystemdActivation?: NixBoolean;
  /** Files with secrets in them, by name. */
  readonly templates?: Readonly<Record<string, SopsTemplate>>;
  /** Secrets by name, such as `"database/password"`. */
  readonly secrets: Readonly<Record<string, SopsSecret>>;
}

/** A secret that agenix decrypts on the machine. */
export interface AgeSecret extends SecretAccess {
  /** The encrypted file: `path("./secrets/web.age")`. */
  readonly file: NixExpression;
  readonly symlink?: NixBoolean;
}

/** The options of {@link ageSecrets}. */
export interface AgeSecretsOptions {
  /** Files with private keys, on the machine. */
  readonly identityPaths?: readonly NixString[];
  /** The program that decrypts. */
  readonly ageBin?: NixString;
  /** Where secrets are found, and where they are mounted for each generation. */
  readonly secretsDir?: NixString;
  readonly secretsMountPoint?: NixString;
  /** Secrets by name. */
  readonly secrets: Readonly<Record<string, AgeSecret>>;
}

const access = {
  owner: nixString.optional(),
  group: nixString.optional(),
  mode: textOf(/^[0-7]{3,4}$/, 'expected a mode in octal digits, such as "0400"').optional(),
  path: nixString.optional(),
  name: nixString.optional(),
};

const sopsAccess = {
  ...access,
  uid: nixInteger(0).optional(),
  gid: nixInteger(0).optional(),
  restartUnits: nixStrings.optional(),
  reloadUnits: nixStrings.optional(),
};

const format = z.enum(["yaml", "json", "binary", "dotenv", "ini"]).optional();

export const sopsSecretsSchema = z.strictObject({
  defaultSopsFile: nixExpression.optional(),
  defaultSopsFormat: format,
  age: z
    .strictObject({
      keyFile: nixString.optional(),
      sshKeyPaths: nixStrings.optional(),
      generateKey: nixBoolean.optional(),
      plugins: nixExpressions.optional(),
    })
    .optional(),
  gnupg: z
    .strictObject({
      home: nixString.optional(),
      sshKeyPaths: nixStrings.optional(),
      package: nixExpression.optional(),
    })
    .optional(),
  defaultSopsKey: nixString.optional(),
  validateSopsFiles: nixBoolean.optional(),
  keepGenerations: nixInteger(0).optional(),
  environment: nixSet.optional(),
  package: nixExpression.optional(),
  useTmpfs: nixBoolean.optional(),
  useSystemdActivation: nixBoolean.optional(),
  secrets: z.record(
    z.string().min(1),
    z.strictObject({
      ...sopsAccess,
      sopsFile: nixExpression.optional(),
      format,
      key: nixString.optional(),
      neededForUsers: nixBoolean.optional(),
    }),
  ),
  templates: z
    .record(
      z.string().min(1),
      z.strictObject({
        ...sopsAccess,
        content: nixString.optional(),
        file: nixExpression.optional(),
      }),
    )
    .optional(),
});

export const ageSecretsSchema = z.strictObject({
  identityPaths: nixStrings.optional(),
  ageBin: nixString.optional(),
  secretsDir: nixString.optional(),
  secretsMountPoint: nixString.optional(),
  secrets: z.record(
    z.string().min(1),
    z.strictObject({
      ...access,
      file: nixExpression,
      symlink: nixBoolean.optional(),
    }),
  ),
});

/**
 * A module that declares which secrets sops-nix decrypts on the machine. Other modules refer to them with
 * {@link sopsSecret}; the secrets themselves are never in the Nix store.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the README of sops-nix, "Usage example"
 * @example
 * sopsSecrets({ defaultSopsFile: path("./secrets.yaml"), secrets: { "alice-password": { neededForUsers: true } } })
 * // {
 * //   sops = {
 * //     defaultSopsFile = ./secrets.yaml;
 * //     secrets.alice-password.neededForUsers = true;
 * //   };
 * // }
 */
export function sopsSecrets(options: SopsSecretsOptions, settings: CheckSettings = {}): Built {
  const checked = checkOptions("sopsSecrets", sopsSecretsSchema, options, settings);
  return buildModule("sopsSecrets", { sops: checked as unknown as NixAttributes });
}

/**
 * A module that declares which secrets agenix decrypts on the machine. Other modules refer to them with
 * {@link ageSecret}; the secrets themselves are never in the Nix store.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the README of agenix, "`age` module reference"
 * @example
 * ageSecrets({ secrets: { token: { file: path("./token.age"), owner: "web" } } })
 * // {
 * //   age.secrets.token = {
 * //     file = ./token.age;
 * //     owner = "web";
 * //   };
 * // }
 */
export function ageSecrets(options: AgeSecretsOptions, settings: CheckSettings = {}): Built {
  const checked = checkOptions("ageSecrets", ageSecretsSchema, options, settings);
  return buildModule("ageSecrets", { age: checked as unknown as NixAttributes });
}

/**
 * Where a secret of sops-nix is on the machine.
 *
 * @example
 * sopsSecret("database/password") // config.sops.secrets."database/password".path
 */
export function sopsSecret(name: string): Expr {
  return select(config, "sops", "secrets", name, "path");
}

/**
 * What stands for a secret of sops-nix in the text of a template; the secret takes its place on the machine.
 *
 * @example
 * sopsPlaceholder("database/password") // config.sops.placeholder."database/password"
 */
export function sopsPlaceholder(name: string): Expr {
  return select(config, "sops", "placeholder", name);
}

/**
 * Where a secret of agenix is on the machine.
 *
 * @example
 * ageSecret("token") // config.age.secrets.token.path
 */
export function ageSecret(name: string): Expr {
  return select(config, "age", "secrets", name, "path");
}

/**
 * A secret as a credential of a systemd service, for `serviceConfig.LoadCredential`. The service reads it from
 * `$CREDENTIALS_DIRECTORY/<name>`.
 *
 * @param file where the secret is on the machine, such as what {@link sopsSecret} gives.
 * @example
 * loadCredential("token", sopsSecret("token")) // "token:${config.sops.secrets.token.path}"
 */
export function loadCredential(name: string, file: NixString): Expr {
  requireText(name, "the name of a credential");
  return str`${name}:${file}`;
}

function buildModule(builder: string, settings: NixAttributes): Built {
  return built(builder, withHeader(dotted(attrs(settings)), moduleArguments), warningsIn(settings));
}
