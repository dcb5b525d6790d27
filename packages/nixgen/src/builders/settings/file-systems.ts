import * as z from "zod";
import type { NixString } from "../input.js";
import { named, openObject, setting, type OtherSettings, type Setting } from "./open-object.js";
import { integerSetting, nullableText, switchSetting, textSetting, textsSetting } from "./values.js";

/**
 * A file system that is mounted at boot.
 *
 * @see the NixOS manual, "File Systems"
 */
export interface FileSystemSettings extends OtherSettings {
  /** The device: `"/dev/disk/by-label/nixos"`, or what the file system calls a source. */
  readonly device?: Setting<string | null>;
  /** The label of the device, instead of `device`. */
  readonly label?: Setting<string | null>;
  /** The kind of file system, such as `"ext4"`; `"auto"` where it is absent. */
  readonly fsType?: NixString;
  /** Options of `mount`. */
  readonly options?: Setting<readonly NixString[]>;
  /** Mount it before the services of the boot start, because they need it. */
  readonly neededForBoot?: Setting<boolean>;
  readonly autoFormat?: Setting<boolean>;
  readonly autoResize?: Setting<boolean>;
  readonly noCheck?: Setting<boolean>;
  /** Other mount points or devices that have to be there first. */
  readonly depends?: Setting<readonly NixString[]>;
}

/** A device or file that memory is swapped out to. */
export interface SwapDeviceSettings extends OtherSettings {
  readonly device?: NixString;
  readonly label?: NixString;
  /** The size of a swap file, in MiB. */
  readonly size?: Setting<number | null>;
  readonly priority?: Setting<number | null>;
  readonly options?: Setting<readonly NixString[]>;
  readonly discardPolicy?: Setting<"once" | "pages" | "both" | null>;
  readonly randomEncryption?: Setting<boolean | OtherSettings>;
}

const fileSystem = openObject(
  {
    device: nullableText,
    label: nullableText,
    fsType: textSetting,
    options: textsSetting,
    neededForBoot: switchSetting,
    autoFormat: switchSetting,
    autoResize: switchSetting,
    noCheck: switchSetting,
    depends: textsSetting,
  },
  ["enable", "encrypted", "formatOptions", "mountPoint", "overlay", "stratis"],
);

export const fileSystemsSetting = named(fileSystem).superRefine((systems, context) => {
  for (const mountPoint of Object.keys(systems)) {
    if (!mountPoint.startsWith("/") && Object.getPrototypeOf(systems) === Object.prototype) {
      context.addIssue({
        code: "custom",
        message: 'a file system is named by where it is mounted, such as "/" or "/home"',
        path: [mountPoint],
      });
    }
  }
});

const swapDevice = openObject(
  {
    device: textSetting,
    label: textSetting,
    size: setting(z.union([integerSetting, z.null()])),
    priority: setting(z.union([z.int().min(0).max(32767), z.null()])),
    options: textsSetting,
    discardPolicy: setting(z.union([z.enum(["once", "pages", "both"]), z.null()])),
  },
  ["deviceName", "encrypted", "isDevice", "randomEncryption", "realDevice"],
);

export const swapDevicesSetting = setting(
  z.array(setting(swapDevice)),
  'expected a list of devices, such as `[{ device: "/dev/disk/by-label/swap" }]`',
);
