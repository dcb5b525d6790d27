import type { OptionNode } from "../option-index.js";
import type { OptionKind } from "../option-kind.js";
import { readOptionPath } from "../option-path.js";
import type { OptionType } from "../option-type.js";
import { addEntry, startOptions } from "./declared-options.js";

/**
 * Options of modules of nixpkgs and home-manager that a configuration does not have by itself, so that the indexes lack them, with
 * the types that their declarations say: those of virtual machines (`nixos/modules/virtualisation/qemu-vm.nix` and
 * `guest-networking-options.nix`), and those by which home-manager is part of a system (`nixos/common.nix`).
 */
const ofMachines: Readonly<Record<string, OptionType>> = {
  "networking.primaryIPAddress": ["str"],
  "networking.primaryIPv6Address": ["str"],
  "virtualisation.additionalPaths": ["listOf", ["path"]],
  "virtualisation.allInterfaces": ["attrsOf", ["submodule", ["anything"]]],
  "virtualisation.bios": ["nullOr", ["package"]],
  "virtualisation.bootLoaderDevice": ["path"],
  "virtualisation.bootPartition": ["nullOr", ["path"]],
  "virtualisation.cores": ["positiveInt"],
  "virtualisation.credentials": ["attrsOf", ["submodule", ["anything"]]],
  "virtualisation.directBoot.enable": ["bool"],
  "virtualisation.directBoot.initrd": ["str"],
  "virtualisation.diskImage": ["nullOr", ["str"]],
  "virtualisation.diskSize": ["either", [["enum", ["auto"]], ["positiveInt"]]],
  "virtualisation.diskSizeAutoSupported": ["bool"],
  "virtualisation.efi.OVMF": ["package"],
  "virtualisation.efi.firmware": ["path"],
  "virtualisation.efi.keepVariables": ["bool"],
  "virtualisation.efi.variables": ["path"],
  "virtualisation.emptyDiskImages": ["listOf", ["coercedTo", ["positiveInt"], ["submodule", ["anything"]]]],
  "virtualisation.fileSystems": ["anything"],
  "virtualisation.forwardPorts": ["listOf", ["submodule"]],
  "virtualisation.forwardPorts.*.from": ["enum", ["host", "guest"]],
  "virtualisation.forwardPorts.*.guest.address": ["str"],
  "virtualisation.forwardPorts.*.guest.port": ["unsignedInt16"],
  "virtualisation.forwardPorts.*.host.address": ["str"],
  "virtualisation.forwardPorts.*.host.port": ["unsignedInt16"],
  "virtualisation.forwardPorts.*.proto": ["enum", ["tcp", "udp"]],
  "virtualisation.graphics": ["bool"],
  "virtualisation.host.pkgs": ["anything"],
  "virtualisation.installBootLoader": ["bool"],
  "virtualisation.interfaces": ["attrsOf", ["submodule", ["anything"]]],
  "virtualisation.memorySize": ["positiveInt"],
  "virtualisation.mountHostNixStore": ["bool"],
  "virtualisation.msize": ["positiveInt"],
  "virtualisation.nixStore9pCache": ["enum", ["loose", "none", "fscache"]],
  "virtualisation.qemu.consoles": ["listOf", ["str"]],
  "virtualisation.qemu.diskInterface": ["enum", ["virtio", "scsi", "ide"]],
  "virtualisation.qemu.drives": ["listOf", ["submodule", ["anything"]]],
  "virtualisation.qemu.enableSharedMemory": ["bool"],
  "virtualisation.qemu.forceAccel": ["bool"],
  "virtualisation.qemu.guestAgent.enable": ["bool"],
  "virtualisation.qemu.networkingOptions": ["listOf", ["str"]],
  "virtualisation.qemu.options": ["listOf", ["str"]],
  "virtualisation.qemu.package": ["package"],
  "virtualisation.qemu.virtioKeyboard": ["bool"],
  "virtualisation.resolution": ["anything"],
  "virtualisation.restrictNetwork": ["bool"],
  "virtualisation.rootDevice": ["nullOr", ["path"]],
  "virtualisation.sharedDirectories": ["attrsOf", ["submodule"]],
  "virtualisation.sharedDirectories.<name>.securityModel": [
    "enum",
    ["passthrough", "mapped-xattr", "mapped-file", "none"],
  ],
  "virtualisation.sharedDirectories.<name>.source": ["str"],
  "virtualisation.sharedDirectories.<name>.target": ["path"],
  "virtualisation.tpm.deviceModel": ["str"],
  "virtualisation.tpm.enable": ["bool"],
  "virtualisation.tpm.package": ["package"],
  "virtualisation.tpm.provisioning": ["nullOr", ["str"]],
  "virtualisation.useBIOSBoot": ["bool"],
  "virtualisation.useBootLoader": ["bool"],
  "virtualisation.useDefaultFilesystems": ["bool"],
  "virtualisation.useEFIBoot": ["bool"],
  "virtualisation.useHostCerts": ["bool"],
  "virtualisation.useNixStoreImage": ["bool"],
  "virtualisation.useSecureBoot": ["bool"],
  "virtualisation.vlans": ["listOf", ["unsignedInt"]],
  "virtualisation.writableStore": ["bool"],
  "virtualisation.writableStoreUseTmpfs": ["bool"],
};

const ofHomeManager: Readonly<Record<string, OptionType>> = {
  "home-manager.backupCommand": ["nullOr", ["either", [["str"], ["path"]]]],
  "home-manager.backupFileExtension": ["nullOr", ["str"]],
  "home-manager.enableLegacyProfileManagement": ["bool"],
  "home-manager.extraSpecialArgs": ["attrs"],
  "home-manager.minimal": ["bool"],
  "home-manager.overwriteBackup": ["bool"],
  "home-manager.sharedModules": ["listOf", ["raw"]],
  "home-manager.startAsUserService": ["bool"],
  "home-manager.useGlobalPkgs": ["bool"],
  "home-manager.useUserPackages": ["bool"],
  "home-manager.users": ["attrsOf", ["submodule", ["anything"]]],
  "home-manager.verbose": ["bool"],
};

const tablesOfKinds: Readonly<Record<OptionKind, readonly Readonly<Record<string, OptionType>>[]>> = {
  "home-manager": [],
  "nix-darwin": [ofHomeManager],
  nixos: [ofHomeManager, ofMachines],
};

const trees = new Map<OptionKind, OptionNode>();

/** The tree of the options that modules of a kind can have beside those of its index. */
export function besideOptions(kind: OptionKind): OptionNode {
  let tree = trees.get(kind);
  if (tree === undefined) {
    const { root } = startOptions();
    for (const table of tablesOfKinds[kind])
      for (const [path, type] of Object.entries(table)) addEntry(readOptionPath(path), type, root);
    trees.set(kind, (tree = root));
  }
  return tree;
}
