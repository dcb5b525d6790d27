import { closestNames } from "../names/closest.js";
import { settingKeys } from "./settings.js";

/** The keys that mark an expression, each with the keys that go with it. */
export const markers: Readonly<Record<string, readonly string[]>> = {
  $build: ["options", ...settingKeys],
  $call: ["args"],
  $comment: ["value"],
  $data: [],
  $nix: [],
  $path: [],
  $pkg: [],
  $searchPath: [],
  $str: [],
};

/** Names that people and models give to markers. */
const otherNames: Readonly<Record<string, string>> = {
  $builder: "$build",
  $code: "$nix",
  $concat: "$str",
  $expr: "$nix",
  $expression: "$nix",
  $file: "$path",
  $fn: "$call",
  $function: "$call",
  $literal: "$data",
  $package: "$pkg",
  $pkgs: "$pkg",
  $raw: "$nix",
  $string: "$str",
};

/** The marker among the keys of an object, known or not. */
export function markerOf(fields: object): string | undefined {
  return Object.keys(fields).find((key) => key.startsWith("$"));
}

/** The markers that a key could mean, with its `$` or without. */
export function closestMarkers(key: string): string[] {
  const marked = key.startsWith("$") ? key : `$${key}`;
  if (Object.hasOwn(markers, marked)) return [marked];
  const other = Object.hasOwn(otherNames, marked) ? otherNames[marked] : undefined;
  return other === undefined ? closestNames(marked, Object.keys(markers)) : [other];
}
