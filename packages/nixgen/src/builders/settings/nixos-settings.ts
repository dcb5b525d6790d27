import * as z from "zod";
import type { NixValue } from "@nixgen/core";
import {
  nixAttributes,
  orExpression,
  textOf,
  type NixExpression,
  type NixExpressions,
  type NixString,
  type OrExpression,
} from "../input.js";
import type { DiskoDevices } from "../disko-devices.js";
import { fileSystemsSetting, swapDevicesSetting } from "./file-systems.js";
import type { FileSystemSettings, SwapDeviceSettings } from "./file-systems.js";
import { openObject, type OtherSettings } from "./open-object.js";
import { specialisationSetting, structureShape } from "./structure.js";
import type { ModuleStructure, OptionValue, Specialisations } from "./structure.js";
import { systemdSetting, type SystemdSettings } from "./systemd.js";
import { usersSetting, type UsersSettings } from "./users.js";
import {
  environmentSetting,
  packagesSetting,
  portRangesSetting,
  portsSetting,
  switchSetting,
  textsSetting,
} from "./values.js";

/** A range of ports, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Ports that a firewall lets through. */
export interface FirewallPorts {
  readonly allowedTCPPorts?: OrExpression<readonly OrExpression<number>[]>;
  readonly allowedUDPPorts?: OrExpression<readonly OrExpression<number>[]>;
  readonly allowedTCPPortRanges?: OrExpression<readonly OrExpression<PortRange>[]>;
  readonly allowedUDPPortRanges?: OrExpression<readonly OrExpression<PortRange>[]>;
}

/** `networking` of NixOS, as far as it is known here. */
export interface NetworkingSettings {
  readonly hostName?: NixString;
  readonly firewall?: OrExpression<
    FirewallPorts & {
      readonly enable?: OrExpression<boolean>;
      readonly allowPing?: OrExpression<boolean>;
      readonly interfaces?: OrExpression<Readonly<Record<string, FirewallPorts>>>;
      readonly [option: string]:
        NixValue | FirewallPorts | Readonly<Record<string, FirewallPorts>> | undefined;
    }
  >;
  readonly [option: string]: NixValue | undefined | NetworkingSettings["firewall"];
}

/** `environment` of NixOS and nix-darwin, as far as it is known here. */
export interface EnvironmentSettings extends OtherSettings {
  /** Packages that all accounts have. */
  readonly systemPackages?: NixExpressions;
  readonly variables?: OrExpression<Readonly<Record<string, NixString | number | boolean | null>>>;
  readonly shellAliases?: OrExpression<Readonly<Record<string, NixString | null>>>;
}

/** Settings of a NixOS module outside `config`, or in it. What is not known here passes as it is. */
export interface NixosConfig {
  readonly users?: OrExpression<UsersSettings>;
  readonly systemd?: OrExpression<SystemdSettings>;
  readonly fileSystems?: OrExpression<Readonly<Record<string, OrExpression<FileSystemSettings>>>>;
  readonly swapDevices?: OrExpression<readonly OrExpression<SwapDeviceSettings>[]>;
  readonly networking?: OrExpression<NetworkingSettings>;
  readonly environment?: OrExpression<EnvironmentSettings>;
  /** Disks that disko sets up and mounts. */
  readonly disko?: OrExpression<{
    readonly devices?: OrExpression<DiskoDevices>;
    readonly [option: string]: NixValue | DiskoDevices | undefined;
  }>;
  /** Variants of the system. */
  readonly specialisation?: Specialisations<PlainNixosSettings>;
  readonly system?: OrExpression<
    {
      /** The release that the system was installed with, such as `"25.11"`. */
      readonly stateVersion?: NixString;
    } & OtherSettings
  >;
}

/**
 * What a NixOS module says.
 *
 * @see the NixOS manual, "Configuration Syntax" and "Writing NixOS Modules"
 */
export interface PlainNixosSettings extends ModuleStructure, NixosConfig {
  /** The settings, where the module declares options too. */
  readonly config?: NixosConfig | NixExpression;
  readonly [option: string]: OptionValue<NixosConfig>;
}

const firewallShape = {
  allowedTCPPorts: portsSetting,
  allowedUDPPorts: portsSetting,
  allowedTCPPortRanges: portRangesSetting,
  allowedUDPPortRanges: portRangesSetting,
};

const networking = openObject({
  hostName: textOf(
    /^$|^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/,
    "expected a host name of up to 63 letters, digits and hyphens, without a domain",
  ),
  firewall: orExpression(
    openObject({
      ...firewallShape,
      enable: switchSetting,
      allowPing: switchSetting,
      interfaces: orExpression(z.record(z.string(), orExpression(openObject(firewallShape)))),
    }),
  ),
});

const environment = openObject({
  systemPackages: packagesSetting,
  variables: environmentSetting,
  sessionVariables: environmentSetting,
  shellAliases: environmentSetting,
});

export const release = textOf(
  /^\d\d\.\d\d$/,
  'expected the release that was installed first, in quotes, such as "25.11"',
);

/** The schemas of the options that are known, wherever settings of NixOS stand. */
const nixosShape = {
  ...structureShape,
  users: usersSetting,
  systemd: systemdSetting,
  fileSystems: fileSystemsSetting,
  swapDevices: swapDevicesSetting,
  networking: orExpression(networking),
  environment: orExpression(environment),
  fonts: orExpression(openObject({ packages: packagesSetting })),
  system: orExpression(openObject({ stateVersion: release })),
  boot: orExpression(
    openObject({
      kernelModules: textsSetting,
      kernelParams: textsSetting,
      extraModulePackages: packagesSetting,
    }),
  ),
  specialisation: specialisationSetting(() => nixosSettingsSchema),
};

/** Names that look like known ones. */
const others = ["isSpecialisation"];

const config = openObject(nixosShape, others);

export const nixosSettingsSchema: z.ZodType = openObject(
  { ...nixosShape, config: orExpression(config), options: orExpression(nixAttributes) },
  others,
);
