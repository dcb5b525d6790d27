import { call, dotted, select } from "@nixgen/core";
import * as z from "zod";
import { pkgs } from "../references/references.js";
import { built, calledFunction, checkOptions, warningsIn, type Built, type CallSettings } from "./builder.js";
import { buildMetaSet, metaSchema, metaWarnings, type MetaOption } from "./meta.js";
import { storeName } from "./derivation-options.js";
import { nixBoolean, nixSet, nixString, type NixBoolean, type NixSet, type NixString } from "./input.js";

/** The options of {@link textFile}. */
export interface TextFileOptions {
  /** The name in the Nix store. */
  readonly name: NixString;
  readonly text: NixString;
  /** The file can be run. */
  readonly executable?: NixBoolean;
  /** The path of the file in a directory, such as `"/share/tool.conf"`; without it the result is the file itself. */
  readonly destination?: NixString;
  /** Bash code that checks the file, as `$target`. */
  readonly checkPhase?: NixString;
  readonly preferLocalBuild?: NixBoolean;
  readonly allowSubstitutes?: NixBoolean;
  readonly derivationArgs?: NixSet;
  readonly passthru?: NixSet;
  readonly meta?: MetaOption;
}

export const textFileSchema = z.strictObject({
  name: storeName,
  text: nixString,
  executable: nixBoolean.optional(),
  destination: nixString.optional(),
  checkPhase: nixString.optional(),
  preferLocalBuild: nixBoolean.optional(),
  allowSubstitutes: nixBoolean.optional(),
  derivationArgs: nixSet.optional(),
  passthru: nixSet.optional(),
  meta: metaSchema.optional(),
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
export function textFile(options: TextFileOptions, settings: CallSettings = {}): Built {
  const checked = checkOptions("textFile", textFileSchema, options, settings);
  const { name, text, meta, ...others } = checked;
  const isPlain = meta === undefined && Object.values(others).every((value) => value === undefined);
  const expression = isPlain
    ? call(calledFunction(settings, select(pkgs, "writeText")), name, text)
    : call(
        calledFunction(settings, select(pkgs, "writeTextFile")),
        dotted({ name, text, ...others, meta: meta && buildMetaSet(meta) }),
      );
  return built("textFile", expression, [...metaWarnings(meta), ...warningsIn(checked)]);
}
