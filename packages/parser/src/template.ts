import {
  identifier,
  interpolation,
  isIdentifier,
  mapChildren,
  markNode,
  NixError,
  rawTexts,
  toAttributeName,
  toParts,
  tryToExpr,
  type AttributeName,
  type Diagnostic,
  type Expr,
  type Identifier,
  type Interpolation,
  type NixValue,
  type Node,
  type Path,
  type PathText,
  type Span,
  type StringText,
  type TextHole,
} from "@nixgen/core";
import { parse, parseExpression } from "./parse.js";

/**
 * An expression from a template of Nix. Where the text puts code, a hole is any value; inside a string a hole with text or
 * a number is data, and a hole with an expression is interpolated. As the name of an attribute, a text is that name. The
 * text is Nix as it is written: `"\n"` in it is Nix's escape. A Nix interpolation in it is written `\${…}`, a backtick `` \` ``.
 *
 * @throws NixError with the syntax errors of the text, or `template/hole` where a hole can't stand where it does.
 * @example
 * nix`lib.mkIf config.services.${name}.enable { port = ${8080}; motd = "Hello, ${user}"; }`
 */
export function nix(strings: TemplateStringsArray, ...holes: NixValue[]): Expr {
  return new Template(rawTexts(strings), holes).build();
}

/**
 * An expression from Nix text.
 *
 * @throws NixError with the diagnostics, where the text is not Nix.
 * @example
 * attrs({ programs: raw("lib.mkForce { }") })
 */
export function raw(text: string): Expr {
  return detach(parseExpression(text)) as Expr;
}

/** The same code as something built here: it no longer points into a source. */
function detach(node: Node): Node {
  const { span: _span, ...rest } = mapChildren(node, detach) as Node & { span?: unknown };
  return markNode(rest as Node);
}

/** What stands in error messages for each hole. */
const shownHole = "${…}";

/** Fills the holes of a text: it is parsed with a variable in each hole, and these are then replaced. */
class Template {
  readonly #holes: readonly NixValue[];
  /** What the holes hold, once the text was parsed. */
  readonly #expressions: Expr[] = [];
  readonly #source: string;
  readonly #name: RegExp;
  readonly #filled = new Set<number>();

  constructor(texts: readonly string[], holes: readonly NixValue[]) {
    let prefix = "hole_";
    while (texts.some((text) => text.includes(prefix))) prefix = `_${prefix}`;
    this.#holes = holes;
    this.#source = texts.reduce((source, text, index) => `${source}${prefix}${index}_${text}`);
    this.#name = new RegExp(`${prefix}(\\d+)_`);
  }

  build(): Expr {
    // What an expression is replaced by is an expression.
    const tree = this.#fill(this.#parse()) as Expr;
    const missed = this.#holes.findIndex((_, index) => !this.#filled.has(index));
    if (missed >= 0) throw this.#refuse(missed + 1, "it is a part of a name, a comment or a URI");
    return tree;
  }

  /** The tree of the text. What is wrong with the values of holes is told together with what is wrong with the text. */
  #parse(): Expr {
    const { tree, diagnostics } = parse(this.#source);
    const problems = diagnostics.map((problem) => this.#inTemplate(problem));
    this.#holes.forEach((value, index) => {
      const result = tryToExpr(value);
      if (result.ok) this.#expressions[index] = result.expression;
      else {
        for (const problem of result.diagnostics)
          problems.push({ ...problem, message: `hole ${index + 1} of the template: ${problem.message}` });
      }
    });
    if (problems.length === 0) return tree.expression;
    throw new NixError(problems, this.#shown());
  }

