import type { Expr } from "@nixgen/core";
import { callOf, unwrapPriority } from "./literal.js";
import { follow, type Project } from "./overlays.js";

/** A file that a list of modules names by a relative path, as it is written: `./hosts.nix`. */
export interface ImportedPath {
  readonly node: Extract<Expr, { kind: "Path" }>;
  readonly text: string;
  /** It is read whatever the values of conditions are. */
  readonly isCertain: boolean;
}

/** The files among the modules of a list. Paths that only evaluation tells are left out, and so are those of nixpkgs itself. */
export function* importedPaths(value: Expr, project: Project, isCertain = true): Generator<ImportedPath> {
  const inner = unwrapPriority(value);
  switch (inner.kind) {
    case "List":
      for (const element of inner.elements) yield* importedPaths(element, project, isCertain);
      return;
    case "Binary":
      if (inner.operator !== "++") return;
      yield* importedPaths(inner.left, project, isCertain);
      return yield* importedPaths(inner.right, project, isCertain);
    case "Let":
    case "With":
      return yield* importedPaths(inner.body, project, isCertain);
    case "If":
      yield* importedPaths(inner.consequence, project, false);
      return yield* importedPaths(inner.alternative, project, false);
    case "Identifier": {
      const held = follow(inner.name, project);
      if (held !== undefined) yield* importedPaths(held.value, held.project, isCertain);
      return;
    }
    case "Path": {
      const [part, ...more] = inner.parts;
      if (part?.kind === "PathText" && more.length === 0 && part.text.startsWith("."))
        yield { node: inner, text: part.text, isCertain };
      return;
    }
    case "Application": {
      const { name = "", args = [] } = callOf(inner) ?? {};
      if (/^optionals?$/.test(name) && args.length === 2) yield* importedPaths(args[1]!, project, false);
      else if (name === "import" && args[0] !== undefined) yield* importedPaths(args[0], project, isCertain);
      return;
    }
    default:
  }
}

/** What `nixos-generate-config` writes: it declares no options, and is made on the machine. */
export function isGenerated(path: string): boolean {
  return /(^|\/)hardware-configuration\.nix$/.test(path);
}
