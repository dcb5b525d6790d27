import { createTwoFilesPatch } from "diff";
import {
  isNode,
  markNode,
  requireFunction,
  requireInteger,
  requireOptions,
  requireText,
  toExpr,
  type AttributeSet,
  type BindingNode,
  type Diagnostic,
  type Expr,
  type File,
  type LegacyLet,
  type Node,
  type NixValue,
  type Position,
  type Span,
} from "@nixgen/core";
import { chooseDefinition, choicesOf, conditionsOf, requireAt, type At } from "./choose.js";
import {
  readComment,
  separateComments,
  writeComment,
  writeComments,
  type CommentOptions,
} from "./comments.js";
import { chainTo, follow, rootOf } from "./chain.js";
import { Editor } from "./editor.js";
import { FlakeInputs } from "./flake.js";
import { readFile, writeFile, type FileState, type SaveOptions, toFilePath } from "./file.js";
import { bindingsOf, searchPath, type Definition as Found } from "./find.js";
import { addArgument, addHeaderNames, headerOf, removeArgument } from "./header.js";
import { refuseConditionalImports, toImport } from "./imports.js";
import { addInherited, removeInheritedNames } from "./inherit.js";
import { inheritedBinding } from "./inherited.js";
import { addElement, removeElement, replaceElement, type AddOptions, type ElementChoice } from "./list.js";
import { addAt, toValue } from "./literal.js";
import { nameOf, toSteps, type DocumentPath, type PathStep } from "./path.js";
import { knownName } from "./known-name.js";
import { inModule, isModuleKey } from "./module-path.js";
import { problem } from "./problem.js";
import { moveSteps, renameSteps } from "./rename.js";
import { removeIfEmpty, removeSteps, type RemoveOptions } from "./remove.js";
import { resolveName } from "./resolve.js";
import { replaceNode } from "./rewrite.js";
import { setSteps, type SetOptions } from "./set.js";
import { Source, spanOf } from "./source.js";
import { parametersOf } from "./variables.js";
import { bindingsHoldersOf, type OpenSet } from "./view.js";
import { unwrapValue, wrapValue, type Wrapper } from "./wrap.js";

/** How many lines a diff shows around what changed; as many as Git. */
const linesOfContext = 3;

/** A place in which a path is defined. */
export interface Definition {
  /** How: by a binding of its own, by an `inherit`, as an element of a list, or below it (`a.b = …` for `a`). */
  readonly kind: "binding" | "inherit" | "element" | "part";
  /** What defines it. One that is merged of several values (`mkMerge`) is listed once for each of them. */
  readonly node: Node;
  /** Where it stands; of several values, where this one does. */
  readonly span: Span;
  /** Line and column of its start. */
  readonly position: Position;
  /** The value; an `inherit` has none here. */
  readonly value?: Expr;
  /** The conditions under which it holds, as text: those of `mkIf`, `optionalAttrs`, `if`. */
  readonly conditions: readonly string[];
}

/** How a document is opened. */
export interface DocumentOptions {
  /**
   * Edit the sound parts of a text that has syntax errors. An edit that would read or change what is not Nix is refused with
   * `edit/in-error`, and the errors stay as they are.
   */
  readonly allowErrors?: boolean;
}

/**
 * A Nix file that can be read and changed like a map of paths. An edit changes the text in as few places as it can: comments
 * stay, bytes elsewhere stay, and what was formatted stays formatted. Every edit is made whole or not at all.
 *
 * Paths are attribute paths, as in Nix: `services.nginx.enable`, or lists of steps. They lead through everything that
 * stands between an attribute and its value: nested and dotted sets, function headers, `let … in`, `with`, `assert`, `//`,
 * parentheses, `mkIf`, `mkMerge`, `mkForce`, and the arguments of calls such as `mkDerivation`.
 *
 * @example
 * const doc = NixDocument.parse("{ pkgs, ... }:\n{\n  networking.hostName = \"web\";\n}\n");
 * doc.set("services.nginx.enable", true);
 * doc.add("environment.systemPackages", pkgs.ripgrep);
 * console.log(doc.diff());
 */
export class NixDocument {
  readonly #editor: Editor;
  readonly #original: string;
  #file: FileState | undefined;

