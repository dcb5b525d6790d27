import { issueWords } from "@nixgen/core";
import * as z from "zod";
import type { NixValue } from "@nixgen/core";
import {
  nixExpressions,
  nixString,
  orExpression,
  type NixExpression,
  type NixExpressions,
  type NixString,
  type OrExpression,
} from "../input.js";
import { named, openObject, type OtherSettings } from "./open-object.js";
import { serviceChoices, systemdDirectives, type SystemdSection } from "../../names/systemd-directives.js";
import { countSetting, environmentSetting, switchSetting, textSetting, textsSetting } from "./values.js";

/** One value of a directive, or several: the directive is repeated. */
export type DirectiveValue =
  string | number | boolean | null | readonly (NixString | number)[] | Exclude<NixValue, object> | NixString;

/** Directives of a section, by their names in the unit file. */
export type Directives = Readonly<Record<string, DirectiveValue | undefined>>;

/** Directives of a service; those with few possible values are known by these. */
export interface ServiceDirectives extends Directives {
  readonly Type?: (typeof serviceChoices.Type)[number] | NixExpression;
  readonly Restart?: (typeof serviceChoices.Restart)[number] | NixExpression;
  readonly KillMode?: (typeof serviceChoices.KillMode)[number] | NixExpression;
}

/**
 * What all units have.
 *
 * @see the NixOS manual, "Unit handling"; systemd.unit(5)
 */
export interface UnitSettings extends OtherSettings {
  readonly description?: NixString;
  readonly documentation?: OrExpression<readonly NixString[]>;
  readonly enable?: OrExpression<boolean>;
  /** Targets that start the unit, such as `["multi-user.target"]`. */
  readonly wantedBy?: OrExpression<readonly NixString[]>;
  readonly requiredBy?: OrExpression<readonly NixString[]>;
  readonly wants?: OrExpression<readonly NixString[]>;
  readonly requires?: OrExpression<readonly NixString[]>;
  readonly bindsTo?: OrExpression<readonly NixString[]>;
  readonly partOf?: OrExpression<readonly NixString[]>;
  readonly conflicts?: OrExpression<readonly NixString[]>;
  /** Units that start before this one, where both are started. */
  readonly after?: OrExpression<readonly NixString[]>;
  readonly before?: OrExpression<readonly NixString[]>;
  readonly onFailure?: OrExpression<readonly NixString[]>;
  readonly aliases?: OrExpression<readonly NixString[]>;
  /** The `[Unit]` section. */
  readonly unitConfig?: OrExpression<Directives>;
}

/** A service: a program that systemd starts and watches. */
export interface ServiceSettings extends UnitSettings {
  /** Environment variables. Not for secrets: use `serviceConfig.EnvironmentFile` or `LoadCredential`. */
  readonly environment?: OrExpression<Readonly<Record<string, NixString | number | boolean | null>>>;
  /** Packages whose programs the service finds. */
  readonly path?: NixExpressions;
  /** The `[Service]` section. */
  readonly serviceConfig?: OrExpression<ServiceDirectives>;
  /** Bash code that is the service, instead of `serviceConfig.ExecStart`. */
  readonly script?: NixString;
  readonly preStart?: NixString;
  readonly postStart?: NixString;
  readonly preStop?: NixString;
  readonly postStop?: NixString;
  readonly reload?: NixString;
  /** When the service is started, as a timer: `"daily"`, `"*-*-* 03:00"`. */
  readonly startAt?: NixString | readonly NixString[];
  readonly restartIfChanged?: OrExpression<boolean>;
  readonly restartTriggers?: OrExpression<readonly NixValue[]>;
}

export interface TimerSettings extends UnitSettings {
  /** The `[Timer]` section. */
  readonly timerConfig?: OrExpression<Directives>;
}

export interface SocketSettings extends UnitSettings {
  /** The `[Socket]` section. */
  readonly socketConfig?: OrExpression<Directives>;
  readonly listenStreams?: OrExpression<readonly NixString[]>;
  readonly listenDatagrams?: OrExpression<readonly NixString[]>;
}

export interface PathSettings extends UnitSettings {
  /** The `[Path]` section. */
  readonly pathConfig?: OrExpression<Directives>;
}

export interface MountSettings extends UnitSettings {
  /** The device or other source. */
  readonly what?: NixString;
  /** The directory. */
  readonly where?: NixString;
  readonly type?: NixString;
  readonly options?: NixString;
  /** The `[Mount]` section. */
  readonly mountConfig?: OrExpression<Directives>;
}

type Units<Unit> = OrExpression<Readonly<Record<string, OrExpression<Unit>>>>;

/** Units by kind and name. */
export interface SystemdUnits {
  readonly services?: Units<ServiceSettings>;
  readonly timers?: Units<TimerSettings>;
  readonly sockets?: Units<SocketSettings>;
  readonly paths?: Units<PathSettings>;
  readonly targets?: Units<UnitSettings>;
  readonly slices?: Units<UnitSettings>;
}

/** `systemd` of NixOS. */
export interface SystemdSettings extends SystemdUnits {
  readonly mounts?: OrExpression<readonly OrExpression<MountSettings>[]>;
  /** Units of the accounts' own systemd. */
  readonly user?: SystemdUnits & { readonly [option: string]: OtherSettings[string] | Units<UnitSettings> };
  readonly [option: string]:
    | OtherSettings[string]
    | Units<UnitSettings>
    | OrExpression<readonly OrExpression<MountSettings>[]>
    | SystemdUnits;
}

