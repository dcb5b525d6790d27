import { isPlainAttributes, toExpr, type Expr, type NixValue } from "@nixgen/core";
import * as z from "zod";
import { buildAll } from "./build-all.js";
import type { CheckSettings } from "./builder.js";
import {
  nixAttributes,
  nixExpression,
  nixString,
  nixValue,
  type NixExpression,
  type NixString,
} from "./input.js";
import { buildApp, flakeAppSchema, type FlakeApp } from "./flake-app.js";
import {
  darwinConfiguration,
  darwinConfigurationSchema,
  type DarwinConfigurationOptions,
} from "./darwin-configuration.js";
import {
  homeConfiguration,
  homeConfigurationSchema,
  type HomeConfigurationOptions,
} from "./home-configuration.js";
import {
  darwinModule,
  homeModule,
  nixosModule,
  type DarwinSettings,
  type HomeSettings,
  type NixosSettings,
} from "./module.js";
import {
  nixosConfiguration,
  nixosConfigurationSchema,
  type NixosConfigurationOptions,
} from "./nixos-configuration.js";
import { systemSchema, type System } from "./system.js";

/** Outputs by name, or one expression that gives such a set. */
export type Named<Output> = Readonly<Record<string, Output>> | NixExpression;

/** A directory that `nix flake init` copies. */
export interface FlakeTemplate {
  /** The directory: `path("./templates/web")`. */
  readonly path: NixExpression;
  readonly description: NixString;
  /** What is shown after the files were copied, as Markdown. */
  readonly welcomeText?: NixString;
}

/**
 * Outputs that are made for every platform. They use `pkgs`, and may use `system`, its name.
 *
 * @see the Nix manual, "nix flake check": evaluation checks
 */
export interface PerSystemOutputs {
  /** Packages by name; `nix build` takes `default`. */
  readonly packages?: Named<NixExpression>;
  /** Shells by name; `nix develop` takes `default`. */
  readonly devShells?: Named<NixExpression>;
  /** Programs by name; `nix run` takes `default`. */
  readonly apps?: Named<NixExpression | FlakeApp>;
  /** What `nix flake check` builds. */
  readonly checks?: Named<NixExpression>;
  /** The package that `nix fmt` runs. */
  readonly formatter?: NixExpression;
  /** Packages that are too many or too deep for `packages`. */
  readonly legacyPackages?: Named<NixValue>;
}

/** Outputs that do not depend on a platform. They may use the inputs by name, `self` and `inputs`. */
export interface OtherOutputs {
  /** Overlays by name: functions `final: prev: { … }`. */
  readonly overlays?: Named<NixExpression>;
  /** NixOS modules by name: paths, modules, or settings. */
  readonly nixosModules?: Named<NixExpression | NixosSettings>;
  readonly darwinModules?: Named<NixExpression | DarwinSettings>;
  readonly homeModules?: Named<NixExpression | HomeSettings>;
  /** NixOS hosts by name. */
  readonly nixosConfigurations?: Named<NixExpression | NixosConfigurationOptions>;
  /** macOS hosts by name. */
  readonly darwinConfigurations?: Named<NixExpression | DarwinConfigurationOptions>;
  /** Users' homes by name, such as `"alice"` or `"alice@web"`. */
  readonly homeConfigurations?: Named<NixExpression | HomeConfigurationOptions>;
  /** Directories that `nix flake init` copies, by name. */
  readonly templates?: Named<NixExpression | FlakeTemplate>;
  /** What Hydra builds: sets of packages, to any depth. */
  readonly hydraJobs?: Named<NixValue>;
  /** Functions for other flakes. */
  readonly lib?: Named<NixValue>;
}

function named(schema: z.ZodType): z.ZodType {
  return z.union([z.record(z.string(), schema), nixExpression], {
    error: "expected outputs by name, or an expression that gives them",
  });
}

const template = z.strictObject({
  path: nixExpression,
  description: nixString,
  welcomeText: nixString.optional(),
});

const module = z.union([nixAttributes, nixExpression]);

export const perSystemShape = {
  packages: named(nixExpression).optional(),
  devShells: named(nixExpression).optional(),
  apps: named(z.union([flakeAppSchema, nixExpression])).optional(),
  checks: named(nixExpression).optional(),
  formatter: nixExpression.optional(),
  legacyPackages: named(nixValue).optional(),
} satisfies Record<keyof PerSystemOutputs, z.ZodType>;

