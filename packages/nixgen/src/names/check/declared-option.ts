import { staticName, type AttributeSet, type Expr } from "@nixgen/core";
import { anything, namesOf, readType, unfold, type DeclaredType } from "./declared-type.js";
import { valueOf } from "./meaning.js";
import type { Project } from "./overlays.js";

/** What declares one option: `mkOption { … }`, `mkEnableOption "…"`, `mkPackageOption pkgs "…" { }`. */
export function readDeclaration(value: Expr, project: Project): DeclaredType | undefined {
  if (value.kind === "Parenthesized") return readDeclaration(value.expression, project);
  if (value.kind === "Binary" && value.operator === "//") {
    const declared = readDeclaration(value.left, project);
    if (declared === undefined) return undefined;
    if (value.right.kind !== "AttributeSet") return anything;
    return changesType(value.right) ? readSettings(value.right, declared, project) : declared;
  }
  if (value.kind !== "Application") return undefined;
  const { callee, args } = unfold(value);
  const name = namesOf(callee).at(-1);
  switch (args.length) {
    case 1:
      if (name === "mkEnableOption") return { type: ["bool"], below: [] };
      if (name !== "mkOption") return undefined;
      return args[0]!.kind === "AttributeSet" ? readSettings(args[0]!, anything, project) : anything;
    case 3:
      if (name !== "mkPackageOption") return undefined;
      return args[2]!.kind === "AttributeSet" && isTrue(valueOf("nullable", args[2]!))
        ? { type: ["nullOr", ["package"]], below: [] }
        : { type: ["package"], below: [] };
    default:
      return undefined;
  }
}

/** The type that the argument of `mkOption` says. What `apply` makes of a value can have another one. */
function readSettings(settings: AttributeSet, otherwise: DeclaredType, project: Project): DeclaredType {
  if (settings.bindings.some((binding) => binding.kind !== "Binding")) return anything;
  if (valueOf("apply", settings) !== undefined) return anything;
  const type = valueOf("type", settings);
  return type === undefined ? otherwise : readType(type, project);
}

function changesType(settings: AttributeSet): boolean {
  return settings.bindings.some(
    (binding) =>
      binding.kind !== "Binding" || /^(type|apply)$/.test(staticName(binding.path.names[0]!) ?? "type"),
  );
}

function isTrue(value: Expr | undefined): boolean {
  return value?.kind === "Identifier" && value.name === "true";
}
