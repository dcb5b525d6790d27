import { isPlainAttributes, type NixAttributes } from "@nixgen/core";
import type { Code } from "nixgen/values";
import * as z from "zod";
import { closestNames } from "../names/closest.js";
import { crossCheck, type ReportIssue } from "./cross-check.js";
import { deviceContent, hooksShape, mounted, type DiskoContent, type DiskoHooks } from "./disko-content.js";
import {
  nixAttributes,
  nixInteger,
  nixString,
  nixStrings,
  orExpression,
  textOf,
  type NixExpression,
  type NixNumber,
  type NixString,
  type NixStrings,
  type OrExpression,
} from "./input.js";

/** A disk. */
export interface DiskoDisk extends DiskoHooks {
  /** The device, best by a name that does not change: `"/dev/disk/by-id/…"`. */
  readonly device: NixString;
  readonly type?: "disk";
  readonly content?: DiskoContent | NixExpression | null;
  /** The size of the image, where an image of the disk is made. */
  readonly imageSize?: NixString;
}

/** An array of disks. */
export interface DiskoArray extends DiskoHooks {
  readonly type?: "mdadm";
  readonly level: NixNumber;
  readonly metadata?: NixString;
  readonly content?: DiskoContent | NixExpression | null;
}

/** A volume group of LVM. */
export interface DiskoVolumeGroup extends DiskoHooks {
  readonly type?: "lvm_vg";
  /** Logical volumes by name; a size such as `"10G"` or `"100%FREE"`. */
  readonly lvs: Readonly<
    Record<
      string,
      OrExpression<{
        readonly size: NixString;
        readonly content?: DiskoContent | NixExpression | null;
        readonly lvm_type?: NixString;
        readonly extraArgs?: NixStrings;
      }>
    >
  >;
}

/** A pool of ZFS. */
export interface DiskoPool extends DiskoHooks {
  readonly type?: "zpool";
  /** How disks are combined: `""`, `"mirror"`, `"raidz"`, …, or a topology. */
  readonly mode?: NixString | NixAttributes;
  readonly options?: NixAttributes;
  readonly rootFsOptions?: NixAttributes;
  readonly mountpoint?: NixString | null;
  readonly mountOptions?: NixStrings;
  readonly datasets?: Readonly<
    Record<
      string,
      OrExpression<
        DiskoHooks & {
          readonly type: "zfs_fs" | "zfs_volume";
          readonly mountpoint?: NixString | null;
          readonly mountOptions?: NixStrings;
          readonly options?: NixAttributes;
          readonly size?: NixString;
          readonly content?: DiskoContent | NixExpression | null;
        }
      >
    >
  >;
}

/** Disks and what is on them, for {@link disko}. */
export interface DiskoDevices extends Code {
  /** Disks by name. */
  readonly disk?: Readonly<Record<string, OrExpression<DiskoDisk>>>;
  readonly mdadm?: Readonly<Record<string, OrExpression<DiskoArray>>>;
  readonly lvm_vg?: Readonly<Record<string, OrExpression<DiskoVolumeGroup>>>;
  readonly zpool?: Readonly<Record<string, OrExpression<DiskoPool>>>;
  /** File systems without a device, such as `tmpfs`, by where they are mounted. */
  readonly nodev?: Readonly<
    Record<
      string,
      OrExpression<{
        readonly fsType: NixString;
        readonly mountOptions?: NixStrings;
        readonly device?: NixString;
      }>
    >
  >;
}

const content = deviceContent.optional();

/** A device, or an expression that gives one, such as `rec({ … })`. */
function deviceOf<Shape extends z.ZodRawShape>(shape: Shape): z.ZodType {
  return orExpression(z.strictObject(shape));
}

