import type {
  Application,
  AttributePath,
  Ellipsis,
  Formal,
  Formals,
  Function,
  HasAttribute,
  Identifier,
  Select,
  Trivia,
} from "@nixgen/core";
import { addBrackets } from "./collections.js";
import { addToken, type Lowering, nodeAt, toTrivia, trailingAt, triviaAt, type Unfinished } from "./state.js";

/** `parameter : body`, with `@` and a second parameter in between or without. */
export function lowerFunction(s: Lowering, base: number, start: number, end: number): Function {
  const colon = s.top - 2;
  const body = nodeAt(s, s.top - 1);
  const parameter = colon === base + 1 ? nodeAt<Identifier | Formals>(s, base) : withAlias(s, base);
  if (parameter.kind === "Formals" && (parameter.alias || parameter.formals.length > 1)) {
    s.notes.formals.push(parameter);
  }
  const node: Unfinished<Function> = { kind: "Function", parameter, body, span: s.nodeSpan(start, end) };
  // Every parsed node has a span.
  if (s.spansLines(s.starts[colon]!, body.span!.start)) node.bodyOnNextLine = true;
  addToken(node, "colon", triviaAt(s, colon));
  return node;
}

function withAlias(s: Lowering, base: number): Formals {
  const first = nodeAt<Identifier | Formals>(s, base);
  const last = nodeAt<Identifier | Formals>(s, base + 2);
  const aliasFirst = first.kind === "Identifier";
  // The grammar has one of each.
  const formals = (aliasFirst ? last : first) as Unfinished<Formals>;
  formals.alias = (aliasFirst ? first : last) as Identifier;
  // It keeps its own span: a new one would come after those of the body.
  const span = formals.span as { start: number; end: number };
  span.start = first.span!.start;
  span.end = last.span!.end;
  if (aliasFirst) {
    formals.aliasFirst = true;
    const { leading } = formals;
    if (leading !== undefined) delete formals.leading;
    addToken(formals, "open", toTrivia(leading, formals.tokens?.open?.trailing));
  } else {
    const { trailing } = formals;
    if (trailing !== undefined) delete formals.trailing;
    addToken(formals, "close", toTrivia(formals.tokens?.close?.leading, trailing));
  }
  addToken(formals, "at", triviaAt(s, base + 1));
  return formals;
}

/** Formals, the ellipsis and the commas between them; an empty comma slot at the end is a trailing comma. */
export function lowerFormals(s: Lowering, base: number, start: number, end: number): Formals {
  const close = s.top - 1;
  const formals: Formal[] = [];
  const node: Unfinished<Formals> = { kind: "Formals", formals, span: s.nodeSpan(start, end) };
  let last: Unfinished<Formal> | undefined;
  for (let i = base + 1; i < close; i++) {
    const child = s.values[i] as string | undefined | Formal | Ellipsis;
    if (typeof child !== "object") {
      if (last !== undefined) addToken(last, "comma", triviaAt(s, i));
    } else if (child.kind === "Formal") {
      formals.push(child);
      last = child;
    } else node.ellipsis = child;
  }
  addBrackets(s, node, base, close);
  const leading = s.leads[base];
  if (leading !== undefined) node.leading = leading;
  return node;
}

export function lowerFormal(s: Lowering, base: number, start: number, end: number): Formal {
  const node: Unfinished<Formal> = {
    kind: "Formal",
    name: nodeAt<Identifier>(s, base),
    span: s.nodeSpan(start, end),
  };
  if (s.top > base + 1) {
    node.default = nodeAt(s, base + 2);
    addToken(node, "question", triviaAt(s, base + 1));
  }
  return node;
}

export function lowerApplication(s: Lowering, base: number, start: number, end: number): Application {
  return {
    kind: "Application",
    function: nodeAt(s, base),
    argument: nodeAt(s, base + 1),
    span: s.nodeSpan(start, end),
  };
}

/** `subject . path`, and `or default` where there is one. */
export function lowerSelect(s: Lowering, base: number, start: number, end: number): Select {
  const path: Unfinished<AttributePath> = nodeAt<AttributePath>(s, base + 2);
  addToken(path, "dot0", triviaAt(s, base + 1));
  const node: Unfinished<Select> = {
    kind: "Select",
    subject: nodeAt(s, base),
    path,
    span: s.nodeSpan(start, end),
  };
  if (s.top > base + 3) {
    node.default = nodeAt(s, base + 4);
    addToken(node, "or", triviaAt(s, base + 3));
  }
  return node;
}

/** `f or`, which Nix takes for the application of `f` to a variable `or`. */
export function lowerOrApplication(s: Lowering, base: number, start: number, end: number): Application {
  const from = s.starts[base + 1]!;
  const or: Unfinished<Identifier> = { kind: "Identifier", name: "or", span: s.nodeSpan(from, end) };
  const leading: readonly Trivia[] | undefined = s.leads[base + 1];
  const trailing = trailingAt(s, base + 1);
  if (leading !== undefined) or.leading = leading;
  if (trailing !== undefined) or.trailing = trailing;
  return { kind: "Application", function: nodeAt(s, base), argument: or, span: s.nodeSpan(start, end) };
}

export function lowerHasAttribute(s: Lowering, base: number, start: number, end: number): HasAttribute {
  const node: Unfinished<HasAttribute> = {
    kind: "HasAttribute",
    subject: nodeAt(s, base),
    path: nodeAt<AttributePath>(s, base + 2),
    span: s.nodeSpan(start, end),
  };
  addToken(node, "question", triviaAt(s, base + 1));
  return node;
}
