import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import { buildPreset, findTool, presetSchema, toolSchema, type Preset, type Tool } from "./preset.js";

/** The options of {@link goShell}, besides those of every shell. */
export interface GoShellOptions extends DevShellOptions {
  /** Go: `"1.26"`, or a package. */
  readonly go?: Tool;
  /** Leave out the language server and the usual tools. */
  readonly noTools?: boolean;
  /** The debugger delve, which needs code that was built without `fortify`. */
  readonly debugger?: boolean;
  /** Whether packages can call C (`CGO_ENABLED`). */
  readonly cgo?: boolean;
}

const own = {
  go: toolSchema.optional(),
  noTools: z.boolean().optional(),
  debugger: z.boolean().optional(),
  cgo: z.boolean().optional(),
} satisfies Preset<GoShellOptions>["own"];

export const goShellSchema = presetSchema(own);

/**
 * A shell with Go and its language server.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Go"
 * @example
 * goShell({ go: "1.26", noTools: true })
 * // pkgs.mkShell { packages = [ pkgs.go_1_26 ]; }
 */
export function goShell(options: GoShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "goShell", schema: goShellSchema, own, toShell }, options, settings);
}

function toShell({ go, noTools, debugger: delve, cgo }: GoShellOptions): DevShellOptions {
  return {
    packages: [
      findTool(go, "go_", "_", "go"),
      ...(noTools === true ? [] : [pkgs.gopls, pkgs["gotools"], pkgs["golangci-lint"]]),
      ...(delve === true ? [pkgs.delve] : []),
    ],
    ...(cgo !== undefined && { env: { CGO_ENABLED: cgo ? "1" : "0" } }),
    ...(delve === true && { hardeningDisable: ["fortify"] }),
  };
}
