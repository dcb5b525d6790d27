const base = require("tree-sitter-nix/grammar");

/** From the operator that binds least to the one that binds most, as in the manual. */
const PRECEDENCE = {
  implies: 1,
  or: 2,
  and: 3,
  equal: 4,
  compare: 5,
  update: 6,
  not: 7,
  add: 8,
  multiply: 9,
  concat: 10,
  has: 11,
  negate: 12,
};

const left = [
  // Nix takes these as non-associative; the parser refuses a chain of them after it has read it.
  ["==", PRECEDENCE.equal],
  ["!=", PRECEDENCE.equal],
  ["<", PRECEDENCE.compare],
  ["<=", PRECEDENCE.compare],
  [">", PRECEDENCE.compare],
  [">=", PRECEDENCE.compare],
  ["&&", PRECEDENCE.and],
  ["||", PRECEDENCE.or],
  ["+", PRECEDENCE.add],
  ["-", PRECEDENCE.add],
  ["*", PRECEDENCE.multiply],
  ["/", PRECEDENCE.multiply],
];

const right = [
  ["->", PRECEDENCE.implies],
  ["//", PRECEDENCE.update],
  ["++", PRECEDENCE.concat],
];

const extended = grammar(base, {
  name: "nix",

  extras: ($) => [/[ \t\r\n]/, $.comment],

  supertypes: () => [],

  externals: () => [],

  word: ($) => $.identifier,

  rules: {
    source_code: ($) => field("expression", $._expression),

    _expression: ($) =>
      choice(
        $.function_expression,
        $.assert_expression,
        $.with_expression,
        $.let_expression,
        $.if_expression,
        alias($._pipe_into, $.binary_expression),
        alias($._pipe_from, $.binary_expression),
        $._operation,
      ),

    function_expression: ($) =>
      seq(
        choice(
          field("universal", $.identifier),
          field("formals", $.formals),
          seq(field("formals", $.formals), "@", field("universal", $.identifier)),
          seq(field("universal", $.identifier), "@", field("formals", $.formals)),
        ),
        ":",
        field("body", $._expression),
      ),

    formals: ($) =>
      seq(
        "{",
        repeat(seq(field("formal", $.formal), ",")),
        optional(choice(field("formal", $.formal), field("ellipses", $.ellipses))),
        "}",
      ),
    formal: ($) => seq(field("name", $.identifier), optional(seq("?", field("default", $._expression)))),

    assert_expression: ($) =>
      seq("assert", field("condition", $._expression), ";", field("body", $._expression)),
    with_expression: ($) =>
      seq("with", field("environment", $._expression), ";", field("body", $._expression)),
    let_expression: ($) => seq("let", repeat($._binding), "in", field("body", $._expression)),
    if_expression: ($) =>
      seq(
        "if",
        field("condition", $._expression),
        "then",
        field("consequence", $._expression),
        "else",
        field("alternative", $._expression),
      ),

    // The pipes have the lowest precedence, and can't be mixed.
    _pipe_into: ($) =>
      seq(
        field("left", choice(alias($._pipe_into, $.binary_expression), $._operation)),
        field("operator", "|>"),
        field("right", $._operation),
      ),
    _pipe_from: ($) =>
      seq(
        field("left", $._operation),
        field("operator", "<|"),
        field("right", choice(alias($._pipe_from, $.binary_expression), $._operation)),
      ),

    _operation: ($) => choice($.has_attr_expression, $.unary_expression, $.binary_expression, $._application),

    has_attr_expression: ($) =>
      prec(
        PRECEDENCE.has,
        seq(field("expression", $._operation), field("operator", "?"), field("attrpath", $.attrpath)),
      ),

    unary_expression: ($) =>
      choice(
        prec(PRECEDENCE.not, seq(field("operator", "!"), field("argument", $._operation))),
        prec(PRECEDENCE.negate, seq(field("operator", "-"), field("argument", $._operation))),
      ),

    binary_expression: ($) => {
      const binary = (operator) =>
        seq(field("left", $._operation), field("operator", operator), field("right", $._operation));
      return choice(
        ...left.map(([operator, precedence]) => prec.left(precedence, binary(operator))),
        ...right.map(([operator, precedence]) => prec.right(precedence, binary(operator))),
      );
    },

    _application: ($) => choice($.apply_expression, $._select),
    apply_expression: ($) => seq(field("function", $._application), field("argument", $._select)),

    _select: ($) => choice($.select_expression, $.or_expression, $._simple),
    select_expression: ($) =>
      seq(
        field("expression", $._simple),
        ".",
        field("attrpath", $.attrpath),
        optional(seq("or", field("default", $._select))),
      ),
    // `map or`: the word `or` after an expression that selects nothing is a variable, and the argument.
    or_expression: ($) => seq(field("function", $._simple), "or"),

    _simple: ($) =>
      choice(
        $.identifier,
        $.integer_expression,
        $.float_expression,
        $.string_expression,
        $.indented_string_expression,
        $.path_expression,
        $.hpath_expression,
        $.spath_expression,
        $.uri_expression,
        $.parenthesized_expression,
        $.attrset_expression,
        $.rec_attrset_expression,
        $.let_attrset_expression,
        $.list_expression,
      ),

    parenthesized_expression: ($) => seq("(", field("expression", $._expression), ")"),
    attrset_expression: ($) => seq("{", repeat($._binding), "}"),
    rec_attrset_expression: ($) => seq("rec", "{", repeat($._binding), "}"),
    let_attrset_expression: ($) => seq("let", "{", repeat($._binding), "}"),
    list_expression: ($) => seq("[", repeat(field("element", $._select)), "]"),

    _binding: ($) => choice($.binding, $.inherit, $.inherit_from),
    binding: ($) => seq(field("attrpath", $.attrpath), "=", field("expression", $._expression), ";"),
    inherit: ($) => seq("inherit", repeat(field("attr", $._attribute)), ";"),
    inherit_from: ($) =>
      seq("inherit", "(", field("expression", $._expression), ")", repeat(field("attr", $._attribute)), ";"),

    attrpath: ($) => seq(field("attr", $._attribute), repeat(seq(".", field("attr", $._attribute)))),
    _attribute: ($) => choice($.identifier, alias("or", $.identifier), $.string_expression, $.interpolation),

    string_expression: ($) =>
      seq('"', repeat(choice($.string_fragment, alias($._dollar, $.string_fragment), $.interpolation)), '"'),
    indented_string_expression: ($) =>
      seq(
        "''",
        repeat(choice($.indented_fragment, alias($._dollar_or_quote, $.indented_fragment), $.interpolation)),
        "''",
      ),
    interpolation: ($) => seq("${", field("expression", $._expression), "}"),

    path_expression: ($) => seq($.path_start, repeat($._path_part)),
    hpath_expression: ($) => seq($.home_path_start, repeat($._path_part)),
    _path_part: ($) => choice($.path_fragment, alias($._interpolation_in_path, $.interpolation)),
    _interpolation_in_path: ($) =>
      seq(alias($._path_interpolation, "${"), field("expression", $._expression), "}"),

    // The tokens. lexer.c reads them; it is exact where a pattern can't look ahead.
    comment: () => token(choice(/#[^\r\n]*/, /\/\*([^*]|\*+[^*/])*\*+\//)),
    identifier: () => /[a-zA-Z_][a-zA-Z0-9_'\-]*/,
    integer_expression: () => /[0-9]+/,
    float_expression: () => /(([1-9][0-9]*\.[0-9]*)|(0?\.[0-9]+))([Ee][+-]?[0-9]+)?/,
    uri_expression: () => /[a-zA-Z][a-zA-Z0-9+\-.]*:[a-zA-Z0-9%/?:@&=+$,\-_.!~*']+/,
    spath_expression: () => /<[a-zA-Z0-9._\-+]+(\/[a-zA-Z0-9._\-+]+)*>/,
    ellipses: () => "...",
    path_start: () => /[a-zA-Z0-9._\-+]*(\/[a-zA-Z0-9._\-+]+)+\/?|[a-zA-Z0-9._\-+]+\//,
    home_path_start: () => /~\/[a-zA-Z0-9._\-+/]*/,
    path_fragment: () => token.immediate(/[a-zA-Z0-9._\-+/]+/),
    _path_interpolation: () => token.immediate("${"),
    string_fragment: () => token.immediate(prec(1, /([^"\\$]|\\[\s\S]|\$[^{"\\]|\$\\[\s\S])+/)),
    _dollar: () => token.immediate("$"),
    indented_fragment: () => token.immediate(prec(1, /([^$']|\$[^{']|'[^'$]|''[$']|''\\[\s\S])+/)),
    _dollar_or_quote: () => token.immediate(/[$']/),
  },
});

// What the grammar that is extended has and this one does not need.
const unused = [
  "keyword",
  "variable_expression",
  "_hpath_start",
  "_expr_function_expression",
  "_expr_if",
  "_expr_op",
  "_expr_apply_expression",
  "_expr_select_expression",
  "_expr_simple",
  "escape_sequence",
  "_indented_escape_sequence",
  "binding_set",
  "inherited_attrs",
  "_immediate_interpolation",
];
for (const name of unused) delete (extended.grammar ?? extended).rules[name];

module.exports = extended;
