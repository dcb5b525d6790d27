import { findFreeVariables, staticName, type Expr, type NixValue } from "@nixgen/core";
import type { Editor } from "./editor.js";
import { searchPath } from "./find.js";
import { addArgument, headerOf, namesOf, removeArgument } from "./header.js";
import { toValue } from "./literal.js";
import { problem } from "./problem.js";
import { removeSteps } from "./remove.js";
import { setSteps } from "./set.js";
import { setsOf } from "./view.js";

/** An input of a flake. */
export interface FlakeInput {
  /** The flake reference: `"github:NixOS/nixpkgs/nixos-unstable"`. */
  readonly url?: string;
  /** `false` where the input is no flake. */
  readonly flake?: boolean;
  /** Another input that this one is the same as. */
  readonly follows?: string;
  /** What the inputs of this input follow, by name. */
  readonly inputs?: Readonly<Record<string, { readonly follows?: string; readonly url?: string }>>;
}

/** The inputs of a flake, in whatever style they are written. Made by `NixDocument.flake`. */
export class FlakeInputs {
  readonly #editor: Editor;

  /** @internal */
  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /** The inputs by name. What is no literal is left out. */
  list(): Readonly<Record<string, FlakeInput>> {
    const inputs: Record<string, FlakeInput> = {};
    for (const name of this.#names()) inputs[name] = this.get(name) ?? {};
    return inputs;
  }

  /** One input; `undefined` where the flake has none of this name. */
  get(name: string): FlakeInput | undefined {
    if (!this.#names().includes(name)) return undefined;
    const read = (...steps: string[]): NixValue | undefined => {
      const { definitions } = searchPath(this.#editor.source.tree, ["inputs", name, ...steps]);
      const value = definitions[0]?.value;
      return value && toValue(value);
    };
    const url = read("url");
    const flake = read("flake");
    const follows = read("follows");
    const nested = this.#namesBelow(["inputs", name, "inputs"]).map((inner) => {
      const innerFollows = read("inputs", inner, "follows");
      const innerUrl = read("inputs", inner, "url");
      return [
        inner,
        {
          ...(typeof innerFollows === "string" && { follows: innerFollows }),
          ...(typeof innerUrl === "string" && { url: innerUrl }),
        },
      ] as const;
    });
    return {
      ...(typeof url === "string" && { url }),
      ...(typeof flake === "boolean" && { flake }),
      ...(typeof follows === "string" && { follows }),
      ...(nested.length > 0 && { inputs: Object.fromEntries(nested) }),
    };
  }

  /**
   * Adds an input, or changes it to this, and names it among the arguments of `outputs`.
   *
   * @example
   * doc.flake.set("home-manager", { url: "github:nix-community/home-manager", inputs: { nixpkgs: { follows: "nixpkgs" } } })
   */
  set(name: string, input: string | FlakeInput): void {
    this.#editor.transact(() => {
      this.#requireFlake();
      const { url, flake, follows, inputs } = typeof input === "string" ? { url: input } : input;
      const parts: readonly (readonly [string, NixValue | undefined])[] = [
        ["url", url],
        ["flake", flake],
        ["follows", follows],
      ];
      for (const [key, value] of parts) {
        if (value !== undefined) setSteps(this.#editor, ["inputs", name, key], value, {});
      }
      for (const [inner, target] of Object.entries(inputs ?? {})) {
        for (const [key, value] of Object.entries(target)) {
          setSteps(this.#editor, ["inputs", name, "inputs", inner, key], value, {});
        }
      }
      this.#nameArgument(name);
    });
  }

  /**
   * Pins an input to another branch, tag or revision.
   *
   * @example
   * doc.flake.pin("nixpkgs", "nixos-26.05") // github:NixOS/nixpkgs/nixos-26.05
   * @throws NixError `edit/not-found` where there is no such input, or its `url` names no branch, tag or revision.
   */
  pin(name: string, ref: string): void {
    this.#editor.transact(() => {
      const url = this.get(name)?.url;
      if (url === undefined) throw this.#noInput(name);
      const pinned = withRef(url, ref);
      if (pinned === undefined) throw this.#noRef(name, url);
      setSteps(this.#editor, ["inputs", name, "url"], pinned, {});
    });
  }

