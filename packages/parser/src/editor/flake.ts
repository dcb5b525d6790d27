import {
  Annotated,
  findFreeVariables,
  isPlainAttributes,
  NixError,
  refusedArgument,
  requireText,
  staticName,
  type Expr,
  type Node,
  type NixValue,
} from "@nixgen/core";
import { separateComments, writeCommentsAt } from "./comments.js";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import {
  followsItself,
  inputFlags,
  inputTexts,
  inputNamePattern,
  revisionPattern,
  type FlakeInputParts,
} from "../flake/input.js";
import { findReferenceProblem } from "../flake/reference.js";
import { countParts, findInputProblems, toInputSet, type InputSet } from "./flake-input.js";
import { isRef, withRef } from "./flake-reference.js";
import { findUseOfInput } from "./flake-uses.js";
import { addArgument, headerOf, removeArgument } from "./header.js";
import { parametersOf } from "./variables.js";
import { toValue } from "./literal.js";
import { refuseUnsoundNode, refuseUnsoundUse } from "./in-error.js";
import { problem } from "./problem.js";
import { removeIfEmpty, removeSteps } from "./remove.js";
import { renameSteps } from "./rename.js";
import { setSteps } from "./set.js";
import { setsOf } from "./view.js";

/** The types of references that name a branch, a tag or a commit. */
const hasVersions: ReadonlySet<string> = new Set(["git", "github", "gitlab", "hg", "indirect", "sourcehut"]);

/** The inputs of a flake, in whatever style they are written. Made by `NixDocument.flake`. */
export class FlakeInputs {
  readonly #editor: Editor;

