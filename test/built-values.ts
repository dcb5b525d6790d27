import {
  assertThat,
  attrs,
  binary,
  binding,
  call,
  fn,
  formal,
  formals,
  hasAttribute,
  identifier,
  ifElse,
  indented,
  inherit,
  inheritFrom,
  letIn,
  negate,
  not,
  path,
  rec,
  searchPath,
  select,
  selectOr,
  str,
  toExpr,
  withBindingComment,
  withBlankLine,
  withComment,
  withScope,
  withTrailingComment,
  type AttrsPart,
  type NixValue,
} from "@nixgen/core";
import fc from "fast-check";
import { binaryOperators } from "../packages/core/src/ast/operators.js";

const name = fc.constantFrom("a", "b", "foo", "pkgs", "someLongerName", "it's");
const text = fc.constantFrom(
  "",
  "x",
  "two\nlines\n",
  "  indented\n\n    more\n  ",
  "a piece of text that is long enough to fill most of a line of the file, however it is indented",
  "${x} ''",
  'say "x"',
);
const comment = fc.constantFrom(
  "why",
  "first\nsecond",
  "",
  "a longer remark on what is meant by this value, and by others",
);
const operator = fc.constantFrom(...binaryOperators);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });

/**
 * Values of all kinds that builders make, with comments and blank lines before any of them.
 *
 * @param trailing where comments come after values: only where a line can end, at bindings, elements and the whole, or anywhere.
 */
export function builtValues(trailing: "at line ends" | "anywhere"): fc.Arbitrary<NixValue> {
  const { item } = fc.letrec<{ item: NixValue; value: NixValue; plain: NixValue; bindings: AttrsPart }>(
    (tie) => ({
      item: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        tie("value"),
        fc.tuple(comment, tie("value")).map(([remark, inner]) => withTrailingComment(remark, inner)),
      ),
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        tie("plain"),
        fc.tuple(comment, tie("value")).map(([remark, inner]) => withComment(remark, inner)),
        tie("value").map((inner) => withBlankLine(inner)),
        trailing === "anywhere" ? tie("item") : tie("plain"),
      ),
      plain: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.oneof(
          text,
          name.map(identifier),
          fc.integer(),
          fc.boolean(),
          fc.constantFrom(
            null,
            1.5,
            -2.5e300,
            path("./a/b.nix"),
            searchPath("nixpkgs/lib"),
            str`x${identifier("a")}`,
          ),
        ),
        fc.array(tie("item"), { maxLength: 4 }),
        fc.dictionary(name, tie("item"), { maxKeys: 4 }),
        tie("bindings").map((part) => attrs(part)),
        tie("bindings").map((part) => rec(part)),
        fc.tuple(tie("bindings"), tie("value")).map(([part, body]) => letIn(part, body)),
        fc.tuple(tie("value"), tie("value")).map(([scope, body]) => withScope(scope, body)),
        fc.tuple(tie("value"), tie("value")).map(([condition, body]) => assertThat(condition, body)),
        fc.tuple(tie("value"), tie("value"), tie("value")).map((parts) => ifElse(...parts)),
        fc.tuple(name, tie("value")).map(([parameter, body]) => fn(parameter, body)),
        fc.tuple(names, fc.boolean(), tie("value"), tie("value")).map(([list, isOpen, fallback, body]) => {
          const specs = list.map((item, index) => (index === 0 ? formal(item, fallback) : item));
          return fn(formals([...specs, ...(isOpen ? ["..."] : [])], isOpen ? { alias: "args" } : {}), body);
        }),
        fc.tuple(tie("value"), fc.array(tie("value"), { minLength: 1, maxLength: 3 })).map(([head, args]) => {
          const [first, ...rest] = args;
          return call(head, first!, ...rest);
        }),
        fc.tuple(tie("value"), name, text).map(([subject, first, second]) => select(subject, first, second)),
        fc
          .tuple(tie("value"), name, tie("value"))
          .map(([subject, key, other]) => selectOr(subject, [key], other)),
        fc.tuple(tie("value"), name).map(([subject, key]) => hasAttribute(subject, key)),
        fc
          .tuple(tie("value"), operator, tie("value"))
          .map(([left, sign, right]) => binary(left, sign, right)),
        tie("value").map((inner) => not(inner)),
        tie("value").map((inner) => negate(inner)),
        tie("value").map((inner) => str`text ${toExpr(inner)} text`),
        tie("value").map((inner) => indented`text ${toExpr(inner)}\n  text\n`),
        tie("value").map((inner) => path`./a/${toExpr(inner)}`),
      ),
      bindings: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.dictionary(name, tie("item"), { maxKeys: 3 }),
        fc
          .tuple(name, tie("item"), comment)
          .map(([key, inner, remark]) => withBindingComment(remark, binding([key, "b"], inner))),
        names.map(([first, ...rest]) => inherit(first!, ...rest)),
        fc.tuple(tie("value"), names).map(([from, [first, ...rest]]) => inheritFrom(from, first!, ...rest)),
      ),
    }),
  );
  return item;
}
