import {
  Annotated,
  isPlainAttributes,
  staticName,
  toExpr,
  type Diagnostic,
  type Expr,
  type NixValue,
} from "@nixgen/core";
import type { CommandVector, Healthcheck, ImageConfig } from "./image-config.js";
import type { ImageNeeds } from "./image-needs.js";
import type { NixExpression, NixExpressions } from "./input.js";

/** What is known of an image when its programs are looked for. */
export interface ImageToSearch extends ImageNeeds {
  readonly contents?: NixExpressions;
  readonly config?: ImageConfig | NixExpression;
  readonly fromImage?: NixValue;
  /** Shell code that may put programs into the image. */
  readonly commands: readonly (NixValue | undefined)[];
}

/**
 * A warning for each program that the image runs and that none of its layers seems to have. A program that is written as a
 * store path is in a layer by itself; nothing is said where it can't be known what the contents are.
 */
export function missingProgramWarnings(image: ImageToSearch): Diagnostic[] {
  if (image.fromImage !== undefined || image.commands.some((code) => code !== undefined)) return [];
  const packages = contentNames(image.contents);
  if (packages === undefined) return [];
  return programsOf(image.config ?? {}).flatMap(({ word, path }): Diagnostic[] => {
    const program = /^(?:\/(?:usr\/)?s?bin\/)?([^/]+)$/.exec(word)?.[1];
    if (program === undefined || hasProgram(packages, program, image)) return [];
    return [
      {
        code: "input/missing-program",
        severity: "warning",
        message: `no package of the image seems to have the program \`${program}\``,
        path: ["config", ...path],
        suggestions: suggest(program),
      },
    ];
  });
}

function suggest(program: string): Diagnostic["suggestions"] {
  if (program === "sh") return [{ message: "write `shell: true`, which puts a `/bin/sh` into the image" }];
  return [
    {
      message: `write str\`\${pkgs.…}/bin/${program}\`, which puts the package into a layer, or add it to the contents`,
    },
  ];
}

/** The programs that the configuration starts, as far as they are plain text. */
function programsOf(
  config: ImageConfig | NixExpression,
): { readonly word: string; readonly path: (string | number)[] }[] {
  if (!isPlainAttributes(config)) return [];
  const { Entrypoint, Cmd, Healthcheck } = config as ImageConfig;
  const start = wordsOf(Entrypoint).length > 0 ? "Entrypoint" : "Cmd";
  const test = isPlainAttributes(Healthcheck) ? wordsOf((Healthcheck as Healthcheck).Test) : [];
  const found: [unknown, (string | number)[]][] = [
    [wordsOf(start === "Cmd" ? Cmd : Entrypoint)[0], [start, 0]],
    [test[0] === "CMD-SHELL" ? "/bin/sh" : test[1], ["Healthcheck", "Test", 1]],
  ];
  return found.flatMap(([word, path]) => (typeof word === "string" ? [{ word, path }] : []));
}

/** The words of a command, as far as they are known. An expression may give any. */
function wordsOf(command: CommandVector | undefined): readonly unknown[] {
  if (command === undefined) return [];
  return Array.isArray(command) ? (command as readonly unknown[]) : [command];
}

/** The names of the packages in the contents; `undefined` where one of them is something else. */
function contentNames(contents: NixExpressions | undefined): string[] | undefined {
  if (contents === undefined) return [];
  if (!Array.isArray(contents)) return undefined;
  const names = (contents as readonly NixValue[]).map((item) =>
    packageName(toExpr(item instanceof Annotated ? item.value : item)),
  );
  return names.every((name) => name !== undefined) ? (names as string[]) : undefined;
}

function packageName(expression: Expr): string | undefined {
  if (expression.kind !== "Select" || expression.subject.kind !== "Identifier") return undefined;
  const last = expression.path.names.at(-1);
  return expression.subject.name === "pkgs" && last ? staticName(last) : undefined;
}

function hasProgram(packages: readonly string[], program: string, needs: ImageNeeds): boolean {
  if (program === "sh" && needs.shell) return true;
  return packages.some((name) => {
    const base = name.replace(/(_\d+)+$|(?<=[a-z])\d+$/, "");
    const listed = programs[name] ?? programs[base];
    if (listed === "all" || listed?.includes(program)) return true;
    const [left, right] = [plain(base), plain(program)];
    return left.includes(right) || right.includes(left);
  });
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The programs of packages that have another name, for packages that are common in images. */
const programs: Readonly<Record<string, readonly string[] | "all" | undefined>> = {
  bash: ["bash", "sh"],
  bashInteractive: ["bash", "sh"],
  bashNonInteractive: ["bash", "sh"],
  binSh: ["sh"],
  busybox: "all",
  coreutils: "all",
  "coreutils-full": "all",
  toybox: "all",
  "util-linux": "all",
  dash: ["dash", "sh"],
  apacheHttpd: ["httpd", "apachectl"],
  beam: ["erl"],
  "dotnet-aspnetcore": ["dotnet"],
  "dotnet-runtime": ["dotnet"],
  "dotnet-sdk": ["dotnet"],
  elixir: ["elixir", "iex", "mix"],
  erlang: ["erl", "escript"],
  findutils: ["find", "xargs"],
  gawk: ["awk", "gawk"],
  gnugrep: ["grep", "egrep", "fgrep"],
  gnused: ["sed"],
  gnutar: ["tar"],
  imagemagick: ["magick", "convert", "identify"],
  iproute2: ["ip", "ss", "tc"],
  jdk: ["java", "javac", "jar"],
  jre: ["java"],
  jre_headless: ["java"],
  jre_minimal: ["java"],
  mariadb: ["mariadbd", "mysqld", "mysql"],
  mysql80: ["mysqld", "mysql"],
  neovim: ["nvim"],
  "netcat-openbsd": ["nc"],
  nodejs: ["node", "npm", "npx", "corepack"],
  "nodejs-slim": ["node"],
  openjdk: ["java", "javac", "jar"],
  openssh: ["ssh", "sshd", "scp", "sftp"],
  postgresql: ["postgres", "psql", "pg_ctl", "initdb"],
  procps: ["ps", "top", "free", "kill"],
  python3: ["python", "python3", "pydoc"],
  rabbitmq: ["rabbitmqctl"],
  ripgrep: ["rg"],
  shadow: ["useradd", "groupadd", "su"],
  temurin: ["java"],
  "temurin-bin": ["java"],
  "temurin-jre-bin": ["java"],
  tzdata: [],
  cacert: [],
  caCertificates: [],
  fakeNss: [],
  "iana-etc": [],
  usrBinEnv: ["env"],
  valkey: ["redis-server", "redis-cli"],
};
