import { staticName, type AttributeSet, type Expr } from "@nixgen/core";
import { findOption, type OptionPlace } from "../find-option.js";
import { childrenOf, placeholderOf, type OptionEntry, type OptionIndex } from "../option-index.js";
import type { OptionKind } from "../option-kind.js";
import type { OptionType } from "../option-type.js";
import { readOptionPath } from "../option-path.js";
import { placeOf, type CheckContext } from "./context.js";
import { describeMisfit, findMisfit, findMisfits } from "./fit-value.js";
import { callOf, unwrapPriority } from "./literal.js";
import { findOwn } from "./own-options.js";
import { setOfOption } from "./package-sets.js";
import {
  reportChoice,
  reportFreeName,
  reportFreeNames,
  reportState,
  reportValueOfSet,
} from "./report-definition.js";
import { checkOptionPath, extendPath, printWrittenPath, type WrittenPath } from "./report-option.js";
import { suggestValues } from "./suggest-values.js";
import { variablesOf } from "./variables.js";
import { noteWanted } from "./wanted-values.js";

/** Names at the top of a module that are no options. */
const moduleKeys = new Set([
  "_class",
  "_file",
  "_module",
  "config",
  "disabledModules",
  "freeformType",
  "imports",
  "key",
  "meta",
  "options",
  "require",
]);

/** Checks what a module defines. */
export function checkModule(module: Expr, kind: OptionKind, context: CheckContext): void {
  const index = context.names.options(kind);
  if (index === undefined) return;
  context.modules.set(module, kind);
  switch (module.kind) {
    case "Function":
      context.roles.set(module, { is: "module", kind });
      return checkModule(module.body, kind, context);
    case "Let":
    case "With":
    case "Assert":
      return checkModule(module.body, kind, context);
    case "Parenthesized":
      return checkModule(module.expression, kind, context);
    case "AttributeSet":
      return checkModuleSet(module, index, context);
    default:
      return checkDefinition({ path: [], nodes: [] }, module, index, context);
  }
}

function checkModuleSet(module: AttributeSet, index: OptionIndex, context: CheckContext): void {
  const names = module.bindings.map((binding) =>
    binding.kind === "Binding" ? staticName(binding.path.names[0]!) : undefined,
  );
  const isFull = names.some((name) => name === "config" || name === "options");
  module.bindings.forEach((binding, at) => {
    if (binding.kind !== "Binding") return;
    if (names[at] === "config") {
      const [, ...rest] = binding.path.names;
      checkDefinition(extendPath({ path: [], nodes: [] }, rest), binding.value, index, context);
    } else if (names[at] === "imports") {
      checkModules(binding.value, index.kind, context);
    } else if (!isFull && !(names[at] !== undefined && moduleKeys.has(names[at]))) {
      const written = { ...extendPath({ path: [], nodes: [] }, binding.path.names), binding };
      checkDefinition(written, binding.value, index, context);
    }
  });
}

/** Checks the modules in a list, as `imports` is; those in files are looked at by themselves. */
export function checkModules(value: Expr, kind: OptionKind, context: CheckContext): void {
  const inner = unwrapPriority(value);
  switch (inner.kind) {
    case "List":
      for (const element of inner.elements) checkListed(element, kind, context);
      return;
    case "Binary":
      checkModules(inner.left, kind, context);
      return checkModules(inner.right, kind, context);
    case "Let":
    case "With":
      return checkModules(inner.body, kind, context);
    case "If":
      checkModules(inner.consequence, kind, context);
      return checkModules(inner.alternative, kind, context);
    case "Application": {
      const { name = "", args = [] } = callOf(inner) ?? {};
      if (name === "optionals" && args.length === 2) checkModules(args[1]!, kind, context);
      if (name === "optional" && args.length === 2) checkListed(args[1]!, kind, context);
      return;
    }
    default:
  }
}

