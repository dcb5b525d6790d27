import { select } from "@nixgen/core";
import type * as z from "zod";
import { pkgs } from "../references/references.js";
import type { Built, CallSettings } from "./builder.js";
import { packageSchema, type PackageOptions } from "./derivation-options.js";
import { nixHash, type NixHash } from "./hash.js";
import {
  nixBoolean,
  nixExpression,
  nixString,
  nixStrings,
  type NixBoolean,
  type NixExpression,
  type NixString,
  type NixStrings,
} from "./input.js";
import { buildPackage, type WithFinalAttrs } from "./package.js";

/** The options of {@link goModule}. */
export interface GoModuleOptions extends PackageOptions {
  /** The hash of the dependencies; `null` where they are in the source's `vendor`, `lib.fakeHash` until Nix says it. */
  readonly vendorHash: NixHash | null;
  /** The directory of `go.mod` in the source. */
  readonly modRoot?: NixString;
  /** Download the dependencies through the module proxy, for code that `go mod vendor` leaves out. */
  readonly proxyVendor?: NixBoolean;
  readonly deleteVendor?: NixBoolean;
  readonly overrideModAttrs?: NixExpression;
  /** The packages that are built, such as `["cmd/server"]`. */
  readonly subPackages?: NixStrings;
  readonly excludedPackages?: NixStrings;
  /** Build tags. */
  readonly tags?: NixStrings;
  /** Flags of the linker, such as `["-s", "-w"]`. */
  readonly ldflags?: NixStrings;
  readonly allowGoReference?: NixBoolean;
  readonly buildTestBinaries?: NixBoolean;
}

const shape = {
  modRoot: nixString.optional(),
  vendorHash: nixHash.nullable(),
  proxyVendor: nixBoolean.optional(),
  deleteVendor: nixBoolean.optional(),
  overrideModAttrs: nixExpression.optional(),
  subPackages: nixStrings.optional(),
  excludedPackages: nixStrings.optional(),
  tags: nixStrings.optional(),
  ldflags: nixStrings.optional(),
  allowGoReference: nixBoolean.optional(),
  buildTestBinaries: nixBoolean.optional(),
} satisfies Record<Exclude<keyof GoModuleOptions, keyof PackageOptions>, z.ZodType>;

export const goModuleSchema = packageSchema(shape);

/**
 * A package of Go modules.
 *
 * @param options the options, or a function that gets `finalAttrs`.
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Building Go modules with buildGoModule"
 * @example
 * goModule({ pname: "tool", version: "0.1.0", src: path("./."), vendorHash: null })
 * // pkgs.buildGoModule {
 * //   pname = "tool";
 * //   version = "0.1.0";
 * //
 * //   src = ./.;
 * //
 * //   vendorHash = null;
 * // }
 */
export function goModule(options: WithFinalAttrs<GoModuleOptions>, settings: CallSettings = {}): Built {
  return buildPackage(kind, options, settings, (attributes) => ({
    function: select(pkgs, "buildGoModule"),
    attributes,
  }));
}

const kind = {
  builder: "goModule",
  schema: goModuleSchema,
  special: Object.keys(shape),
  hashes: ["vendorHash"],
};