  /** The text as it was written, for error messages. */
  #shown(): string {
    return this.#source.replace(new RegExp(this.#name, "g"), shownHole);
  }

  #inTemplate(problem: Diagnostic): Diagnostic {
    const rename = (text: string): string =>
      text.replace(new RegExp(this.#name, "g"), (_, hole: string) => `hole ${hole}`);
    const { span, related } = problem;
    return {
      ...problem,
      message: rename(problem.message),
      ...(span && { span: this.#shownSpan(span) }),
      ...(related && { related: related.map((place) => ({ ...place, span: this.#shownSpan(place.span) })) }),
      suggestions: problem.suggestions.map(({ message }) => ({ message: rename(message) })),
    };
  }

  /** Where something of the source stands in the text as it was written. */
  #shownSpan({ start, end }: Span): Span {
    return { start: this.#shownOffset(start), end: this.#shownOffset(end) };
  }

  #shownOffset(offset: number): number {
    let shown = offset;
    for (const { 0: name, index } of this.#source.matchAll(new RegExp(this.#name, "g"))) {
      const within = Math.min(offset - index, name.length);
      if (within > 0) shown += shownHole.length - within;
    }
    return shown;
  }

  #fill(node: Node): Node {
    switch (node.kind) {
      case "Identifier":
        return this.#fillVariable(node) ?? detach(node);
      case "String":
      case "IndentedString":
        return markNode({
          ...this.#fillBelow(node),
          parts: node.parts.flatMap((part) => this.#fillText(part)),
        });
      case "Path":
        return markNode({ ...this.#fillBelow(node), parts: this.#fillPath(node) });
      case "AttributePath":
        return markNode({ ...this.#fillBelow(node), names: node.names.map((name) => this.#fillName(name)) });
      case "Inherit":
        return markNode({
          ...this.#fillBelow(node),
          names: node.names.map((name) => this.#fillInherited(name)),
        });
      case "Function":
      case "Formals":
      case "Formal":
        return this.#fillParameters(node);
      default:
        return this.#fillBelow(node);
    }
  }

  /** The node with its children filled, and without its place. */
  #fillBelow<N extends Node>(node: N): N {
    const { span: _span, ...rest } = mapChildren(node, (child) => this.#fill(child)) as N & {
      span?: unknown;
    };
    return markNode(rest as unknown as N);
  }

  /** The number of the hole that a variable stands for, from 1. */
  #holeOf(node: Identifier): number | undefined {
    const found = this.#name.exec(node.name);
    if (!node.span || found?.[0] !== node.name) return undefined;
    const hole = Number(found[1]);
    // `1` before a hole would become a function that is applied to it.
    if (/[\w'-]/.test(this.#source.charAt(node.span.start - 1))) return undefined;
    this.#filled.add(hole - 1);
    return hole;
  }

  #fillVariable(node: Identifier): Expr | undefined {
    const hole = this.#holeOf(node);
    return hole === undefined ? undefined : withTriviaOf(node, this.#expressions[hole - 1]!);
  }

  #fillText(part: StringText | Interpolation): (StringText | Interpolation)[] {
    if (part.kind === "Interpolation") return [this.#fillBelow(part)];
    const [first, ...rest] = part.value.split(this.#name);
    if (rest.length === 0) return [part];
    const texts = [first!, ...rest.filter((_, index) => index % 2 === 1)];
    const holes = rest.filter((_, index) => index % 2 === 0).map(Number);
    return toParts(
      texts,
      holes.map((hole) =>
        this.#take<TextHole>(hole, isTextHole, "a string holds text, numbers and expressions"),
      ),
    );
  }

  #fillPath(path: Path): (PathText | Interpolation)[] {
    const parts: (PathText | Interpolation)[] = [];
    const add = (text: string): void => {
      const last = parts.at(-1);
      if (last?.kind === "PathText") parts[parts.length - 1] = { kind: "PathText", text: last.text + text };
      else if (text !== "") parts.push({ kind: "PathText", text });
    };
    for (const part of path.parts) {
      if (part.kind === "Interpolation") {
        parts.push(this.#fillBelow(part));
        continue;
      }
      part.text.split(this.#name).forEach((text, index) => {
        if (index % 2 === 0) return add(text);
        if (parts.length === 0)
          throw this.#refuse(Number(text), "a path starts with `./`, `../`, `/` or `~/`");
        const value = this.#take(Number(text), isTextHole, "a path is made of texts and expressions");
        if (typeof value === "string" && pathPart.test(value)) add(value);
        else parts.push(interpolation(value));
      });
    }
    return parts;
  }

  /** A name in an attribute path: a text is the name, an expression gives it. */
  #fillName(name: AttributeName): AttributeName {
    const hole = name.kind === "Identifier" ? this.#holeOf(name) : undefined;
    if (hole === undefined) return this.#fill(name) as AttributeName;
    const value = this.#take(hole, isTextHole, "the name of an attribute is a text or an expression");
    return typeof value === "string" ? toAttributeName(value) : interpolation(value);
  }

  #fillInherited(name: AttributeName): AttributeName {
    const hole = name.kind === "Identifier" ? this.#holeOf(name) : undefined;
    if (hole === undefined) return this.#fill(name) as AttributeName;
    return toAttributeName(this.#take(hole, isString, "`inherit` takes the texts of names"));
  }

  #fillParameters<N extends Node>(node: N): N {
    return this.#fillBelow(
      mapChildren(node, (child) => {
        if (child.kind !== "Identifier" || (node.kind === "Function" && child !== node.parameter))
          return child;
        const hole = node.kind === "Formal" && child !== node.name ? undefined : this.#holeOf(child);
        if (hole === undefined) return child;
        return identifier(
          this.#take(hole, isParameter, "the name of a parameter is a text that is an identifier"),
        );
      }),
    );
  }

  #take<T>(hole: number, accepts: (value: unknown) => value is T, rule: string): T {
    const value = this.#holes[hole - 1];
    if (!accepts(value)) throw this.#refuse(hole, rule);
    this.#filled.add(hole - 1);
    return value;
  }

  #refuse(hole: number, reason: string): NixError {
    const start = this.#source.search(new RegExp(this.#name.source.replace("(\\d+)", String(hole))));
    const span = { start, end: this.#source.indexOf("_", this.#source.indexOf(String(hole), start)) + 1 };
    return new NixError(
      [
        {
          code: "template/hole",
          severity: "error",
          message: `hole ${hole} of the template can't be filled here: ${reason}`,
          span,
          suggestions: [],
        },
      ],
      this.#shown(),
    );
  }
}

const pathPart = /^[\w.+-]+(?:\/[\w.+-]+)*$/;

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isParameter(value: unknown): value is string {
  return typeof value === "string" && isIdentifier(value);
}

function isTextHole(value: unknown): value is TextHole {
  return value !== null && value !== undefined && typeof value !== "boolean" && !Array.isArray(value);
}

/** Comments around a hole stay around what fills it. */
function withTriviaOf(node: Identifier, expression: Expr): Expr {
  const { leading, trailing } = node;
  if (leading === undefined && trailing === undefined) return expression;
  return markNode({
    ...expression,
    ...(leading && { leading: [...leading, ...(expression.leading ?? [])] }),
    ...(trailing !== undefined && { trailing }),
  });
}
