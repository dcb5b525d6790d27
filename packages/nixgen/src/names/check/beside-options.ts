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

/** Options of modules that make images, which a configuration imports by `modulesPath` (`nixos/modules/installer`, `image`, `virtualisation`). */
const ofImages: Readonly<Record<string, OptionType>> = {
  "image.baseName": ["str"],
  "image.extension": ["str"],
  "image.fileName": ["str"],
  "image.filePath": ["str"],
  "installer.cloneConfig": ["bool"],
  "installer.cloneConfigExtra": ["anything"],
  "installer.cloneConfigIncludes": ["anything"],
  "isoImage.appendToMenuLabel": ["str"],
  "isoImage.compressImage": ["bool"],
  "isoImage.configurationName": ["nullOr", ["str"]],
  "isoImage.contents": ["listOf", ["anything"]],
  "isoImage.edition": ["str"],
  "isoImage.efiSplashImage": ["anything"],
  "isoImage.forceTextMode": ["bool"],
  "isoImage.grubTheme": ["nullOr", ["anything"]],
  "isoImage.includeSystemBuildDependencies": ["bool"],
  "isoImage.makeBiosBootable": ["bool"],
  "isoImage.makeEfiBootable": ["bool"],
  "isoImage.makeUsbBootable": ["bool"],
  "isoImage.prependToMenuLabel": ["str"],
  "isoImage.showConfiguration": ["bool"],
  "isoImage.splashImage": ["anything"],
  "isoImage.squashfsCompression": ["nullOr", ["str"]],
  "isoImage.storeContents": ["anything"],
  "isoImage.syslinuxTheme": ["str"],
  "isoImage.volumeID": ["str"],
  "netboot.squashfsCompression": ["anything"],
  "netboot.storeContents": ["anything"],
  "proxmoxLXC.enable": ["bool"],
  "proxmoxLXC.manageHostName": ["bool"],
  "proxmoxLXC.manageNetwork": ["bool"],
  "proxmoxLXC.privileged": ["bool"],
  "sdImage.compressImage": ["bool"],
  "sdImage.expandOnBoot": ["bool"],
  "sdImage.firmwarePartitionID": ["anything"],
  "sdImage.firmwarePartitionName": ["anything"],
  "sdImage.firmwarePartitionOffset": ["anything"],
  "sdImage.firmwareSize": ["anything"],
  "sdImage.imageBaseName": ["anything"],
  "sdImage.imageName": ["anything"],
  "sdImage.nixPathRegistrationFile": ["anything"],
  "sdImage.populateFirmwareCommands": ["anything"],
  "sdImage.populateRootCommands": ["anything"],
  "sdImage.postBuildCommands": ["anything"],
  "sdImage.preBuildCommands": ["anything"],
  "sdImage.rootFilesystemCreator": ["anything"],
  "sdImage.rootFilesystemImage": ["anything"],
  "sdImage.rootPartitionUUID": ["anything"],
  "sdImage.rootVolumeLabel": ["anything"],
  "sdImage.storePaths": ["anything"],
  "virtualisation.digitalOceanImage.compressionMethod": ["anything"],
  "virtualisation.digitalOceanImage.configFile": ["anything"],
  "virtualisation.googleComputeImage.buildMemSize": ["anything"],
  "virtualisation.googleComputeImage.compressionLevel": ["anything"],
  "virtualisation.googleComputeImage.configFile": ["anything"],
  "virtualisation.googleComputeImage.contents": ["anything"],
  "virtualisation.googleComputeImage.efi": ["anything"],
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
  nixos: [ofHomeManager, ofImages, ofMachines],
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
