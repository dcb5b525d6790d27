import { binary, call, select, str, toExpr } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../../references/references.js";
import type { Built, CheckSettings } from "../builder.js";
import type { DevShellOptions } from "../dev-shell.js";
import { nixExpression, nixStrings, type NixExpression, type NixString, type NixStrings } from "../input.js";
import { buildPreset, presetSchema, type Preset } from "./preset.js";

/** The options of {@link rustShell}, besides those of every shell. */
export interface RustShellOptions extends DevShellOptions {
  /** A toolchain of an overlay; the one of nixpkgs where it is absent. */
  readonly toolchain?: RustToolchain;
}

/** A Rust toolchain that an overlay supplies. The overlay must be among those of `pkgs`. */
export interface RustToolchain {
  /** The overlay; `"rust-overlay"` where it is absent. */
  readonly overlay?: "rust-overlay" | "fenix";
  /** The channel; `"stable"` where it is absent. */
  readonly channel?: "stable" | "beta" | "nightly";
  /** The version, such as `"1.84.0"`, or of `beta` and `nightly` the date. The newest where it is absent. */
  readonly version?: string;
  /** Components besides those of the default profile, such as `"rust-src"`. */
  readonly components?: NixStrings;
  /** Targets that can be compiled for, such as `"wasm32-unknown-unknown"`. */
  readonly targets?: readonly string[];
  /** The file `rust-toolchain.toml` that says all of this instead. */
  readonly file?: NixExpression;
}

const toolchain = z
  .strictObject({
    overlay: z.enum(["rust-overlay", "fenix"]).optional(),
    channel: z.enum(["stable", "beta", "nightly"]).optional(),
    version: z
      .string()
      .regex(
        /^(\d+\.\d+\.\d+|\d{4}-\d{2}-\d{2})$/,
        'expected a version such as "1.84.0" or a date such as "2025-01-31"',
      )
      .optional(),
    components: nixStrings.optional(),
    targets: z.array(z.string().min(1)).optional(),
    file: nixExpression.optional(),
  })
  .refine((options) => options.overlay !== "fenix" || (options.file ?? options.version) === undefined, {
    error: "versions and toolchain files need hashes with fenix: use rust-overlay for them",
    path: ["overlay"],
  })
  .refine(
    ({ file, overlay: _overlay, ...others }) => file === undefined || Object.keys(others).length === 0,
    {
      error: "the file says channel, version, components and targets: leave those out",
      path: ["file"],
    },
  );

const own = {
  toolchain: toolchain.optional(),
} satisfies Preset<RustShellOptions>["own"];

export const rustShellSchema = presetSchema(own);

/**
 * A shell with Rust: the stable toolchain of nixpkgs, or any toolchain by the overlay rust-overlay or fenix.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "Rust"; the manuals of rust-overlay and fenix
 * @example
 * rustShell({ toolchain: { channel: "stable", components: ["rust-src"] } })
 * // pkgs.mkShell {
 * //   packages = [ (pkgs.rust-bin.stable.latest.default.override { extensions = [ "rust-src" ]; }) ];
 * // }
 */
export function rustShell(options: RustShellOptions = {}, settings: CheckSettings = {}): Built {
  return buildPreset({ builder: "rustShell", schema: rustShellSchema, own, toShell }, options, settings);
}

function toShell({ toolchain }: RustShellOptions): DevShellOptions {
  if (toolchain !== undefined) return { packages: [overlayToolchain(toolchain)] };
  return {
    packages: [pkgs.cargo, pkgs.rustc, pkgs.rustfmt, pkgs.clippy, pkgs["rust-analyzer"]],
    env: { RUST_SRC_PATH: str`${select(pkgs, "rustPlatform", "rustLibSrc")}` },
  };
}

function overlayToolchain(options: RustToolchain): NixExpression {
  if (options.file !== undefined)
    return call(select(pkgs, "rust-bin", "fromRustupToolchainFile"), options.file);
  return options.overlay === "fenix" ? fenixToolchain(options) : rustOverlayToolchain(options);
}

function rustOverlayToolchain(options: RustToolchain): NixExpression {
  const { channel = "stable", version = "latest", components, targets } = options;
  const plain = select(pkgs, "rust-bin", channel, version, "default");
  if (components === undefined && targets === undefined) return plain;
  return call(select(plain, "override"), toExpr({ extensions: components, targets }));
}

const defaultComponents = ["cargo", "clippy", "rust-docs", "rust-std", "rustc", "rustfmt"];

function fenixToolchain({ channel = "stable", components = [], targets = [] }: RustToolchain): NixExpression {
  const names = { stable: "stable", beta: "beta", nightly: "complete" } as const;
  const attribute = names[channel];
  const all = Array.isArray(components)
    ? [...new Set([...defaultComponents, ...(components as readonly NixString[])])]
    : binary(defaultComponents, "++", components);
  const plain = call(select(pkgs, "fenix", attribute, "withComponents"), all);
  if (targets.length === 0) return plain;
  const set = { stable: "stable", beta: "beta", nightly: "latest" } as const;
  return call(select(pkgs, "fenix", "combine"), [
    plain,
    ...targets.map((target) => select(pkgs, "fenix", "targets", target, set[channel], "rust-std")),
  ]);
}
