import { str, type NixAttributes, type NixValue, type TextHole } from "@nixgen/core";
import * as z from "zod";
import { isObjectGiven, nixString, type NixString, nixExpression, type NixExpression } from "./input.js";

/** A program with its arguments. No shell takes it apart: each word is an element. */
export type CommandVector = readonly NixString[];

/**
 * The `config` of an image: how a container of it is run.
 *
 * @see the OCI image specification, "Image Configuration"; the Docker image specification for `Healthcheck` and `Shell`
 */
export interface ImageConfig {
  /** The program that runs, or the arguments of `Entrypoint`. */
  readonly Cmd?: CommandVector;
  /** The program that always runs. */
  readonly Entrypoint?: CommandVector;
  /** Environment variables: `{ PORT: "80" }` becomes `[ "PORT=80" ]`, which is taken too. */
  readonly Env?: Readonly<Record<string, TextHole>> | readonly NixString[];
  /** Ports the program listens on: `["8080/tcp"]`, or `[8080]` for TCP. */
  readonly ExposedPorts?: readonly (string | number)[] | Readonly<Record<string, object>> | NixExpression;
  /** Directories that are volumes: `["/data"]`. */
  readonly Volumes?: readonly string[] | Readonly<Record<string, object>> | NixExpression;
  /** The user the program runs as: a name or a number, with `:group` where wanted. */
  readonly User?: NixString;
  readonly WorkingDir?: NixString;
  readonly Labels?: Readonly<Record<string, NixString>>;
  /** The signal that stops a container, such as `"SIGTERM"`. */
  readonly StopSignal?: string;
  /** How the health of a container is tested. */
  readonly Healthcheck?: Healthcheck;
  /** The shell of `CMD-SHELL` and of what is built on the image: `["/bin/sh", "-c"]`. */
  readonly Shell?: CommandVector;
}

/** How the health of a container is tested. Times are in seconds. */
export interface Healthcheck {
  /** `["CMD", program, …]`, `["CMD-SHELL", text]` or `["NONE"]`. */
  readonly Test: CommandVector;
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

const commandVector = z
  .array(nixString, {
    error:
      'expected a list of words, such as ["nginx", "-g", "daemon off;"]; a single string would need a shell',
  })
  .meta({ id: "command", description: "A program and its arguments, one word an element" });

const environmentName = z.string().regex(/^[^=\0]+$/, "a variable's name is not empty and has no `=`");

const port = z.union(
  [
    z.int().min(1).max(65535),
    z.string().refine((text) => {
      const number = /^(\d{1,5})(\/(tcp|udp|sctp))?$/.exec(text)?.[1];
      return number !== undefined && Number(number) > 0 && Number(number) <= 65535;
    }),
  ],
  { error: 'expected a port from 1 to 65535, such as 8080 or "53/udp"' },
);

const seconds = z
  .number()
  .positive("a time is more than 0 seconds")
  .max(1_000_000, "a time is in seconds; the nanoseconds of the specification are written by themselves");

const healthcheck = z
  .strictObject({
    Test: commandVector,
    Interval: seconds.optional(),
    Timeout: seconds.optional(),
    StartPeriod: seconds.optional(),
    StartInterval: seconds.optional(),
    Retries: z.int().positive().optional(),
  })
  .refine(({ Test: [kind, ...words] }) => testLengths[String(kind)]?.(words.length) ?? false, {
    error: 'expected ["CMD", program, …], ["CMD-SHELL", text] or ["NONE"]',
    path: ["Test"],
    when: (payload) =>
      isObjectGiven(payload) && Array.isArray((payload.value as { readonly Test?: unknown }).Test),
  });

/** How many words come after each kind of test. */
const testLengths: Readonly<Record<string, ((words: number) => boolean) | undefined>> = {
  CMD: (words) => words > 0,
  "CMD-SHELL": (words) => words === 1,
  NONE: (words) => words === 0,
};

export const imageConfigSchema = z
  .strictObject({
    Cmd: commandVector.optional(),
    Entrypoint: commandVector.optional(),
    Env: z
      .union([
        z.record(
          environmentName,
          z.union([z.string(), z.number(), nixString], {
            error: "expected a text, a number or an expression",
          }),
        ),
        z.array(nixString),
      ])
      .optional(),
    ExposedPorts: z
      .union([z.array(port), nixExpression, z.record(z.string(), z.strictObject({}))])
      .optional(),
    Volumes: z
      .union([
        z.array(z.string().startsWith("/", "a volume is an absolute path")),
        nixExpression,
        z.record(z.string(), z.strictObject({})),
      ])
      .optional(),
    User: z
      .union([z.string().regex(/^[^:\s]+(:[^:\s]+)?$/), nixExpression], {
        error: 'expected a user such as "app", "1000" or "1000:1000"',
      })
      .optional(),
    WorkingDir: z
      .union([z.string().startsWith("/"), nixExpression], {
        error: "the working directory is an absolute path",
      })
      .optional(),
    Labels: z.record(z.string(), nixString).optional(),
    StopSignal: z
      .string()
      .regex(/^(SIG[A-Z0-9]+([+-]\d+)?|\d+)$/, 'expected a signal such as "SIGTERM"')
      .optional(),
    Healthcheck: healthcheck.optional(),
    Shell: commandVector.optional(),
  })
  .meta({ id: "imageConfig" });

const nanosecondsPerSecond = 1e9;

/** The configuration in the form that the image specification has. */
export function toImageConfig(config: ImageConfig): NixAttributes {
  const { Env, ExposedPorts, Volumes, Healthcheck: health, ...rest } = config;
  return {
    ...rest,
    Env: Env && (isArray(Env) ? Env : Object.entries(Env).map(([name, value]) => toVariable(name, value))),
    ExposedPorts:
      ExposedPorts &&
      toKeys(ExposedPorts, (port) => (/\//.test(String(port)) ? String(port) : `${port}/tcp`)),
    Volumes: Volumes && toKeys(Volumes, String),
    Healthcheck: health && {
      ...health,
      Interval: toNanoseconds(health.Interval),
      Timeout: toNanoseconds(health.Timeout),
      StartPeriod: toNanoseconds(health.StartPeriod),
      StartInterval: toNanoseconds(health.StartInterval),
    },
  };
}

function toVariable(name: string, value: TextHole): NixValue {
  return typeof value === "string" || typeof value === "number" ? `${name}=${value}` : str`${name}=${value}`;
}

/** The form that the specification has: a set of empty sets. */
function toKeys<T>(
  names: readonly T[] | Readonly<Record<string, object>> | NixExpression,
  toKey: (name: T) => string,
): NixValue {
  if (!isArray(names)) return names as NixValue; // The schema has checked that the sets are empty.
  return Object.fromEntries(names.map((name) => [toKey(name as T), {}]));
}

function isArray(value: unknown): value is readonly NixValue[] {
  return Array.isArray(value);
}

function toNanoseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * nanosecondsPerSecond);
}
