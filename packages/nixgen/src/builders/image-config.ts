import { str, type NixAttributes, type NixValue, type TextHole } from "@nixgen/core";
import * as z from "zod";
import { nixString } from "./input.js";

/** A program with its arguments. No shell takes it apart: each word is an element. */
export type CommandVector = readonly (string | NixValue)[];

/** The `config` of an image: how a container of it is run. */
export interface ImageConfig {
  /** The program that runs, or the arguments of `Entrypoint`. */
  readonly Cmd?: CommandVector;
  /** The program that always runs. */
  readonly Entrypoint?: CommandVector;
  /** Environment variables: `{ PORT: "80" }` becomes `[ "PORT=80" ]`. */
  readonly Env?: Readonly<Record<string, TextHole>>;
  /** Ports the program listens on: `["8080/tcp"]`, or `[8080]` for TCP. */
  readonly ExposedPorts?: readonly (string | number)[];
  /** Directories that are volumes: `["/data"]`. */
  readonly Volumes?: readonly string[];
  /** The user the program runs as: a name or a number, with `:group` where wanted. */
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  /** The signal that stops a container, such as `"SIGTERM"`. */
  readonly StopSignal?: string;
  /** How the health of a container is tested. */
  readonly Healthcheck?: Healthcheck;
}

/** How the health of a container is tested. Times are in seconds. */
export interface Healthcheck {
  /** `["CMD", program, …]`, `["CMD-SHELL", text]` or `["NONE"]`. */
  readonly Test: CommandVector;
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly Retries?: number;
}

const commandVector = z.array(nixString, {
  error:
    'expected a list of words, such as ["nginx", "-g", "daemon off;"]; a single string would need a shell',
});

const environmentName = z.string().regex(/^[^=\0]+$/, "a variable's name is not empty and has no `=`");

export const imageConfigSchema = z.strictObject({
  Cmd: commandVector.optional(),
  Entrypoint: commandVector.optional(),
  Env: z.record(environmentName, z.union([z.string(), z.number(), nixString])).optional(),
  ExposedPorts: z
    .array(
      z.union([
        z.int().min(1).max(65535),
        z.string().regex(/^\d{1,5}(\/(tcp|udp|sctp))?$/, 'expected a port such as "8080/tcp"'),
      ]),
    )
    .optional(),
  Volumes: z.array(z.string().startsWith("/", "a volume is an absolute path")).optional(),
  User: z.string().optional(),
  WorkingDir: z.string().startsWith("/", "the working directory is an absolute path").optional(),
  Labels: z.record(z.string(), z.string()).optional(),
  StopSignal: z.string().optional(),
  Healthcheck: z
    .strictObject({
      Test: commandVector,
      Interval: z.number().positive().optional(),
      Timeout: z.number().positive().optional(),
      StartPeriod: z.number().positive().optional(),
      Retries: z.int().positive().optional(),
    })
    .optional(),
});

const nanosecondsPerSecond = 1e9;

/** The configuration in the form that the image specification has. */
export function toImageConfig(config: ImageConfig): NixAttributes {
  const { Env, ExposedPorts, Volumes, Healthcheck: health, ...rest } = config;
  return {
    ...rest,
    Env: Env && Object.entries(Env).map(([name, value]) => toVariable(name, value)),
    ExposedPorts:
      ExposedPorts &&
      toKeys(ExposedPorts.map((port) => (/\//.test(String(port)) ? String(port) : `${port}/tcp`))),
    Volumes: Volumes && toKeys(Volumes),
    Healthcheck: health && {
      ...health,
      Test: health.Test,
      Interval: toNanoseconds(health.Interval),
      Timeout: toNanoseconds(health.Timeout),
      StartPeriod: toNanoseconds(health.StartPeriod),
    },
  };
}

function toVariable(name: string, value: TextHole): NixValue {
  return typeof value === "string" || typeof value === "number" ? `${name}=${value}` : str`${name}=${value}`;
}

function toKeys(names: readonly string[]): NixAttributes {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

function toNanoseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * nanosecondsPerSecond);
}
