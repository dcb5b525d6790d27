import { call, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, checkOptions, type Built } from "./builder.js";
import { storeName } from "./derivation-options.js";
import { nixBoolean, nixString, type NixBoolean, type NixString } from "./input.js";

/** The options of {@link textFile}. */
export interface TextFileOptions {
  /** The name in the Nix store. */
  readonly name: NixString;
  readonly text: NixString;
  /** The file can be run. */
  readonly executable?: NixBoolean;
  /** The path of the file in a directory, such as `"/share/tool.conf"`; without it the result is the file itself. */
  readonly destination?: NixString;
}

export const textFileSchema = z.strictObject({
  name: storeName,
  text: nixString,
  executable: nixBoolean.optional(),
  destination: nixString.optional(),
});

/**
 * A text as a file in the Nix store.
 *
 * @throws NixError where an option is wrong (codes `input/*`).
 * @see the nixpkgs manual, "writeText" and "writeTextFile"
 * @example
 * textFile({ name: "motd", text: "hello\n" })
 * // pkgs.writeText "motd" ''
 * //   hello
 * // ''
 */
export function textFile(options: TextFileOptions): Built {
  const { name, text, executable, destination } = checkOptions("textFile", textFileSchema, options);
  const isPlain = executable === undefined && destination === undefined;
  return built(
    "textFile",
    isPlain
      ? call(select(pkgs, "writeText"), name, text)
      : call(select(pkgs, "writeTextFile"), { name, text, executable, destination }),
  );
}
