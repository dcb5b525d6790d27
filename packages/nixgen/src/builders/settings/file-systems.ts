import * as z from "zod";
import { orExpression, type NixString, type OrExpression } from "../input.js";
import { named, openObject, type OtherSettings } from "./open-object.js";
import { integerSetting, nullableText, switchSetting, textSetting, textsSetting } from "./values.js";

/**
 * A file system that is mounted at boot.
 *
 * @see the NixOS manual, "File Systems"
 */
export interface FileSystemSettings extends OtherSettings {
  /** The device: `"/dev/disk/by-label/nixos"`, or what the file system calls a source. */
  readonly device?: OrExpression<string | null>;
  /** The label of the device, instead of `device`. */
  readonly label?: OrExpression<string | null>;
  /** The kind of file system, such as `"ext4"`; `"auto"` where it is absent. */
  readonly fsType?: NixString;
  /** Options of `mount`. */
  readonly options?: OrExpression<readonly NixString[]>;
  /** Mount it before the services of the boot start, because they need it. */
  readonly neededForBoot?: OrExpression<boolean>;
  readonly autoFormat?: OrExpression<boolean>;
  readonly autoResize?: OrExpression<boolean>;
  readonly noCheck?: OrExpression<boolean>;
  /** Other mount points or devices that have to be there first. */
  readonly depends?: OrExpression<readonly NixString[]>;
}

/** A device or file that memory is swapped out to. */
export interface SwapDeviceSettings extends OtherSettings {
  readonly device?: NixString;
  readonly label?: NixString;
  /** The size of a swap file, in MiB. */
  readonly size?: OrExpression<number | null>;
  readonly priority?: OrExpression<number | null>;
  readonly options?: OrExpression<readonly NixString[]>;
  readonly discardPolicy?: OrExpression<"once" | "pages" | "both" | null>;
  readonly randomEncryption?: OrExpression<boolean | OtherSettings>;
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
    size: orExpression(z.union([integerSetting, z.null()])),
    priority: orExpression(z.union([z.int().min(0).max(32767), z.null()])),
    options: textsSetting,
    discardPolicy: orExpression(z.union([z.enum(["once", "pages", "both"]), z.null()])),
  },
  ["deviceName", "encrypted", "isDevice", "randomEncryption", "realDevice"],
);

export const swapDevicesSetting = orExpression(
  z.array(orExpression(swapDevice)),
  'expected a list of devices, such as `[{ device: "/dev/disk/by-label/swap" }]`',
);
