import { staticName, type AttributeName, type AttributeSet, type Expr } from "@nixgen/core";
import { attributeMeant, hasAttributes } from "../call-attributes.js";
import { placeOf, type CheckContext } from "./context.js";
import { callOf } from "./literal.js";
import { valueOf, type Meaning } from "./meaning.js";
import { bare } from "./roles.js";

/** The set of attributes that a call hands over, also as `finalAttrs: { … }`. */
export function attributesGiven(call: Extract<Expr, { kind: "Application" }>): AttributeSet | undefined {
  const { args = [] } = callOf(call) ?? {};
  const argument = args.length === 1 ? bare(args[0]!) : undefined;
  const given = argument?.kind === "Function" ? bare(argument.body) : argument;
  return given?.kind === "AttributeSet" ? given : undefined;
}

/** Warns of attributes that nixpkgs' functions for packages do not read, and that are nearly those which they read. */
export function checkCallAttributes(
  call: Extract<Expr, { kind: "Application" }>,
  meaningOf: (expression: Expr) => Meaning,
  context: CheckContext,
): void {
  const { name = "" } = callOf(call) ?? {};
  const given = hasAttributes(name) ? attributesGiven(call) : undefined;
  if (given === undefined) return;
  const called = meaningOf(call.function);
  if (called.is !== "packages" || called.set.at(-1) !== name) return;
  checkNames(name, given, context);
  const meta = valueOf("meta", given);
  const inner = meta && bare(meta);
  if (inner?.kind === "AttributeSet") checkNames("meta", inner, context);
}

function checkNames(callee: string, { bindings }: AttributeSet, context: CheckContext): void {
  const written = new Set(
    bindings.flatMap((one) => (one.kind === "Binding" ? (staticName(one.path.names[0]!) ?? []) : [])),
  );
  for (const binding of bindings) {
    if (binding.kind !== "Binding") continue;
    const [first, second] = binding.path.names;
    checkName(callee, first!, written, context);
    if (second !== undefined && staticName(first!) === "meta") checkName("meta", second, new Set(), context);
  }
}

/** @param written the names that stand beside it. */
function checkName(
  callee: string,
  node: AttributeName,
  written: ReadonlySet<string>,
  context: CheckContext,
): void {
  const name = staticName(node);
  const meant = name === undefined ? undefined : attributeMeant(callee, name);
  if (meant === undefined) return;
  const message = `write \`${meant}\``;
  const isEdit = node.span !== undefined && !written.has(meant);
  context.report(
    {
      code: "names/wrong-argument",
      severity: "warning",
      message: `\`${callee}\` reads no \`${name}\``,
      ...placeOf(node, [name!]),
      suggestions: [isEdit ? { message, replacement: { span: node.span!, text: meant } } : { message }],
    },
    node,
  );
}
