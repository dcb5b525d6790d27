import {
  Annotated,
  attrs,
  binary,
  binding,
  isPlainAttributes,
  markNode,
  str,
  toExpr,
  type Binding,
  type NixAttributes,
  type NixValue,
  type TextHole,
} from "@nixgen/core";
import * as z from "zod";
import {
  isObjectGiven,
  nixExpression,
  nixInteger,
  nixSet,
  nixString,
  nixStrings,
  orExpression,
  textOf,
  type NixExpression,
  type NixNumber,
  type NixSet,
  type NixString,
  type NixStrings,
} from "./input.js";

/** A program with its arguments, or an expression that gives them. No shell takes it apart: each word is an element. */
export type CommandVector = readonly NixString[] | NixExpression;

/**
 * The `config` of an image: how a container of it is run.
 *
 * @see the OCI image specification, "Image Configuration"; the Docker image specification for `Healthcheck`, `Shell` and
 * `OnBuild`
 */
export interface ImageConfig {
  /** The program that runs, or the arguments of `Entrypoint`. */
  readonly Cmd?: CommandVector;
  /** The program that always runs. */
  readonly Entrypoint?: CommandVector;
  /** Environment variables: `{ PORT: "80" }` becomes `[ "PORT=80" ]`, which is taken too. */
  readonly Env?: Readonly<Record<string, TextHole>> | readonly NixString[] | NixExpression;
  /** Ports the program listens on: `["8080/tcp"]`, or `[8080]` for TCP. An expression gives the text. */
  readonly ExposedPorts?: readonly (number | NixString)[] | Readonly<Record<string, object>> | NixExpression;
  /** Directories that are volumes: `["/data"]`. */
  readonly Volumes?: readonly NixString[] | Readonly<Record<string, object>> | NixExpression;
  /** The user the program runs as: a name or a number, with `:group` where wanted. */
  readonly User?: NixString;
  readonly WorkingDir?: NixString;
  /** What is said of the image: `{ "org.opencontainers.image.source": "https://…" }`. */
  readonly Labels?: NixSet;
  /** The signal that stops a container, such as `"SIGTERM"`. */
  readonly StopSignal?: NixString;
  /** How the health of a container is tested. */
  readonly Healthcheck?: Healthcheck | NixExpression;
  /** The shell of `CMD-SHELL` and of what is built on the image: `["/bin/sh", "-c"]`. */
  readonly Shell?: CommandVector;
  /** Instructions of a Dockerfile that run where others build on the image. */
  readonly OnBuild?: NixStrings;
}

/** How the health of a container is tested. Times are in seconds. */
export interface Healthcheck {
  /** `["CMD", program, …]`, `["CMD-SHELL", text]` or `["NONE"]`. */
  readonly Test: CommandVector;
  readonly Interval?: NixNumber;
  readonly Timeout?: NixNumber;
  readonly StartPeriod?: NixNumber;
  readonly StartInterval?: NixNumber;
  readonly Retries?: NixNumber;
}

const vectorMessage =
  'expected a list of words, such as ["nginx", "-g", "daemon off;"]; a single string would need a shell';

const commandVector = orExpression(z.array(nixString, { error: vectorMessage }), vectorMessage).meta({
  id: "command",
  description: "A program and its arguments, one word an element",
});

const environmentName = z.string().regex(/^[^=\0]+$/, "a variable's name is not empty and has no `=`");

const portMessage = 'expected a port from 1 to 65535, such as 8080 or "53/udp"';

const portText = z.string().refine((text) => {
  const number = /^(\d{1,5})(\/(tcp|udp|sctp))?$/.exec(text)?.[1];
  return number !== undefined && Number(number) > 0 && Number(number) <= 65535;
}, portMessage);

const port = z.union([z.int().min(1, portMessage).max(65535, portMessage), portText, nixExpression], {
  error: portMessage,
});

const volumeMessage = "a volume is an absolute path";

