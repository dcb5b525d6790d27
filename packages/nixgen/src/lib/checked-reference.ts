import { NixError, reference, type NixValue, type Reference } from "@nixgen/core";
import { checkCall } from "./check-call.js";
import { findSignature } from "./signature.js";

/**
 * A reference whose functions check what they are called with.
 *
 * @param signatures the functions by their paths below the reference, such as `"strings.hasPrefix"`.
 * @throws NixError (codes `call/*`) when a function is called with what it can't take.
 */
export function checkedReference(name: string, signatures: Readonly<Record<string, string>>): Reference {
  const sets = new Set(
    Object.keys(signatures).flatMap((path) =>
      path.split(".").map((_part, index, parts) => parts.slice(0, index).join(".")),
    ),
  );
  const wrap = (plain: Reference, path: string): Reference =>
    new Proxy(plain, {
      get(target, key) {
        const value = Reflect.get(target, key) as unknown;
        if (typeof key !== "string" || value === undefined) return value;
        const inner = path === "" ? key : `${path}.${key}`;
        const isKnown = sets.has(inner) || findSignature(signatures, inner) !== undefined;
        return isKnown ? wrap(value as Reference, inner) : value;
      },
      apply(target, _self, args: [NixValue, ...NixValue[]]) {
        const signature = findSignature(signatures, path);
        if (signature !== undefined) {
          const diagnostics = checkCall(`${name}.${path}`, signature, args);
          if (diagnostics.length > 0) throw new NixError(diagnostics);
        }
        return target(...args);
      },
    });
  return wrap(reference(name), "");
}
