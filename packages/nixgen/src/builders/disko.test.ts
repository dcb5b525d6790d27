import { describe, expect, it } from "vitest";
import { adviceByPath } from "../../../../test/problems.js";
import { evaluateWith } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import { disko, nixosModule, rec, reference, type DiskoDevices } from "../index.js";

const devices: DiskoDevices = {
  disk: {
    main: {
      device: "/dev/disk/by-id/nvme-1",
      content: {
        type: "gpt",
        partitions: {
          boot: {
            size: "512M",
            type: "EF00",
            content: {
              type: "filesystem",
              format: "vfat",
              mountpoint: "/boot",
              mountOptions: ["umask=0077"],
            },
          },
          root: {
            size: "100%",
            content: {
              type: "luks",
              name: "crypted",
              settings: { allowDiscards: true },
              content: {
                type: "btrfs",
                subvolumes: { "/root": { mountpoint: "/" }, "/home": { mountpoint: "/home" } },
              },
            },
          },
        },
      },
    },
    data: { device: "/dev/sdb", content: { type: "lvm_pv", vg: "pool" } },
    left: { device: "/dev/sdc", content: { type: "zfs", pool: "tank" } },
    right: { device: "/dev/sdd", content: { type: "mdraid", name: "array" } },
  },
  lvm_vg: {
    pool: {
      lvs: { srv: { size: "100%FREE", content: { type: "filesystem", format: "ext4", mountpoint: "/srv" } } },
    },
  },
  zpool: { tank: { mode: "mirror", datasets: { media: { type: "zfs_fs", mountpoint: "/media" } } } },
  mdadm: { array: { level: 1, content: { type: "swap" } } },
  nodev: { "/tmp": { fsType: "tmpfs", mountOptions: ["size=2G"] } },
};

function wrong(given: object): Record<string, string> {
  return adviceByPath(() => disko(given));
}

describe("disko", () => {
  it.skipIf(!hasNix)("writes the data as it is", () => {
    expect(evaluateWith("", disko(devices))).toEqual({ disko: { devices } });
  });

  it.skipIf(!hasNix)("takes expressions for devices and what they hold", () => {
    const media = rec({
      type: "zfs_fs",
      mountpoint: "/media",
      options: { mountpoint: reference("mountpoint") },
    });
    const given: DiskoDevices = {
      disk: { a: { device: "/dev/sda", content: rec({ type: "zfs", pool: "tank" }) } },
      zpool: { tank: { rootFsOptions: { mountpoint: "none" }, datasets: { media } } },
    };
    expect(evaluateWith("", disko(given))).toMatchObject({
      disko: { devices: { zpool: { tank: { datasets: { media: { options: { mountpoint: "/media" } } } } } } },
    });
  });

  it("takes the mount points among the options of ZFS for what they are", () => {
    const home = { type: "zfs_fs", mountpoint: "/home", options: { mountpoint: "/home" } } as const;
    const none = { type: "zfs_fs", options: { mountpoint: "none" } } as const;
    expect(wrong({ zpool: { tank: { datasets: { home, a: none, b: none } } } })).toEqual({});
  });

  it("is checked where a module of NixOS has it among its settings", () => {
    const settings = {
      disko: { devices: { disk: { a: { device: "/dev/sda", content: { type: "ext4" } } } } },
    };
    const where = "disko/devices/disk/a/content/type";
    expect(Object.keys(adviceByPath(() => nixosModule(settings as never)))).toEqual([where]);
    expect(Object.keys(adviceByPath(() => nixosModule({ config: settings } as never)))).toEqual([
      `config/${where}`,
    ]);
    const module = nixosModule({ fileSystems: { "/srv": { neededForBoot: true } }, disko: { devices } });
    expect(String(module)).toContain('fileSystems."/srv".neededForBoot = true;');
  });

  it("reports what is wrong, all of it", () => {
    const content = (value: object): object => ({ disk: { a: { device: "/dev/sda", content: value } } });
    expect(Object.keys(wrong(content({ type: "ext4" })))).toEqual(["disk/a/content/type"]);
    expect(wrong({ disc: {} })["disc"]).toContain("did you mean `disk`?");
    expect(wrong(content({ type: "filesystem", fromat: "ext4", mountpoint: "home" }))).toEqual({
      "disk/a/content/format": expect.any(String) as string,
      "disk/a/content/fromat": expect.stringContaining("did you mean `format`?") as string,
      "disk/a/content/mountpoint": expect.stringContaining("starts with a slash") as string,
    });
    expect(
      Object.keys(wrong(content({ type: "gpt", partitions: { a: { size: "512", type: "EFI" } } }))).sort(),
    ).toEqual(["disk/a/content/partitions/a/size", "disk/a/content/partitions/a/type"]);
  });

  it("finds groups that there are not", () => {
    const found = wrong({
      disk: {
        a: { device: "/dev/sda", content: { type: "lvm_pv", vg: "pol" } },
        b: { device: "/dev/sdb", content: { type: "zfs", pool: "tank" } },
      },
      lvm_vg: { pool: { lvs: {} } },
    });
    expect(found["disk/a/content/vg"]).toContain("did you mean `pool`?");
    expect(found["disk/b/content/pool"]).toContain("there is no pool `tank` in `zpool`");
  });

  it("finds mount points and remainders that are used twice", () => {
    const file = { type: "filesystem", format: "ext4", mountpoint: "/" };
    const found = wrong({
      disk: {
        a: {
          device: "/dev/sda",
          content: {
            type: "gpt",
            partitions: { x: { size: "100%", content: file }, y: { size: "100%", content: file } },
          },
        },
      },
    });
    expect(Object.keys(found).sort()).toEqual([
      "disk/a/content/partitions/y/content/mountpoint",
      "disk/a/content/partitions/y/size",
    ]);
  });

  it("is a compile error where types can say so", () => {
    // @ts-expect-error -- there is no such content
    const unknown: DiskoDevices = { disk: { a: { device: "/dev/sda", content: { type: "ext4" } } } };
    // @ts-expect-error -- a disk has a device
    const missing: DiskoDevices = { disk: { a: {} } };
    for (const given of [unknown, missing]) expect(wrong(given)).not.toEqual({});
  });
});