/** Checks a module that is written down, or that a variable holds. */
function checkListed(element: Expr, kind: OptionKind, context: CheckContext): void {
  const inner = unwrapPriority(element);
  const held = inner.kind === "Identifier" ? variablesOf(context.root).get(inner.name)?.value : undefined;
  const module = held === undefined ? inner : unwrapPriority(held);
  if (module.kind !== "AttributeSet" && module.kind !== "Function") return;
  if (context.modules.has(module)) return;
  checkModule(module, kind, context);
}

/** The same path, whose names stand for several settings where a value has several parts. */
function share(written: WrittenPath, parts: number): WrittenPath {
  return parts > 1 ? { ...written, shared: written.path.length } : written;
}

/** Checks a value at an option path, and what lies in it. */
function checkDefinition(written: WrittenPath, value: Expr, index: OptionIndex, context: CheckContext): void {
  const inner = unwrapPriority(value);
  switch (inner.kind) {
    case "Let":
    case "With":
    case "Assert":
      return checkDefinition(written, inner.body, index, context);
    case "If":
      checkDefinition(share(written, 2), inner.consequence, index, context);
      return checkDefinition(share(written, 2), inner.alternative, index, context);
    case "Binary":
      if (inner.operator !== "//" && inner.operator !== "++") break;
      checkDefinition(share(written, 2), inner.left, index, context);
      return checkDefinition(share(written, 2), inner.right, index, context);
    case "Application": {
      const parts = mergedParts(inner);
      if (parts === undefined) break;
      for (const part of parts) checkDefinition(share(written, parts.length), part, index, context);
      return;
    }
    default:
  }
  if (checkNested(written, inner, index, context)) return;
  if (written.path.length === 0) return checkSet(written, inner, index, context);
  const place = checkOptionPath(written, index, context, inner);
  if (place === undefined || place.place === "nowhere") return;
  if (place.place === "option") checkOption(written, place, inner, index, context);
  else if (place.place === "group") {
    if (!reportValueOfSet(written, inner, place.node, index, context))
      checkSet(written, inner, index, context);
  } else {
    context.counts.options++;
    reportFreeName(written, place, index, context);
    reportChoice(written, inner, context);
    const type = elementType(place.entry.type, place.rest.length);
    if (type === undefined) return;
    context.counts.values++;
    checkType(written, inner, type, context);
  }
}

/** The type of what lies in a value whose names are free, that many names deep; `undefined` where it is not one type. */
function elementType(type: OptionType, depth: number): OptionType | undefined {
  if (depth === 0) return type;
  switch (type[0]) {
    case "attrsOf":
      return elementType(type[1], depth - 1);
    case "nullOr":
      return elementType(type[1], depth);
    case "submodule":
      return type[1] && elementType(type[1], depth);
    default:
      return undefined;
  }
}

/** Reports a value that does not fit a type. */
function checkType(written: WrittenPath, value: Expr, type: OptionType, context: CheckContext): void {
  noteWanted(value, type, written.path, context);
  for (const misfit of findMisfits(value, type)) {
    const { node } = misfit.literal;
    context.report(
      {
        code: "names/option-type",
        severity: "error",
        message: describeMisfit(printWrittenPath(written.path), misfit),
        ...placeOf(node, written.path),
        suggestions: suggestValues(misfit, context),
      },
      node,
    );
  }
}

/** The values that `mkMerge` and `optionalAttrs` merge. */
function mergedParts(call: Extract<Expr, { kind: "Application" }>): readonly Expr[] | undefined {
  const found = callOf(call);
  if (found?.name === "mkMerge" && found.args[0]?.kind === "List") return found.args[0].elements;
  if (found?.name === "optionalAttrs" && found.args.length === 2) return [found.args[1]!];
  if (found?.name === "recursiveUpdate" && found.args.length === 2) return found.args;
  return undefined;
}

