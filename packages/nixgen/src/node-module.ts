import type * as files from "node:fs";
import type * as fileSystem from "node:fs/promises";
import type * as paths from "node:path";
import type * as urls from "node:url";
import type * as compression from "node:zlib";
import { NixError } from "@nixgen/core";

/** The modules of Node.js that are used here. */
interface NodeModules {
  readonly "node:fs": typeof files;
  readonly "node:fs/promises": typeof fileSystem;
  readonly "node:path": typeof paths;
  readonly "node:url": typeof urls;
  readonly "node:zlib": typeof compression;
}

/**
 * A module of Node.js. It is looked up when it is used and not imported, so that builders run in a browser, and no bundler
 * for browsers asks for it.
 *
 * @throws NixError `file/no-file-system` where there is no Node.js, Bun or Deno.
 */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] {
  const found = findNodeModule(name);
  if (found !== undefined) return found;
  throw new NixError([
    {
      code: "file/no-file-system",
      severity: "error",
      message: "there are no files here",
      suggestions: [{ message: "take and give texts, or run this in Node.js 20.16 or later, Bun or Deno" }],
    },
  ]);
}

/** A module of Node.js; `undefined` where there is no Node.js, Bun or Deno. */
export function findNodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  const { process } = globalThis as { readonly process?: { readonly getBuiltinModule?: unknown } };
  if (typeof process?.getBuiltinModule !== "function") return undefined;
  // The module of that name.
  return process.getBuiltinModule(name) as NodeModules[Name];
}
