import { printExprAt, staticName, type Expr, type Node, type Suggestion } from "@nixgen/core";
import { foreignNames } from "../foreign-names.js";
import { describeType, type OptionType } from "../option-type.js";
import { printOptionPath } from "../option-path.js";
import { attributesGiven } from "./check-call-attributes.js";
import { placeOf, type CheckContext } from "./context.js";
import { callOf, unwrapPriority } from "./literal.js";
import { meaningOf, type Meaning, type Scope } from "./meaning.js";
import { printWrittenPath } from "./report-option.js";
import { findNamedValue, memberOf, type NamedValue } from "./named-value.js";

/** What is wanted at a place of a file at which the name of something stands. */
export interface Wanted {
  /** Where it goes, as messages say it. */
  readonly path: readonly string[];
  readonly type: OptionType;
}

/**
 * Notes what a value is wanted to be, at each variable and selection in it that is the value or one of a list or set in it. What
 * these are is known where the scope is: {@link checkWanted} looks at them there.
 */
export function noteWanted(
  value: Expr,
  type: OptionType,
  path: readonly string[],
  context: CheckContext,
): void {
  const inner = unwrapPriority(value);
  const note = (part: Expr, of: OptionType | undefined = type) => {
    if (of !== undefined) noteWanted(part, of, path, context);
  };
  switch (inner.kind) {
    case "Identifier":
    case "Select":
      context.wanted.set(inner, [...(context.wanted.get(inner) ?? []), { path, type }]);
      return;
    case "Let":
    case "With":
    case "Assert":
      return note(inner.body);
    case "If":
      note(inner.consequence);
      return note(inner.alternative);
    case "Binary":
      if (inner.operator !== "++") return;
      note(inner.left);
      return note(inner.right);
    case "List":
      for (const element of inner.elements) note(element, elementOf(type, "list"));
      return;
    case "AttributeSet":
      for (const binding of inner.bindings)
        if (binding.kind === "Binding" && binding.path.names.length === 1)
          note(binding.value, elementOf(type, "set"));
      return;
    case "Application": {
      const { name = "", args = [] } = callOf(inner) ?? {};
      if (name === "optionals" && args.length === 2) note(args[1]!);
      else if (name === "optional" && args.length === 2) note(args[1]!, elementOf(type, "list"));
      return;
    }
    default:
  }
}

/** The type of what is in a list or a set; `undefined` where it is not one type. */
export function elementOf(type: OptionType, within: "list" | "set"): OptionType | undefined {
  switch (type[0]) {
    case "listOf":
    case "nonEmptyListOf":
      return within === "list" ? type[1] : undefined;
    case "attrsOf":
      return within === "set" ? type[1] : undefined;
    case "nullOr":
      return elementOf(type[1], within);
    case "either": {
      const takesAll = type[1].some(
        (choice) => choice[0] === "anything" || choice[0] === "attrs" || choice[0] === "data",
      );
      const found = type[1]
        .map((choice) => elementOf(choice, within))
        .filter((element) => element !== undefined);
      return !takesAll && found.length === 1 ? found[0] : undefined;
    }
    default:
      return undefined;
  }
}

/** Reports a variable or a selection that names something else than is wanted where it stands. */
export function checkWanted(node: Node, scope: Scope, context: CheckContext): void {
  const wanted = context.wanted.get(node);
  if (wanted === undefined || (node.kind !== "Identifier" && node.kind !== "Select")) return;
  const meaning = meaningOf(node, scope, context.names);
  const value = findNamedValue(meaning, context);
  const misfit = value && wanted.find(({ type }) => !takes(type, value));
  if (misfit === undefined) return;
  const { path, type } = misfit;
  context.report(
    {
      code: "names/option-type",
      severity: "error",
      message: `\`${printWrittenPath(path)}\` takes ${describeType(type)}, and ${describe(value!)}`,
      ...placeOf(node, path),
      suggestions: suggest(node, type, value!, context),
    },
    node,
  );
}

function describe({ is, path }: NamedValue): string {
  const name = path.length === 0 ? "this" : `\`${printOptionPath(path)}\``;
  switch (is) {
    case "package":
      return `${name} is a package`;
    case "packages":
      return path.length === 0 ? "this is all of nixpkgs" : `${name} is a set of packages`;
    case "other":
      return `${name} is no package`;
  }
}