export const otherOutputsShape = {
  overlays: named(nixExpression).optional(),
  nixosModules: named(module).optional(),
  darwinModules: named(module).optional(),
  homeModules: named(module).optional(),
  nixosConfigurations: named(z.union([nixosConfigurationSchema, nixExpression])).optional(),
  darwinConfigurations: named(z.union([darwinConfigurationSchema, nixExpression])).optional(),
  homeConfigurations: named(z.union([homeConfigurationSchema, nixExpression])).optional(),
  templates: named(z.union([template, nixExpression])).optional(),
  hydraJobs: named(nixValue).optional(),
  lib: named(nixValue).optional(),
} satisfies Record<keyof OtherOutputs, z.ZodType>;

/** Outputs of a platform by the platform's name, or an expression that gives them for every platform. */
export type BySystem<Outputs> = Readonly<Partial<Record<System, Outputs>>> | NixExpression;

/** Outputs as a flake has them: those of platforms by the platform's name, others as they are. */
export interface GivenOutputs {
  readonly packages?: BySystem<Named<NixExpression>>;
  readonly devShells?: BySystem<Named<NixExpression>>;
  readonly apps?: BySystem<Named<NixExpression | (FlakeApp & { readonly type: "app" })>>;
  readonly checks?: BySystem<Named<NixExpression>>;
  readonly formatter?: BySystem<NixExpression>;
  readonly legacyPackages?: BySystem<Named<NixValue>>;
  readonly [name: string]: unknown;
}

function bySystem(schema: z.ZodType): z.ZodType {
  return z.union([z.record(systemSchema, schema), nixExpression], {
    error: 'expected outputs by platform, such as { "x86_64-linux": … }, or an expression that gives them',
  });
}

/** The schema of {@link GivenOutputs}. */
export const givenOutputs = z
  .object({
    packages: bySystem(named(nixExpression)).optional(),
    devShells: bySystem(named(nixExpression)).optional(),
    apps: bySystem(
      named(z.union([flakeAppSchema.extend({ type: z.literal("app") }), nixExpression])),
    ).optional(),
    checks: bySystem(named(nixExpression)).optional(),
    formatter: bySystem(nixExpression).optional(),
    legacyPackages: bySystem(named(nixValue)).optional(),
  } satisfies Record<keyof PerSystemOutputs, z.ZodType>)
  .catchall(nixValue);

/** An output by its name in the flake. */
export interface Output {
  readonly name: string;
  readonly value: Expr;
}

/** The outputs of a kind that are there, as expressions, in the order of flakes. */
export function buildPerSystemOutputs(options: PerSystemOutputs): Output[] {
  return buildOutputs(Object.keys(perSystemShape) as (keyof PerSystemOutputs)[], options, {
    apps: plainOr(buildApp),
  });
}

export function buildOtherOutputs(options: OtherOutputs, settings: CheckSettings): Output[] {
  return buildOutputs(Object.keys(otherOutputsShape) as (keyof OtherOutputs)[], options, {
    nixosModules: plainOr((value: NixosSettings) => nixosModule(value, settings)),
    darwinModules: plainOr((value: DarwinSettings) => darwinModule(value, settings)),
    homeModules: plainOr((value: HomeSettings) => homeModule(value, settings)),
    nixosConfigurations: plainOr((value: NixosConfigurationOptions) => nixosConfiguration(value, settings)),
    darwinConfigurations: plainOr((value: DarwinConfigurationOptions) =>
      darwinConfiguration(value, settings),
    ),
    homeConfigurations: plainOr((value: HomeConfigurationOptions) => homeConfiguration(value, settings)),
  });
}

type Convert = (value: unknown) => NixValue;

function buildOutputs<Name extends string>(
  names: readonly Name[],
  options: { readonly [N in Name]?: unknown },
  converters: { readonly [N in Name]?: Convert },
): Output[] {
  return names.flatMap((name): Output[] => {
    const values = options[name];
    if (values === undefined) return [];
    if (!isPlainAttributes(values)) return [{ name, value: toExpr(values as NixValue) }];
    if (Object.keys(values).length === 0) return [];
    const convert = converters[name] ?? ((value): NixValue => value as NixValue);
    const converted = buildAll(
      Object.entries(values).map(([key, value]) => ({
        path: [name, key],
        build: (): [string, NixValue] => [key, convert(value)],
      })),
    );
    return [{ name, value: toExpr(Object.fromEntries(converted)) }];
  });
}

/** Settings and options are built; what is an expression already stays. The schema has told them apart. */
function plainOr<Options>(build: (value: Options) => NixValue): Convert {
  return (value) => (isPlainAttributes(value) ? build(value as Options) : (value as NixValue));
}