  /** Makes an input of an input the same as one of this flake's: `follow("home-manager", "nixpkgs")`. */
  follow(name: string, inner: string, target: string = inner): void {
    this.#editor.transact(() => {
      if (!this.#names().includes(name)) throw this.#noInput(name);
      setSteps(this.#editor, ["inputs", name, "inputs", inner, "follows"], target, {});
    });
  }

  /**
   * Removes an input, with its argument of `outputs` where that is used no more.
   *
   * @returns whether there was such an input.
   * @throws NixError `edit/in-use` where `outputs` still uses it.
   */
  remove(name: string): boolean {
    return this.#editor.transact(() => {
      if (!this.#names().includes(name)) return false;
      const outputs = this.#outputs();
      const header = outputs && headerOf(outputs);
      if (header !== undefined && namesOf(header).includes(name))
        removeArgument(this.#editor, name, { at: ["outputs"] });
      removeSteps(this.#editor, ["inputs", name], {});
      return true;
    });
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
    return searchPath(this.#editor.source.tree, ["outputs"]).definitions[0]?.value;
  }

  #nameArgument(name: string): void {
    const outputs = this.#outputs();
    const header = outputs && headerOf(outputs);
    if (header === undefined || header.parameter.kind !== "Formals") return;
    const { formals, alias } = header.parameter;
    if (formals.some((item) => item.name.name === name)) return;
    // Who writes `{ self, ... }@inputs` takes inputs from `inputs`.
    const others = this.#names().filter((other) => other !== name);
    const listsInputs = formals.some((item) => others.includes(item.name.name));
    const takesFromAlias =
      alias !== undefined &&
      !listsInputs &&
      findFreeVariables(header.body).some(({ node }) => node.name === alias.name);
    if (takesFromAlias && header.parameter.ellipsis) return;
    if (header.parameter.ellipsis && !listsInputs && others.length > 0) return;
    addArgument(this.#editor, name, { at: ["outputs"] });
  }

  #requireFlake(): void {
    const { source } = this.#editor;
    if (this.#outputs() !== undefined || source.tree.expression.kind === "AttributeSet") return;
    throw problem(source, "edit/not-a-set", "the file is no flake: it is no attribute set", {
      at: source.tree.expression,
    });
  }

  #noRef(name: string, url: string): Error {
    const { definitions } = searchPath(this.#editor.source.tree, ["inputs", name, "url"]);
    return problem(
      this.#editor.source,
      "edit/not-found",
      `the \`url\` of the input \`${name}\`, \`${url}\`, names no branch, tag or revision`,
      { ...(definitions[0]?.value && { at: definitions[0].value }), suggestions: ["set another `url`"] },
    );
  }

  #noInput(name: string): Error {
    return problem(
      this.#editor.source,
      "edit/not-found",
      `the flake has no input \`${name}\` with a \`url\``,
      {
        suggestions: this.#names().map((other) => `it has \`${other}\``),
      },
    );
  }
}

/** A flake reference with another branch, tag or revision; `undefined` where it has no place for one. */
function withRef(url: string, ref: string): string | undefined {
  const [base = "", query] = url.split("?") as [string, string?];
  const forge = /^((?:github|gitlab|sourcehut):[^/]+\/[^/]+)(?:\/.*)?$/.exec(base);
  if (forge) {
    const rest = new URLSearchParams(query ?? "");
    rest.delete("ref");
    rest.delete("rev");
    const text = rest.toString();
    return `${forge[1]}/${ref}${text === "" ? "" : `?${text}`}`;
  }
  if (/^(?:git\+|git:|hg)/.test(base)) {
    const rest = new URLSearchParams(query ?? "");
    rest.delete("rev");
    rest.delete("ref");
    rest.set(/^[0-9a-f]{40}$/.test(ref) ? "rev" : "ref", ref);
    return `${base}?${rest.toString()}`;
  }
  // An entry of the flake registry: `nixpkgs/nixos-26.05`. Paths and archives have no branches.
  const entry = /^((?:flake:)?[A-Za-z][\w-]*)(?:\/.*)?$/.exec(base);
  return entry ? `${entry[1]}/${ref}` : undefined;
}