const volumeText = z.string().regex(/^\//, volumeMessage);

const seconds = orExpression(
  z
    .number()
    .positive("a time is more than 0 seconds")
    .max(1_000_000, "a time is in seconds; the nanoseconds of the specification are written by themselves"),
  "expected a time in seconds, or a Nix expression that gives one",
);

const healthcheck = z
  .strictObject({
    Test: commandVector,
    Interval: seconds.optional(),
    Timeout: seconds.optional(),
    StartPeriod: seconds.optional(),
    StartInterval: seconds.optional(),
    Retries: nixInteger(1).optional(),
  })
  .refine(
    ({ Test }) => {
      const [kind, ...words] = Test as readonly NixString[]; // As `when` says.
      return typeof kind !== "string" || (testLengths[kind]?.(words.length) ?? false);
    },
    {
      error: 'expected ["CMD", program, …], ["CMD-SHELL", text] or ["NONE"]',
      path: ["Test"],
      when: (payload) =>
        isObjectGiven(payload) && Array.isArray((payload.value as { readonly Test?: unknown }).Test),
    },
  );

/** How many words come after each kind of test. */
const testLengths: Readonly<Record<string, ((words: number) => boolean) | undefined>> = {
  CMD: (words) => words > 0,
  "CMD-SHELL": (words) => words === 1,
  NONE: (words) => words === 0,
};

const labels = nixSet.superRefine((value, context) => {
  if (nixExpression.safeParse(value).success) return;
  for (const [name, label] of Object.entries(value)) {
    if (nixString.safeParse(label).success) continue;
    const message = "a label is a text, or an expression that gives one";
    context.addIssue({ code: "custom", message, path: [name] });
  }
});

export const imageConfigSchema = z
  .strictObject({
    Cmd: commandVector.optional(),
    Entrypoint: commandVector.optional(),
    Env: z
      .union([
        z.array(
          orExpression(
            z.string().regex(/^[^=\0]+=/, 'expected "NAME=value", or an object of variables'),
            'expected "NAME=value", or an object of variables',
          ),
        ),
        nixExpression,
        z.record(
          environmentName,
          z.union([z.string(), z.number(), nixExpression], {
            error: "expected a text, a number or an expression",
          }),
        ),
      ])
      .optional(),
    ExposedPorts: z.union([z.array(port), nixExpression, z.record(portText, z.strictObject({}))]).optional(),
    Volumes: z
      .union([
        z.array(orExpression(volumeText, volumeMessage)),
        nixExpression,
        z.record(volumeText, z.strictObject({})),
      ])
      .optional(),
    User: textOf(/^[^:\s]+(:[^:\s]+)?$/, 'expected a user such as "app", "1000" or "1000:1000"').optional(),
    WorkingDir: textOf(/^\//, "the working directory is an absolute path").optional(),
    Labels: labels.optional(),
    StopSignal: textOf(/^(SIG[A-Z0-9]+([+-]\d+)?|\d+)$/, 'expected a signal such as "SIGTERM"').optional(),
    Healthcheck: orExpression(healthcheck).optional(),
    Shell: commandVector.optional(),
    OnBuild: nixStrings.optional(),
  })
  .meta({ id: "imageConfig" });

const nanosecondsPerSecond = 1e9;

/** The configuration in the form that the image specification has. */
export function toImageConfig(config: ImageConfig): NixAttributes {
  const { Env, ExposedPorts, Volumes, Healthcheck: health, ...rest } = config;
  return {
    ...rest,
    Env: Env && toVariables(Env),
    ExposedPorts: ExposedPorts && toKeys(ExposedPorts, (text) => (text.includes("/") ? text : `${text}/tcp`)),
    Volumes: Volumes && toKeys(Volumes, String),
    Healthcheck: health && toHealthcheck(health),
  };
}

/** Variables in the form that the image specification has: a list of texts. */
export function toVariables(env: NonNullable<ImageConfig["Env"]>): NixValue {
  if (!isPlainAttributes(env)) return env as NixValue;
  return Object.entries(env).map(([name, value]) =>
    typeof value === "string" || typeof value === "number" ? `${name}=${value}` : str`${name}=${value}`,
  );
}

/** The form that the specification has: a set of empty sets. */
function toKeys(
  names: readonly (number | NixString)[] | Readonly<Record<string, object>> | NixExpression,
  toKey: (name: string) => string,
): NixValue {
  if (isPlainAttributes(names))
    return Object.fromEntries(Object.keys(names).map((name) => [toKey(name), {}]));
  if (!Array.isArray(names)) return names as NixExpression;
  return attrs(...(names as readonly (number | NixString)[]).map((name) => toKeyBinding(name, toKey)));
}

function toKeyBinding(name: number | NixString, toKey: (name: string) => string): Binding {
  if (name instanceof Annotated) {
    // What the schema lets through below a comment is a name too.
    const { path } = toKeyBinding(name.value as number | NixString, toKey);
    return markNode({ ...binding("key", new Annotated({}, name.leading, name.trailing)), path });
  }
  const isText = typeof name === "string" || typeof name === "number";
  return binding(isText ? toKey(String(name)) : toExpr(name), {});
}

function toHealthcheck(health: Healthcheck | NixExpression): NixValue {
  if (!isPlainAttributes(health)) return health as NixExpression;
  const { Interval, Timeout, StartPeriod, StartInterval, ...rest } = health as Healthcheck;
  return {
    ...rest,
    Interval: toNanoseconds(Interval),
    Timeout: toNanoseconds(Timeout),
    StartPeriod: toNanoseconds(StartPeriod),
    StartInterval: toNanoseconds(StartInterval),
  };
}

function toNanoseconds(seconds: NixNumber | undefined): NixValue | undefined {
  if (seconds === undefined) return undefined;
  if (typeof seconds === "number") return Math.round(seconds * nanosecondsPerSecond);
  return binary(seconds, "*", nanosecondsPerSecond);
}
