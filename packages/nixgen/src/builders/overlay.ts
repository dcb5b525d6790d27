import {
  attrs,
  dotted,
  fn,
  letIn,
  markNode,
  reference,
  select,
  staticName,
  toExpr,
  type AttributeSet,
  type NixAttributes,
  type NixValue,
} from "@nixgen/core";
import * as z from "zod";
import type { OverlaidPackageSet } from "../references/package-set.js";
import { renameVariable, replaceFree } from "../files/rename-variable.js";
import { built, makeWithNames, checkOptions, warningsIn, type Built } from "./builder.js";
import { inputName, nixAttributes, nixBindings, type NixBindings } from "./input.js";

/** The packages of an overlay by name, or a function of the package sets after and before it. */
export type OverlayPackages =
  | NixAttributes
  | ((names: { readonly final: OverlaidPackageSet; readonly prev: OverlaidPackageSet }) => NixAttributes);

/** How an overlay is made. */
export interface OverlayOptions {
  /** The parameters, where they are not `final` and `prev`: `["_", "prev"]`. */
  readonly names?: readonly [final: string, prev: string];
  /** Variables of all packages of the overlay. */
  readonly let?: NixBindings;
}

export const overlaySchema = nixAttributes;

export const overlayOptionsSchema = z.strictObject({
  names: z
    .tuple([inputName, inputName], { error: 'expected two names, such as ["self", "super"]' })
    .optional(),
  let: nixBindings.optional(),
});

/**
 * An overlay: packages that are added to nixpkgs, or replace some of its own. What would use `pkgs` uses `final`, the set
 * with all overlays, and `lib` is `prev.lib`; a package that is replaced is changed from `prev`, the set before this overlay,
 * and so `pkgs.hello` is `prev.hello` in what `hello` becomes.
 *
 * @throws NixError where a value has no meaning in Nix (codes `input/*`).
 * @see the nixpkgs manual, "Overlays"
 * @example
 * overlay(({ prev }) => ({
 *   tool: callPackage({ file: path("./tool.nix") }),
 *   hello: overrideAttrs({ package: prev.hello, attributes: { doCheck: false } }),
 * }))
 * // final: prev: {
 * //   tool = final.callPackage ./tool.nix { };
 * //   hello = prev.hello.overrideAttrs { doCheck = false; };
 * // }
 */
export function overlay(packages: OverlayPackages, options: OverlayOptions = {}): Built {
  const { names: parameters = ["final", "prev"], let: variables = {} } = checkOptions(
    "overlay",
    overlayOptionsSchema,
    options,
  );
  const [final, prev] = parameters;
  const names = {
    // A reference has every attribute.
    final: reference(final) as OverlaidPackageSet,
    prev: reference(prev) as OverlaidPackageSet,
  };
  const plain = makeWithNames("overlay", packages, names);
  const checked = checkOptions("overlay", overlaySchema, plain);
  const own = attrs(variables);
  const set = fromBefore(dotted(checked), names.prev);
  const body = own.bindings.length === 0 ? set : letIn(own, set);
  // A parameter of that name is what is meant by it.
  const withPackages = parameters.includes("pkgs") ? body : renameVariable(body, "pkgs", toExpr(names.final));
  // `final.lib` would do too, but not for the names of what the overlay adds.
  const withLib = renameVariable(withPackages, "lib", select(names.prev, "lib"));
  return built("overlay", fn(final, fn(prev, withLib)), warningsIn(checked));
}

/** The set, in which what is made from `pkgs` by its own name takes that from before the overlay: it would need itself. */
function fromBefore(set: AttributeSet, prev: NixValue): AttributeSet {
  const bindings = set.bindings.map((binding) => {
    const [name] = binding.kind === "Binding" ? binding.path.names : [];
    if (name === undefined) return binding;
    return replaceFree(binding, (node, isBound) => {
      if (node.kind !== "Select" || node.subject.kind !== "Identifier" || isBound("pkgs")) return undefined;
      const [first] = node.path.names;
      if (node.subject.name !== "pkgs" || first === undefined || staticName(first) !== staticName(name))
        return undefined;
      return markNode({ ...node, subject: toExpr(prev) });
    });
  });
  return markNode({ ...set, bindings });
}
