import {
  call,
  dotted,
  findFreeVariables,
  fn,
  isPlainAttributes,
  select,
  toExpr,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import { onNextLine, withHeader } from "../files/header.js";
import { pkgs } from "../references/references.js";
import { built, checkOptions, warningsIn, type Built, type CheckSettings } from "./builder.js";
import { storeName } from "./derivation-options.js";
import { groupedAttributes } from "./grouped.js";
import {
  nixBoolean,
  nixExpression,
  nixSet,
  nixString,
  nixValue,
  type NixBoolean,
  type NixExpression,
  type NixSet,
  type NixString,
} from "./input.js";
import { moduleArguments, nixosModule } from "./module.js";
import type { ModuleOf } from "./settings/known-settings.js";

/** The options of {@link nixosTest}. */
export interface NixosTestOptions {
  readonly name: NixString;
  /** The machines by name: the settings of each, or a module. */
  readonly nodes: Readonly<Record<string, ModuleOf<"nixos">>>;
  /** Settings of all machines. */
  readonly defaults?: ModuleOf<"nixos">;
  /** The test: Python code in which each machine is a variable. */
  readonly testScript: NixString;
  /** Python packages that the test uses: a function of the package set. */
  readonly extraPythonPackages?: NixExpression;
  /** Seconds after which the test fails. */
  readonly globalTimeout?: number;
  readonly enableOCR?: NixBoolean;
  readonly skipLint?: NixBoolean;
  readonly skipTypeCheck?: NixBoolean;
  /** Settings for runs with `driverInteractive`. */
  readonly interactive?: NixSet;
  readonly meta?: NixSet;
  /** Write the module alone, which `runNixOSTest` takes as a file: `{ pkgs, ... }: { name = …; }`. */
  readonly module?: boolean;
}

const shape = {
  name: storeName,
  meta: nixSet.optional(),
  defaults: nixValue.optional(),
  nodes: z.record(
    z.string().regex(/^[A-Za-z_][\w-]*$/, "a machine's name is made of letters, digits, `_` and `-`"),
    nixValue,
  ),
  interactive: nixSet.optional(),
  enableOCR: nixBoolean.optional(),
  skipLint: nixBoolean.optional(),
  skipTypeCheck: nixBoolean.optional(),
  globalTimeout: z.int().positive().optional(),
  extraPythonPackages: nixExpression.optional(),
  testScript: nixString,
} satisfies Record<Exclude<keyof NixosTestOptions, "module">, z.ZodType>;

export const nixosTestSchema = z.strictObject({ ...shape, module: z.boolean().optional() });

/**
 * A test that starts NixOS machines and runs a Python program against them, such as for `passthru.tests` of a package or
 * `checks` of a flake.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the NixOS manual, "NixOS Tests"; the nixpkgs manual, "runNixOSTest"
 * @example
 * nixosTest({
 *   name: "web",
 *   nodes: { server: { services: { nginx: { enable: true } } } },
 *   testScript: 'server.wait_for_unit("nginx.service")\n',
 * })
 * // pkgs.testers.runNixOSTest {
 * //   name = "web";
 * //   nodes.server.services.nginx.enable = true;
 * //   testScript = ''
 * //     server.wait_for_unit("nginx.service")
 * //   '';
 * // }
 */
export function nixosTest(options: NixosTestOptions, settings: CheckSettings = {}): Built {
  const { module, ...checked } = checkOptions("nixosTest", nixosTestSchema, options, settings);
  const nodes = Object.fromEntries(
    Object.entries(checked.nodes).map(([name, node]) => [name, toModule(node as NixValue)]), // As the schema says.
  );
  const set = groupedAttributes([Object.keys(shape)], {
    ...checked,
    nodes,
    defaults: checked.defaults === undefined ? undefined : toModule(checked.defaults as NixValue),
  });
  const test =
    module === true ? withHeader(set, testArguments) : call(select(pkgs, "testers", "runNixOSTest"), set);
  return built("nixosTest", test, warningsIn(checked));
}

/** What the module of a test gets. */
const testArguments = ["config", "lib", "pkgs", "hostPkgs", "options"];

/** Settings become a module. Names that no module gets are those of the code around the test. */
function toModule(settings: NixValue): NixValue {
  if (!isPlainAttributes(settings)) return settings;
  const free = new Set(findFreeVariables(toExpr(settings)).map(({ node }) => node.name));
  const known: ReadonlySet<string> = new Set(moduleArguments);
  if ([...free].every((name) => known.has(name))) return nixosModule(settings as NixAttributes);
  const used = moduleArguments.filter((name) => free.has(name));
  const body = dotted(settings);
  return used.length === 0 ? body : onNextLine(fn([...used, "..."], body));
}
