// Edits of generated modules, each with what the value of the module must be after it. Real Nix tells what it is.
import { NixDocument } from "@nixgen/parser";
import { collectBindings } from "./edit-laws/targets.mjs";
import { makeModule } from "./random-module.mjs";
import { makeRandom } from "./random-nix.mjs";

/** How many edits are tried in a module. */
const editsOfModule = 6;

/**
 * Edits of the module of a seed. Those that are refused are left out.
 *
 * @returns {{ name: string, before: string, after: string, change: (value: unknown) => unknown }[]} `change` takes the value of
 *   the text before and gives the one of the text after; `undefined` where the attribute is not to be seen in it, because of
 *   another one that is joined with `//`.
 */
export function editModule(seed) {
  const random = makeRandom(seed * 2_654_435_761 + 13);
  const before = makeModule(seed);
  const targets = findTargets(before);
  if (targets.length === 0) return [];
  return Array.from({ length: editsOfModule }, () => {
    const target = targets[random(targets.length)];
    const kinds = Object.keys(edits).filter((kind) => edits[kind].fits(target));
    const kind = kinds[random(kinds.length)];
    return plan(seed, before, target, kind);
  }).filter((edit) => edit !== undefined);
}

/** What stands in one place, at a path of names. What is beside `config` in a module goes into it. */
function findTargets(text) {
  const doc = NixDocument.parse(text);
  return collectBindings(doc.tree).filter(({ path, node }) => {
    const places = doc.find(path);
    const isOfModule = path.length === 1 && ["config", "options"].includes(path[0]);
    const isReached = places.length === 1 && places[0].node === node;
    return isReached && !isOfModule && path.every((step) => typeof step === "string");
  });
}

function plan(seed, before, { path }, kind) {
  const doc = NixDocument.parse(before);
  const { act, change } = edits[kind];
  const old = doc.get(path);
  try {
    act(doc, path);
  } catch {
    return undefined;
  }
  const isShown = (value) => typeof old === "object" || valueAt(value, path) === old;
  return {
    name: `seed ${seed}: ${kind} ${path.join(".")}`,
    before,
    after: doc.text,
    change: (value) =>
      valueAt(value, path) !== undefined && isShown(value) ? change(structuredClone(value), path) : undefined,
  };
}

const text = "one\n  ${two}\n\n\t'''three\\n\n";
const set = { a: [1, { b: "x" }], c: { d: text } };
const isAny = () => true;
const isLiteral = ({ kind }) => kind === "literal";
const isList = ({ node: { value } }) => (value.kind === "With" ? value.body : value).kind === "List";
/** What is taken from the right of a `//` shows what stands on the left. */
const isAlone = ({ ancestors }) => ancestors.every(({ operator }) => operator !== "//");

/** Each with what it is for, what it does to a document, and what to its value. */
const edits = {
  "set a number": setting(7, isLiteral),
  "set a text": setting(text, isLiteral),
  "set a set": setting(set, isLiteral),
  "set a list": setting([text, 1, [true]], isLiteral),
  remove: {
    fits: isAlone,
    act: (doc, path) => doc.remove(path),
    change: (value, path) => removedAt(value, path),
  },
  "add a sibling": {
    fits: isAny,
    act: (doc, path) => doc.set([...path.slice(0, -1), "zz"], set),
    change: (value, path) => changedAt(value, [...path.slice(0, -1), "zz"], () => set),
  },
  append: {
    fits: isList,
    act: (doc, path) => doc.append(path, text),
    change: (value, path) => changedAt(value, path, (list) => [...list, text]),
  },
  prepend: {
    fits: isList,
    act: (doc, path) => doc.prepend(path, set),
    change: (value, path) => changedAt(value, path, (list) => [set, ...list]),
  },
  rename: {
    fits: isAlone,
    act: (doc, path) => doc.rename(path, "zz"),
    change: (value, path) =>
      changedAt(removedAt(value, path), [...path.slice(0, -1), "zz"], () => valueAt(value, path)),
  },
  move: {
    fits: isAlone,
    act: (doc, path) => doc.move(path, [...path.slice(0, -1), "zz", "y y"]),
    change: (value, path) =>
      changedAt(removedAt(value, path), [...path.slice(0, -1), "zz", "y y"], () => valueAt(value, path)),
  },
  "wrap in mkForce": {
    fits: isAny,
    act: (doc, path) => doc.wrap(path, "mkForce"),
    change: (value) => value,
  },
  comment: {
    fits: isAny,
    act: (doc, path) => doc.setComment(path, "Why.").setComment(path, "How.", { where: "after" }),
    change: (value) => value,
  },
};

function setting(next, fits) {
  return {
    fits,
    act: (doc, path) => doc.set(path, next),
    change: (value, path) => changedAt(value, path, () => next),
  };
}

function valueAt(value, path) {
  return path.reduce(
    (inner, name) => (typeof inner === "object" && inner !== null ? inner[name] : undefined),
    value,
  );
}

function changedAt(value, [name, ...rest], change) {
  const { [name]: old, ...others } = value ?? {};
  return { ...others, [name]: rest.length === 0 ? change(old) : changedAt(old, rest, change) };
}

function removedAt(value, [name, ...rest]) {
  const { [name]: old, ...others } = value;
  return rest.length === 0 ? others : { ...others, [name]: removedAt(old, rest) };
}

/** A value without empty sets: one that lost its last attribute may be there or not. */
export function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withoutEmpty(inner)]);
  return Object.fromEntries(entries.filter(([, inner]) => !isEmpty(inner)));
}

function isEmpty(value) {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}

/** The Nix that gives the values of modules. Functions of `lib` give what they wrap, so that attributes stand at their paths. */
export function evaluation(files) {
  return `let
  merge = a: b: if builtins.isAttrs a && builtins.isAttrs b
    then a // builtins.mapAttrs (name: value: if a ? \${name} then merge a.\${name} value else value) b
    else b;
  lib = rec {
    mkForce = value: value;
    mkDefault = mkForce;
    mkOverride = _: mkForce;
    mkIf = _: mkForce;
    optionalAttrs = _: mkForce;
    optionals = _: mkForce;
    optionalString = _: mkForce;
    mkEnableOption = mkForce;
    mkMerge = builtins.foldl' merge { };
  };
  packages = [ "git" "htop" "ripgrep" "jq" "fd" "curl" "tmux" "vim" "zsh" "black" ];
  named = builtins.listToAttrs (map (name: { inherit name; value = "/\${name}"; }) packages);
  pkgs = named // { python3Packages = named; };
  config = { enable = true; a = true; b = false; web.enable = true; services.web.port = 1; };
  show = value: let tried = builtins.tryEval value; in
    if !tried.success then "<error>"
    else if builtins.isFunction value then "<function>"
    else if builtins.isPath value then toString value
    else if builtins.isList value then map show value
    else if builtins.isAttrs value then builtins.mapAttrs (_: show) value
    else value;
in map (file: show (import file { inherit config lib pkgs; inputs = { }; })) [
${files.map((file) => `  ${file}`).join("\n")}
]`;
}
