import { staticName, type Application, type AttributeName, type Expr, type Identifier } from "@nixgen/core";
import { describeAge } from "../provenance.js";
import { suggestPackages } from "../suggest-packages.js";
import { placeOf, type CheckContext } from "./context.js";
import { literalOf } from "./literal.js";

/** A choice of fonts as it was written before each font was a package: `nerdfonts.override { fonts = [ "FiraCode" ]; }`. */
export interface FontChoice {
  /** The expression that the packages can stand for, with its parentheses. */
  readonly whole: Expr;
  readonly call: Application;
  /** The name that does not exist any more. */
  readonly name: AttributeName | Identifier;
  /** What it is selected from, as `pkgs`; `undefined` below a `with`. */
  readonly set?: Identifier;
}

/** The choice of fonts that an expression is. */
export function findFontChoice(whole: Expr): FontChoice | undefined {
  const call = whole.kind === "Parenthesized" ? whole.expression : whole;
  const callee = call.kind === "Application" ? call.function : undefined;
  if (call.kind !== "Application" || callee?.kind !== "Select" || callee.subject.kind !== "Identifier")
    return undefined;
  const { subject } = callee;
  const names = callee.path.names.map((name) => staticName(name));
  if (names.join(".") === "nerdfonts.override")
    return { whole, call, name: callee.path.names[0]!, set: subject };
  return subject.name === "nerdfonts" && names.join(".") === "override"
    ? { whole, call, name: subject }
    : undefined;
}

/** Reports a choice of fonts, with the packages of these. */
export function reportFontChoice(
  { whole, call, name, set }: FontChoice,
  isElement: boolean,
  context: CheckContext,
): void {
  const index = context.names.packages;
  const fonts = fontsIn(call.argument);
  if (index === undefined || fonts.length === 0 || (fonts.length > 1 && !isElement)) return;
  const packages = fonts.map((font) => suggestPackages("nerd-fonts", font, index, [], 1)[0]?.path);
  if (packages.includes(undefined)) return;
  const written = packages.map((path) => (set === undefined ? path! : `${set.name}.${path!}`)).join(" ");
  const message = `write \`${written}\``;
  context.report(
    {
      code: "names/unknown-package",
      severity: "error",
      message: `nixpkgs has no \`nerdfonts\`${describeAge(index.provenance)}; each font is a package`,
      ...placeOf(name, ["nerdfonts"]),
      suggestions: [
        whole.span === undefined
          ? { message }
          : { message, replacement: { span: whole.span, text: written } },
      ],
    },
    name,
  );
}

/** The fonts that are chosen; none where something else is said too. */
function fontsIn(argument: Expr): string[] {
  const [binding, ...more] = argument.kind === "AttributeSet" ? argument.bindings : [];
  if (binding?.kind !== "Binding" || more.length > 0 || binding.value.kind !== "List") return [];
  if (binding.path.names.map((name) => staticName(name)).join(".") !== "fonts") return [];
  const texts = binding.value.elements.map((element) => literalOf(element)?.value);
  return texts.every((text) => typeof text === "string") ? texts : [];
}