export const diskoSchema = z
  .strictObject({
    disk: z
      .record(
        z.string(),
        deviceOf({
          ...hooksShape,
          type: z.literal("disk").optional(),
          device: nixString,
          content,
          imageSize: nixString.optional(),
        }),
      )
      .optional(),
    mdadm: z
      .record(
        z.string(),
        deviceOf({
          ...hooksShape,
          type: z.literal("mdadm").optional(),
          level: nixInteger(0),
          metadata: nixString.optional(),
          content,
        }),
      )
      .optional(),
    lvm_vg: z
      .record(
        z.string(),
        deviceOf({
          ...hooksShape,
          type: z.literal("lvm_vg").optional(),
          lvs: z.record(
            z.string(),
            deviceOf({
              size: textOf(
                /^\d+(\.\d+)?([KMGTP]|%(FREE|VG|PVS)?)$/,
                'expected a size such as "10G" or "100%FREE"',
              ),
              content,
              lvm_type: nixString.optional(),
              extraArgs: nixStrings.optional(),
            }),
          ),
        }),
      )
      .optional(),
    zpool: z
      .record(
        z.string(),
        deviceOf({
          ...hooksShape,
          ...mounted,
          type: z.literal("zpool").optional(),
          mode: z.union([nixString, nixAttributes]).optional(),
          options: nixAttributes.optional(),
          rootFsOptions: nixAttributes.optional(),
          datasets: z
            .record(
              z.string(),
              deviceOf({
                ...hooksShape,
                ...mounted,
                type: z.enum(["zfs_fs", "zfs_volume"]),
                options: nixAttributes.optional(),
                size: nixString.optional(),
                content,
              }),
            )
            .optional(),
        }),
      )
      .optional(),
    nodev: z
      .record(
        z.string().regex(/^\//, "a file system is named by where it is mounted, with a slash at the start"),
        deviceOf({
          fsType: nixString,
          mountOptions: nixStrings.optional(),
          device: nixString.optional(),
        }),
      )
      .optional(),
  })
  .check(crossCheck(checkDevices));

/** The attribute by which a content belongs to a group of devices, and where these groups are. */
const groups: Readonly<Record<string, readonly [key: string, section: string, what: string]>> = {
  lvm_pv: ["vg", "lvm_vg", "volume group"],
  mdraid: ["name", "mdadm", "array"],
  zfs: ["pool", "zpool", "pool"],
};

/** How many levels of devices are looked through. */
const deepest = 100;

/** Finds groups that there are not, mount points that are used twice, and partitions that all want what is left. */
function checkDevices(devices: Readonly<Record<string, unknown>>, report: ReportIssue): void {
  const mountpoints = new Map<string, string>();
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    // What contains itself is reported where it is converted.
    if (!isPlainAttributes(value) || path.length > deepest) return;
    const group = typeof value["type"] === "string" ? groups[value["type"]] : undefined;
    if (group) checkGroup(value, group, path);
    if (value["type"] === "gpt" && isPlainAttributes(value["partitions"])) {
      const rest = Object.entries(value["partitions"]).filter(
        ([, partition]) => isPlainAttributes(partition) && partition["size"] === "100%",
      );
      for (const [name] of rest.slice(1))
        report(
          [...path, "partitions", name, "size"],
          `the partition \`${rest[0]![0]}\` has all that is left already`,
        );
    }
    const { mountpoint } = value;
    if (typeof mountpoint === "string") {
      const before = mountpoints.get(mountpoint);
      if (before === undefined) mountpoints.set(mountpoint, path.join("."));
      else report([...path, "mountpoint"], `\`${mountpoint}\` is the mount point of \`${before}\` already`);
    }
    for (const [key, item] of Object.entries(value)) {
      // ZFS has mount points among its own options too, which say the same.
      if (key !== "options" && key !== "rootFsOptions") visit(item, [...path, key]);
    }
  };
  const checkGroup = (
    value: NixAttributes,
    [key, section, what]: readonly [string, string, string],
    path: readonly (string | number)[],
  ): void => {
    const name = value[key];
    const known = isPlainAttributes(devices[section]) ? Object.keys(devices[section]) : [];
    if (typeof name !== "string" || known.includes(name)) return;
    const suggestions = closestNames(name, known).map((similar) => `did you mean \`${similar}\`?`);
    report([...path, key], `there is no ${what} \`${name}\` in \`${section}\``, suggestions);
  };
  visit(devices, []);
}