/** Configurations of their own within one: those of the users of home-manager, and those of containers. */
function checkNested(written: WrittenPath, value: Expr, index: OptionIndex, context: CheckContext): boolean {
  const { path } = written;
  const isSystem = index.kind !== "home-manager";
  if (isSystem && path[0] === "home-manager" && path[1] === "sharedModules" && path.length === 2) {
    checkModules(value, "home-manager", context);
    return true;
  }
  const isUser = isSystem && path[0] === "home-manager" && path[1] === "users";
  const isContainer = index.kind === "nixos" && path[0] === "containers" && path[2] === "config";
  const kind = isUser ? "home-manager" : isContainer ? "nixos" : undefined;
  if (kind === undefined || path.length < 3) return false;
  const inner = context.names.options(kind);
  if (path.length === 3) checkModule(value, kind, context);
  else if (inner) checkDefinition(below(written, 3), value, inner, context);
  return true;
}

/** The path below its first names. */
function below({ path, nodes, shared = 0, starts = [] }: WrittenPath, count: number): WrittenPath {
  return {
    path: path.slice(count),
    nodes: nodes.slice(count),
    shared: Math.max(0, shared - count),
    starts: starts.map((start) => start - count),
  };
}

function checkSet(written: WrittenPath, value: Expr, index: OptionIndex, context: CheckContext): void {
  if (value.kind !== "AttributeSet") return;
  const outer = share(written, value.bindings.length);
  for (const binding of value.bindings) {
    if (binding.kind === "Binding") {
      checkDefinition({ ...extendPath(outer, binding.path.names), binding }, binding.value, index, context);
    } else if (binding.kind === "Inherit") {
      for (const name of binding.names) {
        const place = checkOptionPath(extendPath(outer, [name]), index, context);
        if (place?.place === "option") context.counts.options++;
      }
    }
  }
}

function checkOption(
  written: WrittenPath,
  found: Extract<OptionPlace, { place: "option" }>,
  value: Expr,
  index: OptionIndex,
  context: CheckContext,
): void {
  const { entry, node } = found;
  context.counts.options++;
  const declared = findOwn(written.path, index, context);
  const own = declared.place === "option" ? declared.entry : undefined;
  if (own === undefined && reportState(written, found, index, context)) return;
  // The type of an option that was renamed is that of the other one.
  const { type } = entry.movedTo === undefined ? entry : (targetOf(entry.movedTo, index) ?? anything);
  const children = childrenOf(node, index);
  const placeholder = placeholderOf(children);
  if (value.kind === "AttributeSet" && children.size > 0 && placeholder?.[0] !== "*") {
    return checkSet(written, value, index, context);
  }
  const set = value.kind === "Function" ? setOfOption(written.path, index.kind) : undefined;
  if (set !== undefined) {
    context.roles.set(value, { is: "callback", parameters: [{ is: "packages", set }] });
  } else if (value.kind === "Function" && (entry.type[0] === "submodule" || entry.whole)) {
    if (entry.whole) context.roles.set(value, { is: "module", kind: index.kind });
    return checkDefinition(written, value.body, index, context);
  }
  if (value.kind === "List" && placeholder?.[0] === "*" && placeholder[1].children.size > 0) {
    for (const element of value.elements) {
      const outer = share(written, value.elements.length);
      const part = { ...outer, path: [...outer.path, "*"], nodes: [...outer.nodes, undefined] };
      const inner = element.kind === "Parenthesized" ? element.expression : element;
      checkSet(part, inner, index, context);
    }
  }
  if (value.kind === "AttributeSet") reportFreeNames(written, value, context);
  context.counts.values++;
  // A project may declare an option that exists, for more values.
  if (own !== undefined && findMisfit(value, own.type) === undefined) return;
  checkType(written, value, type, context);
}

const anything = { type: ["anything"] } as const;

function targetOf(path: string, index: OptionIndex): OptionEntry | undefined {
  const place = findOption(readOptionPath(path), index);
  return place.place === "option" ? place.entry : undefined;
}
