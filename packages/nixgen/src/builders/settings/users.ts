import * as z from "zod";
import {
  nixExpression,
  orExpression,
  textOf,
  type NixExpression,
  type NixExpressions,
  type NixString,
  type OrExpression,
} from "../input.js";
import { named, openObject, type OtherSettings } from "./open-object.js";
import {
  absolutePath,
  integerSetting,
  nullableText,
  packagesSetting,
  switchSetting,
  textSetting,
  textsSetting,
} from "./values.js";

/**
 * An account.
 *
 * @see the NixOS manual, "User Management"
 */
export interface UserSettings extends OtherSettings {
  /** A person who logs in, with a home in `/home`. */
  readonly isNormalUser?: OrExpression<boolean>;
  /** An account for a service. */
  readonly isSystemUser?: OrExpression<boolean>;
  readonly description?: NixString;
  readonly uid?: OrExpression<number | null>;
  /** The main group. */
  readonly group?: NixString;
  /** Other groups, such as `["wheel"]` for those who may use `sudo`. */
  readonly extraGroups?: OrExpression<readonly NixString[]>;
  readonly home?: NixString;
  readonly createHome?: OrExpression<boolean>;
  /** The login shell: a package such as `pkgs.zsh`. */
  readonly shell?: NixString;
  /** Packages that this account has. */
  readonly packages?: NixExpressions;
  /** The file on the machine with the hash of the password, as secrets are given by reference only. */
  readonly hashedPasswordFile?: OrExpression<string | null>;
  /** Start the account's services at boot, not at login. */
  readonly linger?: OrExpression<boolean>;
  readonly openssh?: {
    readonly authorizedKeys?: {
      readonly keys?: OrExpression<readonly NixString[]>;
      readonly keyFiles?: OrExpression<readonly NixExpression[]>;
    };
  };
}

/** A group of accounts. */
export interface GroupSettings extends OtherSettings {
  readonly gid?: OrExpression<number | null>;
  readonly members?: OrExpression<readonly NixString[]>;
}

/** `users` of NixOS and nix-darwin. */
export interface UsersSettings {
  /** Whether accounts may be changed outside the configuration. */
  readonly mutableUsers?: OrExpression<boolean>;
  readonly defaultUserShell?: NixString;
  readonly users?: OrExpression<Readonly<Record<string, OrExpression<UserSettings>>>>;
  readonly groups?: OrExpression<Readonly<Record<string, OrExpression<GroupSettings>>>>;
  readonly [option: string]: OtherSettings[string] | UsersSettings["users"] | UsersSettings["groups"];
}

const sshKey = textOf(
  /(^|\s)(ssh-|ecdsa-|sk-)[a-z0-9@.-]+ AAAA[A-Za-z0-9+/=]+/,
  'expected a public key, such as "ssh-ed25519 AAAA… alice@laptop"',
);

const user = openObject(
  {
    isNormalUser: switchSetting,
    isSystemUser: switchSetting,
    description: textSetting,
    uid: orExpression(z.union([z.int().min(0), z.null()])),
    group: textSetting,
    extraGroups: textsSetting,
    home: absolutePath,
    createHome: switchSetting,
    shell: nullableText,
    packages: packagesSetting,
    hashedPasswordFile: nullableText,
    linger: switchSetting,
    openssh: openObject({
      authorizedKeys: openObject({
        keys: orExpression(z.array(sshKey), "expected a list of public keys"),
        keyFiles: orExpression(
          z.array(nixExpression),
          'expected a list of paths, such as `[path("./key.pub")]`',
        ),
      }),
    }),
  },
  [
    "autoSubUidGidRange",
    "cryptHomeLuks",
    "enable",
    "expires",
    "gid",
    "hashedPassword",
    "homeMode",
    "ignoreShellProgramCheck",
    "initialHashedPassword",
    "initialPassword",
    "isHidden",
    "name",
    "pamMount",
    "password",
    "subGidRanges",
    "subUidRanges",
    "useDefaultShell",
  ],
  ({ isNormalUser, isSystemUser }, report) => {
    if (isNormalUser !== true || isSystemUser !== true) return;
    report(
      ["isSystemUser"],
      "an account is either a person's or a service's: set one of `isNormalUser` and `isSystemUser`",
    );
  },
);

const group = openObject({ gid: orExpression(z.union([integerSetting, z.null()])), members: textsSetting }, [
  "name",
]);

export const usersSetting = orExpression(
  openObject(
    { mutableUsers: switchSetting, defaultUserShell: textSetting, users: named(user), groups: named(group) },
    [
      "allowNoPasswordLogin",
      "enforceIdUniqueness",
      "extraGroups",
      "extraUsers",
      "knownGroups",
      "knownUsers",
      "manageLingering",
      "motd",
      "motdFile",
    ],
  ),
);
