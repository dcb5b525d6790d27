import type * as fileSystem from "node:fs/promises";
import type * as urls from "node:url";
import { NixError } from "@nixgen/core";

/** The modules of Node.js that are used here. */
interface NodeModules {
  readonly "node:fs/promises": typeof fileSystem;
  readonly "node:url": typeof urls;
}

/**
 * A module of Node.js. It is looked up when it is used and not imported, so that the parser runs in a browser, and no bundler
 * for browsers asks for it.
 *
 * @throws NixError `file/no-file-system` where there is no Node.js, Bun or Deno.
 */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] {
  const { process } = globalThis as { readonly process?: { readonly getBuiltinModule?: unknown } };
  if (typeof process?.getBuiltinModule === "function") {
    // The module of that name.
    return process.getBuiltinModule(name) as NodeModules[Name];
  }
  throw new NixError([
    {
      code: "file/no-file-system",
      severity: "error",
      message: "there are no files here",
      suggestions: [{ message: "take and give texts, or run this in Node.js 20.16 or later, Bun or Deno" }],
    },
  ]);
}