  private constructor(source: Source, options: DocumentOptions, file?: FileState) {
    this.#editor = new Editor(source, options.allowErrors === true);
    this.#original = source.text;
    this.#file = file;
  }

  /** A document of a text. A text with syntax errors can be read, and edited with `allowErrors`. */
  static parse(text: string, options: DocumentOptions = {}): NixDocument {
    requireOptions(options, "the options of a document");
    return new NixDocument(Source.read(text), options);
  }

  /**
   * The document of a file. Needs Node.js.
   *
   * @throws NixError `file/unreadable`
   */
  static async open(path: string | URL, options: DocumentOptions = {}): Promise<NixDocument> {
    requireOptions(options, "the options of a document");
    const file = await readFile(toFilePath(path));
    return new NixDocument(Source.read(file.text), options, file);
  }

  /** The text as it is now. */
  get text(): string {
    return this.#editor.source.text;
  }

  /** The syntax tree of the text as it is now. */
  get tree(): File {
    return this.#editor.source.tree;
  }

  /** What is wrong with the text. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#editor.source.diagnostics;
  }

  /** The inputs of a flake. */
  get flake(): FlakeInputs {
    return new FlakeInputs(this.#editor);
  }

  /**
   * The value at a path: as JavaScript where it is literal, as an expression where it is not (so in lists and sets too).
   * `undefined` where nothing stands there, or only an `inherit` that {@link set} would not follow; see {@link resolve}.
   *
   * @throws NixError `edit/ambiguous` where several places define it; `edit/invalid-path`.
   */
  get(path: DocumentPath, options: At = {}): NixValue | undefined {
    requireAt(options);
    const steps = this.#steps(path);
    const { source } = this.#editor;
    const { definitions, parts } = searchPath(source.tree, steps);
    const definition = chooseDefinition(source, steps, definitions, options);
    if (definition !== undefined) {
      if (definition.value === undefined) {
        const bound = inheritedBinding(source.tree, definition, nameOf(steps.at(-1)!));
        return bound && toValue(bound.value);
      }
      const values = options.at === undefined ? choicesOf(definitions) : [choicesOf(definitions)[options.at]];
      const value = toValue(values.length === 1 ? values[0]!.value!.node : definition.value);
      return parts.length === 0 ? value : mergeParts(value, parts);
    }
    return parts.length === 0 ? undefined : mergeParts({}, parts);
  }

  /** Whether anything stands at a path. */
  has(path: DocumentPath): boolean {
    const { definitions, parts } = searchPath(this.tree, this.#steps(path));
    return definitions.length > 0 || parts.length > 0;
  }

  /** The names that stand at a path, in the order of the file; without a path, those of the file. */
  keys(path: DocumentPath = []): string[] {
    const steps = this.#steps(path);
    const { definitions, parts } = searchPath(this.tree, steps);
    const places =
      steps.length === 0
        ? bindingsHoldersOf(this.tree.expression)
        : definitions.flatMap(({ value }) => (value ? bindingsHoldersOf(value) : []));
    const found = [
      ...places.flatMap(({ node }) => namesOfSet(this.tree, node)),
      ...parts.map(({ rest, node }) => ({ name: rest[0]!, node })),
    ];
    const inOrder = found.sort((a, b) => spanOf(a.node).start - spanOf(b.node).start);
    return [...new Set(inOrder.map(({ name }) => name))];
  }

  /** All places that define what stands at a path, in the order of the file. */
  find(path: DocumentPath): Definition[] {
    const { source } = this.#editor;
    const { definitions, parts } = searchPath(source.tree, this.#steps(path));
    const { lines } = source;
    const describe = (
      kind: Definition["kind"],
      node: Node,
      value: Expr | undefined,
      layers: Found["layers"],
      place: Node = node,
    ): Definition => {
      const span = spanOf(place);
      return {
        kind,
        node: markNode(node),
        span,
        position: lines.positionAt(span.start),
        ...(value && { value: markNode(value) }),
        conditions: conditionsOf(source, layers),
      };
    };
    return [
      ...choicesOf(definitions).map(({ definition: { kind, node, value: whole, layers }, value, isPart }) =>
        isPart
          ? describe(kind, node, value!.node, value!.layers, value!.node)
          : describe(kind, node, whole, value?.layers ?? layers),
      ),
      ...parts.map(({ node, layers }) => describe("part", node, node.value, layers)),
    ].sort((a, b) => a.span.start - b.span.start);
  }

  /**
   * The expression that stands at a path in the end: `inherit`s and names that a `let` binds are followed.
   * `undefined` where it comes from outside of the file.
   */
  resolve(path: DocumentPath): Expr | undefined {
    const steps = this.#steps(path);
    const { source } = this.#editor;
    const definition = chooseDefinition(source, steps, searchPath(source.tree, steps).definitions, {});
    const resolved = definition && resolveName(source.tree, definition, steps);
    return resolved && markNode(resolved);
  }

  /**
   * Makes the value at a path this. A set is changed attribute by attribute, so that comments in it stay. Where nothing
   * stands there, a binding is added beside its siblings and in their style. A value that is there already stays untouched.
   * What the arguments of a call inherit from a `let`, as the version of a package, is set where the `let` binds it.
   *
   * @throws NixError `edit/ambiguous`, `edit/not-a-set`, `edit/inherited`, `edit/dynamic-attribute`
   */
  set(path: DocumentPath, value: NixValue, options: SetOptions = {}): this {
    this.#edit((steps) => setSteps(this.#editor, steps, value, options), path, options);
    return this;
  }

  /** Removes what stands at a path, with the comments right above it. @returns whether anything stood there. */
  remove(path: DocumentPath, options: RemoveOptions = {}): boolean {
    return this.#edit((steps) => removeSteps(this.#editor, steps, options), path, options);
  }

  /** Gives the last name of a path another one. Uses of a name that a `let` binds are renamed too. */
  rename(path: DocumentPath, name: string, options: At = {}): this {
    requireText(name, "the new name");
    this.#edit((steps) => renameSteps(this.#editor, steps, name, options), path, options);
    return this;
  }

  /** Moves what stands at one path to another, with its comments. */
  move(from: DocumentPath, to: DocumentPath, options: SetOptions = {}): this {
    requireAt(options);
    const source = this.#steps(from);
    // What takes the place of `config` as a whole stands where that did.
    const target = isModuleKey(source) ? toSteps(to) : this.#steps(to);
    this.#editor.transact(() => moveSteps(this.#editor, source, target, options), source, target);
    return this;
  }

  /**
   * Adds an element to the list at a path, as to a set: once, and in order where the list is in order. Below `with pkgs;`,
   * `pkgs.ripgrep` is written `ripgrep`. Where there is no list, one is made.
   */
  add(path: DocumentPath, value: NixValue, options: AddOptions = {}): this {
    requireAt(options);
    return this.append(path, value, { unique: true, ...options });
  }

  /** Adds an element at the end of the list at a path. */
  append(path: DocumentPath, value: NixValue, options: AddOptions = {}): this {
    this.#edit((steps) => addElement(this.#editor, steps, value, options), path, options);
    return this;
  }

  /** Adds an element at the start of the list at a path. */
  prepend(path: DocumentPath, value: NixValue, options: AddOptions = {}): this {
    return this.insert(path, 0, value, options);
  }

  /** Adds an element before the one at `index` of the list at a path. */
  insert(path: DocumentPath, index: number, value: NixValue, options: AddOptions = {}): this {
    requireInteger(index, "the index of an element");
    this.#edit((steps) => addElement(this.#editor, steps, value, options, index), path, options);
    return this;
  }

  /** Removes an element from the list at a path. @returns whether there was one. */
  removeElement(path: DocumentPath, choice: ElementChoice, options: At = {}): boolean {
    return this.#edit((steps) => removeElement(this.#editor, steps, choice, options), path, options);
  }

  /** Puts a value in the place of an element of the list at a path. */
  replaceElement(path: DocumentPath, choice: ElementChoice, value: NixValue, options: At = {}): this {
    this.#edit((steps) => replaceElement(this.#editor, steps, choice, value, options), path, options);
    return this;
  }

  /** The names of the arguments of the function that the file is (or the one at `at`). */
  arguments(at: DocumentPath = []): string[] {
    const steps = this.#steps(at);
    const node =
      steps.length === 0 ? this.tree.expression : searchPath(this.tree, steps).definitions[0]?.value;
    const header = node && headerOf(node);
    return header ? parametersOf(header) : [];
  }

  /** Adds an argument to the function that the file is (or the one at `at`), where it does not have it. */
  addArgument(name: string, options: { readonly at?: DocumentPath; readonly default?: NixValue } = {}): this {
    requireText(name, "the name of an argument");
    requireOptions(options, "the options of an argument");
    const { at = [], ...rest } = options;
    this.#edit((steps) => addArgument(this.#editor, name, { ...rest, at: steps }), at);
    return this;
  }

  /** Removes an argument. @throws NixError `edit/in-use` where it is used. @returns whether there was one. */
  removeArgument(name: string, options: { readonly at?: DocumentPath } = {}): boolean {
    requireText(name, "the name of an argument");
    requireOptions(options, "the options of an argument");
    return this.#edit((steps) => removeArgument(this.#editor, name, { at: steps }), options.at ?? []);
  }

  /** Adds names to `inherit name;` or, with `from`, to `inherit (from) name;`. */
  addInherit(names: string | readonly string[], options: InheritAt = {}): this {
    for (const name of [names].flat()) requireText(name, "an inherited name");
    requireOptions(options, "where an `inherit` is");
    const { in: path = [], ...rest } = options;
    this.#edit((steps) => addInherited(this.#editor, [names].flat(), { ...rest, in: steps }), path);
    return this;
  }

  /** Takes names out of `inherit`s. @returns whether any of them was there. */
  removeInherit(names: string | readonly string[], options: InheritAt = {}): boolean {
    for (const name of [names].flat()) requireText(name, "an inherited name");
    requireOptions(options, "where an `inherit` is");
    const { in: path = [], ...rest } = options;
    return this.#edit(
      (steps) => removeInheritedNames(this.#editor, [names].flat(), { ...rest, in: steps }),
      path,
    );
  }

  /**
   * Adds a file or module to `imports`, once: `addImport("./nginx.nix")`. A text is a path here, as a module imports no text.
   *
   * @throws NixError `edit/not-a-set` where the file is all below a condition, under which a module can't import.
   */
  addImport(value: NixValue): this {
    return this.transaction(() => {
      refuseConditionalImports(this.#editor.source);
      this.add(["imports"], toImport(value));
      return this;
    });
  }

  /** Removes a file or module from `imports`, and `imports` with the last one. @returns whether it was there. */
  removeImport(value: NixValue): boolean {
    return this.#edit(
      (steps) => {
        if (!this.has(steps) || !this.removeElement(steps, toImport(value))) return false;
        removeIfEmpty(this.#editor, steps);
        return true;
      },
      ["imports"],
    );
  }

  /** The text of the comment above what stands at a path, or after it on its line. */
  comment(path: DocumentPath, options: CommentOptions = {}): string | undefined {
    requireAt(options);
    return readComment(this.#editor, this.#steps(path), options);
  }

  /** Writes the comment above what stands at a path, or after it on its line; `undefined` removes it. */
  setComment(path: DocumentPath, comment: string | undefined, options: CommentOptions = {}): this {
    if (comment !== undefined) requireText(comment, "a comment");
    this.#edit((steps) => writeComment(this.#editor, steps, comment, options), path, options);
    return this;
  }

  /**
   * Wraps the value at a path: with a name, in that function of `lib`; with a function, in what it returns.
   *
   * @example
   * doc.wrap("boot.loader.timeout", "mkForce") // boot.loader.timeout = lib.mkForce 5;
   */
  wrap(path: DocumentPath, wrapper: Wrapper, options: At = {}): this {
    if (typeof wrapper !== "string") requireFunction(wrapper, "what wraps a value");
    this.#edit((steps) => wrapValue(this.#editor, steps, wrapper, options), path, options);
    return this;
  }

  /** Takes away the function around the value at a path. @returns whether there was one (of this name, where one is given). */
  unwrap(path: DocumentPath, name?: string, options: At = {}): boolean {
    if (name !== undefined) requireText(name, "the name of a function");
    return this.#edit((steps) => unwrapValue(this.#editor, steps, name, options), path, options);
  }

  /**
   * Puts an expression in the place of a node of {@link tree}.
   *
   * @throws NixError `edit/stale-node` where the node is none of the tree as it is now.
   */
  replace(node: Expr, value: NixValue): this {
    this.#editor.transact(() => {
      const { source } = this.#editor;
      const chain = isNode(node) ? chainTo(source.tree, node) : undefined;
      if (chain === undefined) {
        throw problem(source, "edit/stale-node", "the node is none of the document as it is now", {
          suggestions: ["look it up again: every edit makes a new tree"],
        });
      }
      const isElement = chain.parent?.node.kind === "List";
      const { value: plain, ...comments } = isElement ? separateComments(value) : { value };
      const expression = toExpr(plain);
      this.#editor.apply(replaceNode(source, node, expression));
      const find = (): Expr => follow(this.tree, rootOf(chain), chain) as Expr;
      writeComments(this.#editor, comments, find);
      addHeaderNames(this.#editor, expression);
    });
    return this;
  }

  /** Makes several edits as one: where one of them throws, none is made. `undo` takes them back together. */
  transaction<T>(edit: (document: this) => T): T {
    requireFunction(edit, "what `transaction` takes");
    return this.#editor.transact(() => edit(this));
  }

  /** Takes back the last edit or transaction. @throws NixError `edit/nothing-to-undo` */
  undo(): this {
    this.#editor.undo();
    return this;
  }

  /** What changed since the document was opened, as a unified diff; empty where nothing did. */
  diff(): string {
    if (this.text === this.#original) return "";
    // `patch -p1` takes the first name off, and wants the rest to be no absolute path.
    const name = (this.#file?.path ?? "file.nix").replace(/^\/+/, "");
    const names = [`a/${name}`, `b/${name}`] as const;
    const options = { context: linesOfContext };
    return createTwoFilesPatch(...names, this.#original, this.text, undefined, undefined, options).replace(
      /^=+\n/,
      "",
    );
  }

  /**
   * Writes the file that the document was opened from, or another one. Written whole or not at all; mode and line ends stay.
   *
   * @throws NixError `file/changed` where the file on disk is not as it was read; the syntax errors where the text is not
   * Nix, unless they are allowed here too.
   */
  async save(path?: string, options: SaveOptions = {}): Promise<void> {
    if (path !== undefined) requireText(path, "the path of a file");
    this.#file = await writeFile(this.#file, path, this.#editor.source, options);
  }

  toString(): string {
    return this.text;
  }

  #steps(path: DocumentPath): readonly PathStep[] {
    return inModule(this.#editor.sourceBeforeDeferred.tree, toSteps(path));
  }

  #edit<T>(edit: (steps: readonly PathStep[]) => T, path: DocumentPath, options: At = {}): T {
    requireAt(options);
    const steps = this.#steps(path);
    return this.#editor.transact(() => edit(steps), steps);
  }
}

/** Where an `inherit` is. */
export interface InheritAt {
  /** The path to the set; without it, the set that the file is. */
  readonly in?: DocumentPath;
  /** Edit the `let` around the set and not the set. */
  readonly let?: boolean;
  /** What the names are taken from: `inherit (from) names;`. */
  readonly from?: NixValue;
}

function namesOfSet(
  tree: File,
  set: AttributeSet | LegacyLet | OpenSet,
): { readonly name: string; readonly node: BindingNode }[] {
  return bindingsOf(set).flatMap((node) => {
    if (node.kind === "Error") return [];
    const names = node.kind === "Inherit" ? node.names : node.path.names.slice(0, 1);
    const known = names.map((name) => knownName(tree, name)).filter((name) => name !== undefined);
    return known.map((name) => ({ name, node }));
  });
}

function mergeParts(
  value: NixValue,
  parts: readonly { readonly rest: readonly string[]; readonly node: { readonly value: Expr } }[],
): NixValue {
  const object = { a: value };
  for (const { rest, node } of parts) addAt(object as never, ["a", ...rest], toValue(node.value));
  return object.a;
}
