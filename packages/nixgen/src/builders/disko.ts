import { attrs, dotted, type NixAttributes } from "@nixgen/core";
import { withHeader } from "../files/header.js";
import { built, checkOptions, warningsIn, type Built, type CheckSettings } from "./builder.js";
import { diskoSchema, type DiskoDevices } from "./disko-devices.js";
import { moduleArguments } from "./module.js";

export { diskoSchema };

/**
 * A NixOS module that describes disks as data, which disko sets up and NixOS mounts. The flake needs the input disko, and the
 * host its module: `inputs: { disko: "github:nix-community/disko" }`, `modules: [select(reference("disko"), "nixosModules", "disko")]`.
 *
 * @throws NixError where the data is wrong (codes `input/*`): a type or option that there is not, a volume group, array or pool
 * that nothing defines, a mount point that is used twice.
 * @see the reference of disko, "disko.devices"
 * @example
 * disko({
 *   disk: {
 *     main: {
 *       device: "/dev/sda",
 *       content: { type: "gpt", partitions: { root: { size: "100%", content: { type: "swap" } } } },
 *     },
 *   },
 * })
 * // {
 * //   disko.devices.disk.main = {
 * //     device = "/dev/sda";
 * //     content = {
 * //       type = "gpt";
 * //       …
 */
export function disko(devices: DiskoDevices, settings: CheckSettings = {}): Built {
  const checked = checkOptions("disko", diskoSchema, devices, settings);
  const body = dotted(attrs({ disko: { devices: checked as unknown as NixAttributes } }));
  return built("disko", withHeader(body, moduleArguments), warningsIn(devices));
}