  /** @internal */
  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /** The inputs by name. What is no literal is left out. */
  list(): Readonly<Record<string, FlakeInputParts>> {
    const inputs: Record<string, FlakeInputParts> = {};
    for (const name of this.#names()) inputs[name] = this.get(name) ?? {};
    return inputs;
  }

  /** One input; `undefined` where the flake has none of this name. */
  get(name: string): FlakeInputParts | undefined {
    return this.#names().includes(name) ? this.#read(["inputs", name]) : undefined;
  }

  #read(path: readonly string[]): FlakeInputParts {
    const read = (key: string): NixValue | undefined => {
      const value = searchPath(this.#editor.source.tree, [...path, key]).definitions[0]?.value;
      return value && toValue(value);
    };
    const ofType = (keys: readonly string[], type: string): [string, unknown][] =>
      keys.map((key): [string, unknown] => [key, read(key)]).filter(([, value]) => typeof value === type);
    const inner = [...path, "inputs"];
    const nested = this.#namesBelow(inner).map((name) => [name, this.#read([...inner, name])]);
    return Object.fromEntries([
      ...ofType(inputTexts, "string"),
      ...ofType(inputFlags, "boolean"),
      ...(nested.length > 0 ? [["inputs", Object.fromEntries(nested)]] : []),
    ]);
  }

  /**
   * Adds an input, or changes it to this, and names it among the arguments of `outputs`.
   *
   * @example
   * doc.flake.set("home-manager", { url: "github:nix-community/home-manager", inputs: { nixpkgs: { follows: "nixpkgs" } } })
   */
  set(name: string, input: string | FlakeInputParts | Annotated): void {
    requireText(name, "the name of an input");
    if (input instanceof Annotated) return this.#setCommented(name, input);
    if (typeof input !== "object" || input === null) requireText(input, "the `url` of an input");
    const given = typeof input === "string" ? { url: input } : input;
    this.#editor.transact(
      () => {
        this.#refuseWrong(name, given);
        this.#requireFlake();
        this.#refuseUnknownFollows(name, given);
        this.#removeOldSource(name, given);
        const value = toInputSet(given);
        const isSet = countParts(value) > 1 && (value["type"] !== undefined || this.#writesSets());
        if (isSet && !this.#names().includes(name)) setSteps(this.#editor, ["inputs", name], value, {});
        else this.#setParts(["inputs", name], value);
        this.#nameArgument(name);
      },
      ["inputs", name],
      ["outputs"],
    );
  }

  /**
   * Pins an input to another branch, tag or revision.
   *
   * @example
   * doc.flake.pin("nixpkgs", "nixos-26.05") // github:NixOS/nixpkgs/nixos-26.05
   * @throws NixError `edit/not-found` where there is no such input, or its `url` names no branch, tag or revision.
   */
  pin(name: string, ref: string): void {
    requireText(name, "the name of an input");
    requireText(ref, "a branch, tag or revision");
    if (!isRef(ref)) {
      throw refusedArgument(
        `\`${ref}\` can't be the name of a branch, a tag or a revision`,
        "give a name such as `nixos-26.05`, or a commit",
      );
    }
    this.#editor.transact(
      () => {
        const input = this.get(name);
        if (input === undefined) throw this.#noInput(name);
        const { url, type = "indirect", id, repo } = input;
        if (url === undefined && hasVersions.has(type) && (id ?? repo) !== undefined) {
          return this.#pinParts(name, ref);
        }
        const pinned = url === undefined ? undefined : withRef(url, ref);
        if (pinned === undefined) throw this.#noRef(name, url);
        const wrong = findReferenceProblem(pinned, input.flake === false);
        if (wrong) throw refusedArgument(wrong.message, wrong.suggestions[0] ?? "set another `url`");
        setSteps(this.#editor, ["inputs", name, "url"], pinned, {});
      },
      ["inputs", name],
      ["outputs"],
    );
  }

  /** Makes an input of an input the same as one of this flake's: `follow("home-manager", "nixpkgs")`. */
  follow(name: string, inner: string, target: string = inner): void {
    for (const text of [name, inner, target]) requireText(text, "the name of an input");
    this.#editor.transact(
      () => {
        if (!this.#names().includes(name)) throw this.#noInput(name);
        this.#refuseUnknownFollows(name, { inputs: { [inner]: { follows: target } } });
        setSteps(this.#editor, ["inputs", name, "inputs", inner, "follows"], target, {});
      },
      ["inputs", name],
      ["outputs"],
    );
  }

  /**
   * Removes an input, with its argument of `outputs`, and with what inputs of other inputs follow it.
   *
   * @returns whether there was such an input.
   * @throws NixError `edit/in-use` where `outputs` still uses it, by its name or by that of all inputs, or another input of
   * the flake follows it.
   */
  remove(name: string): boolean {
    requireText(name, "the name of an input");
    return this.#editor.transact(
      () => {
        if (!this.#names().includes(name)) return false;
        const outputs = this.#outputs();
        const header = outputs && headerOf(outputs);
        if (header !== undefined) {
          refuseUnsoundUse(this.#editor.source, header, name);
          const use = findUseOfInput(header, name);
          if (use !== undefined) throw this.#inUse(name, use);
          const { parameter } = header;
          const isNamed =
            parameter.kind === "Formals" && parameter.formals.some((item) => item.name.name === name);
          if (isNamed) removeArgument(this.#editor, name, { at: ["outputs"] });
        }
        for (const path of this.#followers(name, ["inputs"])) this.#removeFollows(name, path);
        removeSteps(this.#editor, ["inputs", name], {});
        removeIfEmpty(this.#editor, ["inputs"]);
        return true;
      },
      ["inputs", name],
      ["outputs"],
    );
  }

  #setCommented(name: string, input: Annotated): void {
    const { value, ...comments } = separateComments(input);
    const path = ["inputs", name];
    this.#editor.transact(() => {
      // What it is is checked there.
      this.set(name, value as FlakeInputParts);
      writeCommentsAt(this.#editor, path, comments);
    }, path);
  }

  /** The paths of the inputs, and of their inputs, that follow an input. */
  #followers(name: string, path: readonly string[]): (readonly string[])[] {
    return this.#namesBelow(path).flatMap((other) => {
      const inner = [...path, other];
      const value = searchPath(this.#editor.source.tree, [...inner, "follows"]).definitions[0]?.value;
      const followed = value && toValue(value);
      const isFollower =
        typeof followed === "string" && (followed === name || followed.startsWith(`${name}/`));
      const isRemoved = path.length === 1 && other === name;
      if (isRemoved) return [];
      return [...(isFollower ? [inner] : []), ...this.#followers(name, [...inner, "inputs"])];
    });
  }

  /** Without its `follows`, the input of an input is its own again; an input of the flake would be nothing. */
  #removeFollows(name: string, path: readonly string[]): void {
    const follows = [...path, "follows"];
    if (path.length === 2) {
      const [definition] = searchPath(this.#editor.source.tree, follows).definitions;
      throw problem(this.#editor.source, "edit/in-use", `the input \`${path[1]!}\` follows \`${name}\``, {
        ...(definition && { at: definition.node }),
        suggestions: [`remove \`${path[1]!}\` first, or give it a \`url\``],
      });
    }
    removeSteps(this.#editor, follows, {});
    for (let { length } = path; length > 2; length--) removeIfEmpty(this.#editor, path.slice(0, length));
  }

  /** Sets what an input is made of, each in its place. */
  #setParts(path: readonly string[], value: InputSet): void {
    for (const [key, part] of Object.entries(value)) {
      if (isPlainAttributes(part)) this.#setParts([...path, key], part as InputSet);
      else setSteps(this.#editor, [...path, key], part, {});
    }
  }

  #pinParts(name: string, ref: string): void {
    const [key, other] = revisionPattern.test(ref) ? (["rev", "ref"] as const) : (["ref", "rev"] as const);
    const { [key]: now, [other]: stale } = this.get(name)!;
    if (now === undefined && stale !== undefined) {
      renameSteps(this.#editor, ["inputs", name, other], key, {});
    } else removeSteps(this.#editor, ["inputs", name, other], {});
    setSteps(this.#editor, ["inputs", name, key], ref, {});
  }

  /** Whether the inputs that say more than a `url` are written as sets of their own; the last one tells. */
  #writesSets(): boolean {
    const { tree } = this.#editor.source;
    const telling = this.#names().filter((name) => countParts(toInputSet(this.get(name) ?? {})) > 1);
    const last = telling.at(-1);
    return last !== undefined && searchPath(tree, ["inputs", last]).definitions.length > 0;
  }

  #names(): string[] {
    return this.#namesBelow(["inputs"]);
  }

  #namesBelow(path: readonly string[]): string[] {
    const { definitions, parts } = searchPath(this.#editor.source.tree, path);
    const names = new Set<string>();
    for (const { value } of definitions) {
      for (const { node } of value ? setsOf(value) : []) {
        for (const binding of node.bindings) {
          const name = binding.kind === "Binding" ? staticName(binding.path.names[0]!) : undefined;
          if (name !== undefined) names.add(name);
        }
      }
    }
    for (const { rest } of parts) names.add(rest[0]!);
    return [...names];
  }

  #outputs(): Expr | undefined {
    const { source } = this.#editor;
    const outputs = searchPath(source.tree, ["outputs"]).definitions[0]?.value;
    if (outputs?.kind === "Error") refuseUnsoundNode(source, outputs);
    return outputs;
  }

  #nameArgument(name: string): void {
    const outputs = this.#outputs();
    const header = outputs && headerOf(outputs);
    if (header === undefined || header.parameter.kind !== "Formals") return;
    const { formals, alias } = header.parameter;
    if (formals.some((item) => item.name.name === name)) return;
    // Who writes `{ self, ... }@inputs` takes inputs from `inputs`; who writes `{ nixpkgs, ... }` names those that are used.
    const others = this.#names().filter((other) => other !== name);
    const named = others.filter((other) => formals.some((item) => item.name.name === other));
    const takesFromAlias =
      alias !== undefined &&
      findFreeVariables(header.body).some(({ node }) => node.name === alias.name) &&
      named.length < others.length;
    if (header.parameter.ellipsis && (takesFromAlias || (named.length === 0 && others.length > 0))) return;
    if (inputNamePattern.test(name)) addArgument(this.#editor, name, { at: ["outputs"] });
    else if (!header.parameter.ellipsis) {
      const help = "write a name such as `nixpkgs`, or `...` in the header of `outputs`";
      throw refusedArgument(`\`${name}\` can't be the name of an argument of \`outputs\``, help);
    }
  }

  #requireFlake(): void {
    const { source } = this.#editor;
    if (this.#outputs() !== undefined || source.tree.expression.kind === "AttributeSet") return;
    throw problem(source, "edit/not-a-set", "the file is no flake: it is no attribute set", {
      at: source.tree.expression,
    });
  }

  #noRef(name: string, url: string | undefined): Error {
    const at = searchPath(this.#editor.source.tree, ["inputs", name, ...(url === undefined ? [] : ["url"])]);
    const node = at.definitions[0]?.value ?? at.parts[0]?.node;
    const what =
      url === undefined ? `the input \`${name}\`` : `the \`url\` of the input \`${name}\`, \`${url}\`,`;
    return problem(this.#editor.source, "edit/not-found", `${what} names no branch, tag or revision`, {
      ...(node && { at: node }),
      suggestions: ["set another `url`"],
    });
  }

  #inUse(name: string, use: Node): Error {
    return problem(this.#editor.source, "edit/in-use", `the input \`${name}\` is still used`, {
      at: use,
      suggestions: ["remove what uses it first"],
    });
  }

  /**
   * Refuses what is wrong with an input as it would be, for the same reasons as `flake` does that writes a new one.
   *
   * @throws NixError `input/invalid`, `input/unknown-key`
   */
  #refuseWrong(name: string, given: FlakeInputParts): void {
    const path = ["inputs", name];
    const now = saysSource(given) || typeof given !== "object" ? {} : (this.get(name) ?? {});
    const changed = new Set(Object.keys(given));
    // What was wrong before is left alone.
    const problems = findInputProblems({ ...now, ...given }, path).filter(
      ({ path: at = [] }) => saysSource(given) || changed.has(String(at[path.length])),
    );
    if (problems.length > 0) throw new NixError(problems);
  }

  /** Takes away where an input came from, where it is to come from elsewhere. */
  #removeOldSource(name: string, given: FlakeInputParts): void {
    const now = this.get(name);
    if (now === undefined || !saysSource(given)) return;
    const isOther = given.follows !== undefined;
    const stale = Object.keys(now).filter((key) => {
      const isSource = (inputTexts as readonly string[]).includes(key) || sourceFlags.includes(key);
      return given[key as "url"] === undefined && (isSource || isOther);
    });
    for (const key of stale) removeSteps(this.#editor, ["inputs", name, key], {});
  }

  /** Refuses an input that follows one that the flake does not have. */
  #refuseUnknownFollows(name: string, { follows, inputs = {} }: FlakeInputParts): void {
    const outputs = this.#outputs();
    const header = outputs && headerOf(outputs);
    // An argument of `outputs` is an input, also where `inputs` does not name it.
    if (follows?.split("/")[0] === name)
      throw refusedArgument(followsItself(name), "follow another input, or give it a `url`");
    const known = [...this.#names(), ...(header ? parametersOf(header) : []), name];
    for (const target of [follows, ...Object.values(inputs).map((inner) => inner.follows)]) {
      const [first] = target?.split("/") ?? [];
      if (first !== undefined && first !== "" && !known.includes(first)) throw this.#noInput(first);
    }
  }

  #noInput(name: string): Error {
    return problem(this.#editor.source, "edit/not-found", `the flake has no input \`${name}\``, {
      suggestions: this.#names().map((other) => `it has \`${other}\``),
    });
  }
}

/** The flags that say how an input is fetched. */
const sourceFlags: readonly string[] = inputFlags.filter((key) => key !== "flake");

/** Whether an input says where it comes from. */
function saysSource({ url, type, follows }: FlakeInputParts): boolean {
  return url !== undefined || type !== undefined || follows !== undefined;
}
