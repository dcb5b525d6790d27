import type { NixAttributes } from "@nixgen/core";
import * as z from "zod";
import {
  nixAttributes,
  nixBoolean,
  nixExpression,
  nixString,
  nixStrings,
  orExpression,
  textOf,
  type NixBoolean,
  type NixExpression,
  type NixNumber,
  type NixString,
  type NixStrings,
  type OrExpression,
} from "./input.js";

/** Bash code that runs before or after a step of disko. */
export interface DiskoHooks {
  readonly preCreateHook?: NixString;
  readonly postCreateHook?: NixString;
  readonly preMountHook?: NixString;
  readonly postMountHook?: NixString;
  readonly preUnmountHook?: NixString;
  readonly postUnmountHook?: NixString;
}

/** A part of a disk. */
export interface DiskoPartition extends DiskoHooks {
  /** The size, such as `"512M"`; `"100%"` is what is left. */
  readonly size?: NixString;
  readonly start?: NixString;
  readonly end?: NixString;
  /** The code of the kind of partition: `"EF00"` for EFI, `"EF02"` for BIOS boot, `"8200"` for swap. */
  readonly type?: NixString;
  /** Partitions are made in this order; the one with `"100%"` comes last. */
  readonly priority?: NixNumber;
  readonly label?: NixString;
  readonly name?: NixString;
  readonly content?: DiskoContent | NixExpression | null;
}

interface Mounted {
  /** Where it is mounted: an absolute path. */
  readonly mountpoint?: NixString | null;
  readonly mountOptions?: NixStrings;
}

/** What a disk, a partition or a logical volume holds. */
export type DiskoContent = DiskoHooks &
  (
    | { readonly type: "gpt"; readonly partitions: Readonly<Record<string, OrExpression<DiskoPartition>>> }
    | ({
        readonly type: "filesystem";
        /** The kind of file system, such as `"ext4"`. */
        readonly format: NixString;
        readonly extraArgs?: NixStrings;
      } & Mounted)
    | ({
        readonly type: "btrfs";
        /** Subvolumes by their paths, such as `"/home"`. */
        readonly subvolumes?: Readonly<Record<string, Mounted & { readonly swap?: NixAttributes }>>;
        readonly extraArgs?: NixStrings;
      } & Mounted)
    | {
        readonly type: "luks";
        /** The name of the opened device. */
        readonly name: string;
        readonly content?: DiskoContent | NixExpression | null;
        /** Options of the device in `boot.initrd.luks`. */
        readonly settings?: NixAttributes;
        /** A file with the password, there only while the disk is set up. */
        readonly passwordFile?: NixString;
        readonly askPassword?: NixBoolean;
        readonly initrdUnlock?: NixBoolean;
        readonly additionalKeyFiles?: NixStrings;
        readonly extraFormatArgs?: NixStrings;
        readonly extraOpenArgs?: NixStrings;
      }
    | {
        readonly type: "swap";
        readonly randomEncryption?: NixBoolean;
        /** Resume from hibernation from here. */
        readonly resumeDevice?: NixBoolean;
        readonly discardPolicy?: "once" | "pages" | "both";
        readonly priority?: NixNumber;
        readonly extraArgs?: NixStrings;
        readonly mountOptions?: NixStrings;
      }
    | { readonly type: "lvm_pv"; /** The volume group. */ readonly vg: string }
    | { readonly type: "mdraid"; /** The array. */ readonly name: string }
    | { readonly type: "zfs"; /** The pool. */ readonly pool: string }
  );

const hooks = {
  preCreateHook: nixString.optional(),
  postCreateHook: nixString.optional(),
  preMountHook: nixString.optional(),
  postMountHook: nixString.optional(),
  preUnmountHook: nixString.optional(),
  postUnmountHook: nixString.optional(),
};

export const hooksShape = hooks;

const mountpointMessage = 'expected a path that starts with a slash, such as "/home"';

const mountpoint = z
  .union([z.string().regex(/^\//, mountpointMessage), z.null(), nixExpression], { error: mountpointMessage })
  .optional();

export const mounted = { mountpoint, mountOptions: nixStrings.optional() };

export const partitionSize = textOf(
  /^(100%|\d+(\.\d+)?[KMGTP])$/,
  'expected a size such as "512M", or "100%" for what is left',
);

const partition = z.strictObject({
  ...hooks,
  size: partitionSize.optional(),
  start: nixString.optional(),
  end: nixString.optional(),
  type: textOf(
    /^([0-9A-Fa-f]{4}|[0-9A-Fa-f-]{36})$/,
    'expected the code of a kind of partition, such as "EF00"',
  ).optional(),
  priority: orExpression(z.int(), "expected a whole number").optional(),
  label: nixString.optional(),
  name: nixString.optional(),
  get content(): z.ZodType {
    return deviceContent.optional();
  },
});

/** What a device holds; its `type` says what else there is to say. */
export const contentSchema: z.ZodType = z.lazy(() =>
  z.discriminatedUnion(
    "type",
    [
      z.strictObject({
        type: z.literal("gpt"),
        ...hooks,
        partitions: z.record(z.string(), orExpression(partition)),
      }),
      z.strictObject({
        type: z.literal("filesystem"),
        ...hooks,
        ...mounted,
        format: nixString,
        extraArgs: nixStrings.optional(),
      }),
      z.strictObject({
        type: z.literal("btrfs"),
        ...hooks,
        ...mounted,
        subvolumes: z
          .record(z.string(), z.strictObject({ ...mounted, swap: nixAttributes.optional() }))
          .optional(),
        extraArgs: nixStrings.optional(),
      }),
      z.strictObject({
        type: z.literal("luks"),
        ...hooks,
        name: z.string().min(1),
        content: deviceContent.optional(),
        settings: nixAttributes.optional(),
        passwordFile: nixString.optional(),
        askPassword: nixBoolean.optional(),
        initrdUnlock: nixBoolean.optional(),
        additionalKeyFiles: nixStrings.optional(),
        extraFormatArgs: nixStrings.optional(),
        extraOpenArgs: nixStrings.optional(),
      }),
      z.strictObject({
        type: z.literal("swap"),
        ...hooks,
        randomEncryption: nixBoolean.optional(),
        resumeDevice: nixBoolean.optional(),
        discardPolicy: z.enum(["once", "pages", "both"]).optional(),
        priority: orExpression(z.int(), "expected a whole number").optional(),
        extraArgs: nixStrings.optional(),
        mountOptions: nixStrings.optional(),
      }),
      z.strictObject({ type: z.literal("lvm_pv"), ...hooks, vg: z.string().min(1) }),
      z.strictObject({ type: z.literal("mdraid"), ...hooks, name: z.string().min(1) }),
      z.strictObject({ type: z.literal("zfs"), ...hooks, pool: z.string().min(1) }),
    ],
    {
      error: 'expected a `type`: "gpt", "filesystem", "btrfs", "luks", "swap", "lvm_pv", "mdraid" or "zfs"',
    },
  ),
);

/** What a device holds, `null` for nothing, or an expression that says it. */
export const deviceContent: z.ZodType = z.lazy(() => z.union([z.null(), contentSchema, nixExpression]));
