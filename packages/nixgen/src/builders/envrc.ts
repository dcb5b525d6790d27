import * as z from "zod";
import { checkOptions, type CheckSettings } from "./builder.js";
import { findHashProblem } from "./hash.js";

/** The options of {@link envrc}. */
export interface EnvrcOptions {
  /** What supplies the shell: a flake, or `shell.nix`. */
  readonly use: "flake" | "nix";
  /** The flake's shell where it is not the default one of this directory, such as `".#docs"`. */
  readonly flake?: string;
  /** Accept settings of Nix that the flake asks for, and changes that are not committed: options of `nix develop`. */
  readonly arguments?: readonly string[];
  /** Files besides the usual ones whose change loads the shell anew. */
  readonly watch?: readonly string[];
  /** The release of nix-direnv that is loaded where it is not installed, and the hash of its `direnvrc`. */
  readonly nixDirenv?: { readonly version: string; readonly hash: string };
  /** Files with environment variables that are loaded where they exist, such as `".env"`. */
  readonly dotenv?: readonly string[];
  /** Environment variables that are set after the shell was loaded. Not for secrets: put these into a file. */
  readonly env?: Readonly<Record<string, string>>;
  /** Directories, relative to this one, that programs are looked for in first. */
  readonly path?: readonly string[];
}

const line = z.string().regex(/^[^\n\0]+$/, "expected a text on one line");

export const envrcSchema = z
  .strictObject({
    use: z.enum(["flake", "nix"]),
    flake: line.optional(),
    arguments: z.array(line).optional(),
    watch: z.array(line).optional(),
    nixDirenv: z
      .strictObject({
        version: z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a release such as "3.0.6"'),
        hash: z.string().superRefine((hash, context) => {
          const problem = findHashProblem(hash);
          if (problem)
            context.addIssue({
              code: "custom",
              message: problem.message,
              params: { suggestions: problem.suggestions },
            });
        }),
      })
      .optional(),
    dotenv: z.array(line).optional(),
    env: z
      .record(
        z.string().regex(/^[A-Za-z_]\w*$/, "a variable's name is made of letters, digits and `_`"),
        z.string(),
      )
      .optional(),
    path: z.array(line).optional(),
  })
  .refine(({ use, flake }) => use === "flake" || flake === undefined, {
    error: '`flake` goes with `use: "flake"`',
    path: ["flake"],
  });

/**
 * The file `.envrc`, by which direnv loads a shell when a directory is entered. The result is a text for {@link plan}.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the manual of direnv, "direnv-stdlib"
 * @example
 * envrc({ use: "flake" }) // { text: "use flake\n" }
 */
export function envrc(options: EnvrcOptions, settings: CheckSettings = {}): { readonly text: string } {
  const checked = checkOptions("envrc", envrcSchema, options, settings);
  const { use, flake, nixDirenv } = checked;
  const lines = [
    ...(nixDirenv ? loadNixDirenv(nixDirenv) : []),
    ...(checked.watch ?? []).map((file) => `watch_file ${quote(file)}`),
    [
      "use",
      use,
      ...(flake === undefined ? [] : [quote(flake)]),
      ...(checked.arguments ?? []).map(quote),
    ].join(" "),
    ...(checked.dotenv ?? []).map((file) => `dotenv_if_exists ${quote(file)}`),
    ...Object.entries(checked.env ?? {}).map(([name, value]) => `export ${name}=${quote(value)}`),
    ...(checked.path ?? []).map((directory) => `PATH_add ${quote(directory)}`),
  ];
  return { text: `${lines.join("\n")}\n` };
}

function loadNixDirenv({ version, hash }: { readonly version: string; readonly hash: string }): string[] {
  const url = `https://raw.githubusercontent.com/nix-community/nix-direnv/${version}/direnvrc`;
  return [
    `if ! has nix_direnv_version || ! nix_direnv_version ${version}; then`,
    `  source_url ${quote(url)} ${quote(hash)}`,
    "fi",
  ];
}

/** A word of Bash that stands for exactly this text. */
function quote(text: string): string {
  if (/^[\w@%+=:,./#~-]+$/.test(text) && !text.startsWith("~") && !text.startsWith("#")) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