/** Whether a type takes what a name stands for; also where that can't be told. */
function takes(type: OptionType, value: NamedValue): boolean {
  switch (type[0]) {
    case "nullOr":
      return takes(type[1], value);
    case "either":
      return type[1].some((choice) => takes(choice, value));
    case "coercedTo":
      return takes(type[1], value) || takes(type[2], value);
    case "package":
      return value.is === "package";
    case "path":
      return value.is !== "packages";
    case "bool":
    case "boolByOr":
    case "between":
    case "float":
    case "int":
    case "listOf":
    case "match":
    case "nonEmptyListOf":
    case "nonEmptyStr":
    case "number":
    case "numberNonnegative":
    case "numberPositive":
    case "positiveInt":
    case "separatedString":
    case "signedInt16":
    case "signedInt32":
    case "signedInt8":
    case "singleLineStr":
    case "str":
    case "string":
    case "unsignedInt":
    case "unsignedInt16":
    case "unsignedInt32":
    case "unsignedInt8":
      // What is no package may be a text or a number.
      return value.is === "other";
    default:
      return true;
  }
}

function suggest(node: Expr, type: OptionType, value: NamedValue, context: CheckContext): Suggestion[] {
  if (value.is === "packages") {
    const member = memberOf(value, context);
    if (member === undefined) return [];
    return [
      { message: `write one of its packages, as \`pkgs.${printOptionPath([...value.path, member])}\`` },
    ];
  }
  if (value.is === "other") return suggestPackagesFor(value);
  const element = elementOf(type, "list");
  if (element === undefined || value.is !== "package" || !takes(element, value)) return [];
  const text = `[ ${printExprAt(node, { column: 0 })} ]`;
  const message = `write \`${text}\``;
  return [node.span === undefined ? { message } : { message, replacement: { span: node.span, text } }];
}

/** What is called so elsewhere: `rust` is a set of functions in nixpkgs. */
function suggestPackagesFor({ path }: NamedValue): Suggestion[] {
  const meant = path.length === 1 ? (foreignNames().get(path[0]!) ?? []) : [];
  return meant.map((name) => ({ message: `write \`pkgs.${name}\`` }));
}

/** Attributes of calls of nixpkgs' functions that are lists of packages. */
const dependencies = [
  "buildInputs",
  "nativeBuildInputs",
  "propagatedBuildInputs",
  "propagatedNativeBuildInputs",
  "checkInputs",
  "nativeCheckInputs",
];
const ofPython = ["build-system", "dependencies", ...dependencies];

/** Functions of nixpkgs that take lists of packages, and the attributes that are these lists. */
const takersOfPackages: Readonly<Record<string, readonly string[]>> = {
  buildGoModule: dependencies,
  buildNpmPackage: dependencies,
  buildPythonApplication: ofPython,
  buildPythonPackage: ofPython,
  buildRustPackage: dependencies,
  mkDerivation: dependencies,
  mkShell: ["packages", "inputsFrom", ...dependencies],
  mkShellNoCC: ["packages", "inputsFrom", ...dependencies],
  symlinkJoin: ["paths"],
  writeShellApplication: ["runtimeInputs"],
};

/** Notes that the lists of packages which a call of nixpkgs' functions gets are wanted to be that. */
export function noteListsOfPackages(
  call: Extract<Expr, { kind: "Application" }>,
  meaningOf: (expression: Expr) => Meaning,
  context: CheckContext,
): void {
  const { name = "" } = callOf(call) ?? {};
  const given = Object.hasOwn(takersOfPackages, name) ? attributesGiven(call) : undefined;
  if (given === undefined) return;
  const called = meaningOf(call.function);
  if (called.is !== "packages" || called.set.at(-1) !== name) return;
  for (const binding of given.bindings) {
    if (binding.kind !== "Binding" || binding.path.names.length !== 1) continue;
    const attribute = staticName(binding.path.names[0]!);
    if (attribute !== undefined && takersOfPackages[name]!.includes(attribute))
      noteWanted(binding.value, ["listOf", ["package"]], [attribute], context);
  }
}
