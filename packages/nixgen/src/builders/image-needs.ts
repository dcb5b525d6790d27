import {
  attrs,
  binary,
  call,
  isPlainAttributes,
  markNode,
  select,
  str,
  toExpr,
  withTrailingComment,
  type NixValue,
  type TextHole,
} from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { crossCheck } from "./cross-check.js";
import { withInherited } from "./inherited.js";
import { toImageConfig, toVariables, type ImageConfig } from "./image-config.js";
import type { NixExpression, NixExpressions, NixString } from "./input.js";

/** What an image made by Nix does not have by itself, each asked for by one word. */
export interface ImageNeeds {
  /**
   * The certificates of the usual authorities. Without them no program in the image can check who answers over HTTPS, and
   * most refuse to connect.
   */
  readonly certificates?: boolean;
  /** A directory `/tmp` that all users may write to. Without it, programs that make temporary files fail. */
  readonly tmp?: boolean;
  /** A `/bin/sh`. Without it, there is no `docker exec … sh`, no `CMD-SHELL` and no script with `#!/bin/sh`. */
  readonly shell?: boolean;
  /** A `/usr/bin/env`, for scripts with `#!/usr/bin/env`. */
  readonly usrBinEnv?: boolean;
  /**
   * A user that is not root, by which the program runs: in `/etc/passwd` and `/etc/group`, with a home directory. `User` is
   * set to its numbers, because Kubernetes checks `runAsNonRoot` by them.
   */
  readonly user?: string | ImageUser;
  /** The time zones of the world, and, where one is named, that one as the local time: `true`, or `"Europe/Berlin"`. */
  readonly timeZone?: true | string;
}

/** A user in an image. */
export interface ImageUser {
  readonly name: string;
  /** 1000 where it is absent. */
  readonly uid?: number;
  /** That of the user where it is absent. */
  readonly gid?: number;
  /** `/home/<name>` where it is absent. */
  readonly home?: string;
}

const userName = z
  .string()
  .regex(/^[a-z_][a-z0-9_-]{0,31}$/, "a user's name is made of small letters, digits, `_` and `-`");
const id = z.int().min(1, "0 is root").max(4294967294);

const zoneMessage = 'expected true, or a time zone such as "Europe/Berlin"';

export const imageNeedsShape = {
  certificates: z.boolean().optional().describe("CA certificates, for HTTPS"),
  tmp: z.boolean().optional().describe("A /tmp"),
  shell: z.boolean().optional().describe("A /bin/sh"),
  usrBinEnv: z.boolean().optional().describe("A /usr/bin/env"),
  user: z
    .union(
      [
        userName,
        z.strictObject({
          name: userName,
          uid: id.optional(),
          gid: id.optional(),
          home: z.string().regex(/^\//, "a home is an absolute path").optional(),
        }),
      ],
      { error: 'expected a name such as "app", or { name, uid, gid, home }' },
    )
    .optional()
    .describe("A non-root user to run as, with passwd and group"),
  timeZone: z
    .union([z.literal(true), z.string().regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, zoneMessage)], {
      error: zoneMessage,
    })
    .optional()
    .describe("Time zone data, and the local time zone"),
} satisfies Record<keyof ImageNeeds, z.ZodType>;

/** What the needs add to an image. */
export interface AddedToImage {
  readonly contents: readonly NixValue[];
  /** Shell commands that run in the root of the image. */
  readonly commands: string;
  /** The same, run as a pretended root. */
  readonly rootCommands: string;
  readonly config: NixValue | undefined;
}

/** A check of `config` together with the needs: variables can't be added to what is not known. */
export const addableConfig = crossCheck<unknown>(({ timeZone, config }, report) => {
  if (timeZone === undefined || config === undefined || isPlainAttributes(config)) return;
  const message = "the variables of the time zone can't be added to a `config` that is an expression";
  report(["timeZone"], message, ["write `config` as an object"]);
});

