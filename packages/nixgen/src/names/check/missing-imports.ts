import { type Expr } from "@nixgen/core";
import { callOf, unwrapPriority } from "./literal.js";
import { fileOf, follow, type Project } from "./overlays.js";

/**
 * Adds the files among the modules of a list that are not at hand, as they are written: `./hosts.nix`. What they declare can't be
 * known. Paths that only evaluation tells are left out, and so are those of nixpkgs itself.
 */
export function readMissingImports(value: Expr, project: Project, found: Set<string>): void {
  const inner = unwrapPriority(value);
  switch (inner.kind) {
    case "List":
      for (const element of inner.elements) readMissingImports(element, project, found);
      return;
    case "Binary":
      if (inner.operator !== "++") return;
      readMissingImports(inner.left, project, found);
      return readMissingImports(inner.right, project, found);
    case "Let":
    case "With":
      return readMissingImports(inner.body, project, found);
    case "If":
      readMissingImports(inner.consequence, project, found);
      return readMissingImports(inner.alternative, project, found);
    case "Identifier": {
      const held = follow(inner.name, project);
      if (held !== undefined) readMissingImports(held.value, held.project, found);
      return;
    }
    case "Path":
      return addMissing(inner, project, found);
    case "Application": {
      const { name = "", args = [] } = callOf(inner) ?? {};
      if (/^optionals?$/.test(name) && args.length === 2) readMissingImports(args[1]!, project, found);
      else if (name === "import" && args[0] !== undefined) readMissingImports(args[0], project, found);
      return;
    }
    default:
  }
}

/** What `nixos-generate-config` writes declares no options. */
const generated = /(^|\/)hardware-configuration\.nix$/;

function addMissing(path: Extract<Expr, { kind: "Path" }>, project: Project, found: Set<string>): void {
  const [part, ...more] = path.parts;
  if (part?.kind !== "PathText" || more.length > 0 || !part.text.startsWith(".")) return;
  if (!generated.test(part.text) && fileOf(path, project) === undefined) found.add(part.text);
}