const directive = z.union(
  [z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.number(), nixString])), nixString],
  { error: "expected a string, a number, true or false, a list of them, or a Nix expression" },
);

/** The directives of a section. */
export function directives(section: SystemdSection): z.ZodType {
  const shape = Object.fromEntries(systemdDirectives[section].map((name) => [name, directive]));
  return orExpression(openObject(section === "Service" ? { ...shape, ...choices } : shape));
}

const choices = Object.fromEntries(
  Object.entries(serviceChoices).map(([name, values]) => [
    name,
    orExpression(
      z.enum(values),
      `expected one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
    ),
  ]),
);

const unitShape = {
  description: textSetting,
  documentation: textsSetting,
  enable: switchSetting,
  wantedBy: textsSetting,
  requiredBy: textsSetting,
  upheldBy: textsSetting,
  wants: textsSetting,
  requires: textsSetting,
  upholds: textsSetting,
  requisite: textsSetting,
  bindsTo: textsSetting,
  partOf: textsSetting,
  conflicts: textsSetting,
  after: textsSetting,
  before: textsSetting,
  onFailure: textsSetting,
  onSuccess: textsSetting,
  aliases: textsSetting,
  startLimitBurst: countSetting,
  startLimitIntervalSec: countSetting,
  unitConfig: directives("Unit"),
};

const unitNames = ["name", "overrideStrategy", "text", "unit"];

const service = openObject(
  {
    ...unitShape,
    environment: environmentSetting,
    path: nixExpressions,
    serviceConfig: directives("Service"),
    script: textSetting,
    scriptArgs: textSetting,
    preStart: textSetting,
    postStart: textSetting,
    preStop: textSetting,
    postStop: textSetting,
    reload: textSetting,
    startAt: z.union([nixString, textsSetting]),
    restartIfChanged: switchSetting,
    reloadIfChanged: switchSetting,
    stopIfChanged: switchSetting,
    enableStrictShellChecks: switchSetting,
  },
  [
    ...unitNames,
    "confinement",
    "jobScripts",
    "notSocketActivated",
    "reloadTriggers",
    "restartTriggers",
    "runner",
  ],
  ({ serviceConfig, script }, report) => {
    const hasStart =
      typeof serviceConfig === "object" &&
      serviceConfig !== null &&
      Object.hasOwn(serviceConfig, "ExecStart");
    if (hasStart && script !== undefined)
      report(
        ["script"],
        "`script` is what the service runs, and so is `serviceConfig.ExecStart`: keep one of them",
      );
  },
);

const unitSchemas = {
  services: named(service),
  timers: named(openObject({ ...unitShape, timerConfig: directives("Timer") }, unitNames)),
  sockets: named(
    openObject(
      {
        ...unitShape,
        socketConfig: directives("Socket"),
        listenStreams: textsSetting,
        listenDatagrams: textsSetting,
      },
      unitNames,
    ),
  ),
  paths: named(openObject({ ...unitShape, pathConfig: directives("Path") }, unitNames)),
  targets: named(openObject(unitShape, unitNames)),
  slices: named(openObject({ ...unitShape, sliceConfig: directives("Slice") }, unitNames)),
};

const mount = openObject(
  {
    ...unitShape,
    what: textSetting,
    where: textSetting,
    type: textSetting,
    options: textSetting,
    mountConfig: directives("Mount"),
  },
  unitNames,
);

export const systemdSetting = orExpression(
  openObject(
    {
      ...unitSchemas,
      mounts: orExpression(z.array(orExpression(mount)), "expected a list of mounts"),
      user: orExpression(openObject(unitSchemas, ["extraConfig", "generators", "tmpfiles", "units"])),
    },
    [
      "additionalUpstreamSystemUnits",
      "automounts",
      "coredump",
      "network",
      "oomd",
      "package",
      "packages",
      "settings",
      "sleep",
      "tmpfiles",
      "units",
      "watchdog",
    ],
  ),
);

/** Units of home-manager: sections of unit files by kind and name. */
export const userUnitsSetting = orExpression(
  openObject(
    Object.fromEntries(
      (["services", "timers", "sockets", "paths", "targets", "mounts", "automounts", "slices"] as const).map(
        (kind) => [kind, named(z.record(z.string(), z.unknown()).superRefine(checkSections))],
      ),
    ),
    ["enable", "packages", "sessionVariables", "settings", "startServices", "systemctlPath", "tmpfiles"],
  ),
);

/** The sections of a unit file that home-manager writes as they are. */
function checkSections(unit: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  for (const [section, content] of Object.entries(unit)) {
    const known = Object.hasOwn(systemdDirectives, section);
    if (!known && !section.startsWith("X-")) {
      const names = Object.keys(systemdDirectives).join("`, `");
      context.addIssue({
        code: "custom",
        message: `a unit file has no section \`${section}\`; it has \`${names}\``,
        path: [section],
        params: { code: "input/unknown-key" },
      });
      continue;
    }
    if (!known) continue;
    const result = directives(section as SystemdSection).safeParse(content, { error: issueWords });
    for (const issue of result.error?.issues ?? []) {
      context.issues.push({
        ...issue,
        path: [section, ...issue.path],
        input: content,
      } as z.core.$ZodRawIssue);
    }
  }
}