/** The needs as contents, commands and configuration. */
export function addNeeds(needs: ImageNeeds, config: ImageConfig | NixExpression | undefined): AddedToImage {
  const { dockerTools, tzdata } = pkgs;
  const contents: NixValue[] = [];
  if (needs.certificates) contents.push(withTrailingComment("for HTTPS", dockerTools.caCertificates));
  if (needs.shell) contents.push(withTrailingComment("/bin/sh", dockerTools.binSh));
  if (needs.usrBinEnv) contents.push(withTrailingComment("/usr/bin/env", dockerTools.usrBinEnv));
  if (needs.timeZone !== undefined) contents.push(withTrailingComment("time zones", tzdata));
  const user = needs.user === undefined ? undefined : completeUser(needs.user);
  if (user) contents.push(withTrailingComment("/etc/passwd and /etc/group", nameServices(user)));
  const zones = needs.timeZone === undefined ? {} : { TZDIR: str`${tzdata}/share/zoneinfo` };
  const zone = typeof needs.timeZone === "string" ? { TZ: needs.timeZone } : {};
  return {
    contents,
    commands: needs.tmp ? "mkdir -m 1777 tmp\n" : "",
    rootCommands: user ? `mkdir -p .${user.home}\nchown ${user.uid}:${user.gid} .${user.home}\n` : "",
    config: completeConfig(config, user && `${user.uid}:${user.gid}`, { ...zones, ...zone }),
  };
}

function completeConfig(
  config: ImageConfig | NixExpression | undefined,
  user: string | undefined,
  variables: Readonly<Record<string, TextHole>>,
): NixValue | undefined {
  if (config !== undefined && !isPlainAttributes(config))
    return user === undefined
      ? (config as NixExpression)
      : binary({ User: user }, "//", config as NixExpression);
  const given = config as ImageConfig | undefined;
  const Env = addVariables(variables, given?.Env);
  if (given === undefined && user === undefined && Env === undefined) return undefined;
  const complete = toImageConfig({
    ...given,
    ...(user !== undefined && given?.User === undefined && { User: user }),
    ...(Env !== undefined && { Env }),
  });
  return withInherited(attrs(complete));
}

/** Variables before those of the configuration, in the form that these have. */
function addVariables(
  added: Readonly<Record<string, TextHole>>,
  env: ImageConfig["Env"],
): ImageConfig["Env"] {
  if (Object.keys(added).length === 0) return env;
  if (env === undefined || isPlainAttributes(env)) return { ...added, ...(env as typeof added) };
  const variables = toVariables(added);
  return (Array.isArray(env) ? [variables, env].flat() : binary(variables, "++", env as NixExpression)) as
    readonly NixString[] | NixExpression;
}

const firstUserId = 1000;

function completeUser(user: string | ImageUser): Required<ImageUser> {
  const {
    name,
    uid = firstUserId,
    gid = uid,
    home = `/home/${name}`,
  } = typeof user === "string" ? { name: user } : user;
  return { name, uid, gid, home };
}

/** The files in which programs look up the names of users and groups. */
function nameServices({ name, uid, gid, home }: Required<ImageUser>): NixValue {
  return call(
    select(pkgs, "fakeNss", "override"),
    attrs({
      extraPasswdLines: [`${name}:x:${uid}:${gid}::${home}:/bin/sh`],
      extraGroupLines: [`${name}:x:${gid}:`],
    }),
  );
}

/** A list of packages with more at its end. */
export function appendContents(
  contents: NixExpressions | undefined,
  more: readonly NixValue[],
): NixValue | undefined {
  if (more.length === 0) return contents;
  if (contents === undefined) return more;
  return Array.isArray(contents)
    ? [...(contents as readonly NixValue[]), ...more]
    : binary(contents, "++", more);
}

/** Shell code with more code before it. */
export function prependCommands(commands: NixString | undefined, before: string): NixValue | undefined {
  if (before === "" || commands === undefined) return commands ?? (before === "" ? undefined : before);
  if (typeof commands === "string") return `${before}${commands}`;
  const expression = toExpr(commands);
  if (expression.kind === "String" || expression.kind === "IndentedString") {
    const parts = [{ kind: "StringText" as const, value: before }, ...expression.parts];
    return markNode({ kind: "IndentedString", parts });
  }
  return binary(before, "+", expression);
}
