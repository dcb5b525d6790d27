import * as z from "zod";
import type { NixExpression, NixExpressions, NixString } from "../input.js";
import { nixExpression } from "../input.js";
import { named, openObject, setting, type OtherSettings, type Setting } from "./open-object.js";
import {
  absolutePath,
  integerSetting,
  nullableText,
  packagesSetting,
  switchSetting,
  textOf,
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
  readonly isNormalUser?: Setting<boolean>;
  /** An account for a service. */
  readonly isSystemUser?: Setting<boolean>;
  readonly description?: NixString;
  readonly uid?: Setting<number | null>;
  /** The main group. */
  readonly group?: NixString;
  /** Other groups, such as `["wheel"]` for those who may use `sudo`. */
  readonly extraGroups?: Setting<readonly NixString[]>;
  readonly home?: NixString;
  readonly createHome?: Setting<boolean>;
  /** The login shell: a package such as `pkgs.zsh`. */
  readonly shell?: NixString;
  /** Packages that this account has. */
  readonly packages?: NixExpressions;
  /** The file on the machine with the hash of the password, as secrets are given by reference only. */
  readonly hashedPasswordFile?: Setting<string | null>;
  /** Start the account's services at boot, not at login. */
  readonly linger?: Setting<boolean>;
  readonly openssh?: {
    readonly authorizedKeys?: {
      readonly keys?: Setting<readonly NixString[]>;
      readonly keyFiles?: Setting<readonly NixExpression[]>;
    };
  };
}

/** A group of accounts. */
export interface GroupSettings extends OtherSettings {
  readonly gid?: Setting<number | null>;
  readonly members?: Setting<readonly NixString[]>;
}

/** `users` of NixOS and nix-darwin. */
export interface UsersSettings {
  /** Whether accounts may be changed outside the configuration. */
  readonly mutableUsers?: Setting<boolean>;
  readonly defaultUserShell?: NixString;
  readonly users?: Setting<Readonly<Record<string, Setting<UserSettings>>>>;
  readonly groups?: Setting<Readonly<Record<string, Setting<GroupSettings>>>>;
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
    uid: setting(z.union([z.int().min(0), z.null()])),
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
        keys: setting(z.array(sshKey), "expected a list of public keys"),
        keyFiles: setting(z.array(nixExpression), 'expected a list of paths, such as `[path("./key.pub")]`'),
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

const group = openObject({ gid: setting(z.union([integerSetting, z.null()])), members: textsSetting }, [
  "name",
]);

export const usersSetting = setting(
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
