// Texts of Nix with every kind of syntax, comments and blank lines in odd places, and untidy white space. The same seed gives
// the same text.

/** Numbers that look random: an integer from 0 up to its argument. */
export function makeRandom(seed) {
  let state = seed >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
}

/** @returns {string} a text that Nix's grammar takes */
export function makeNix(seed) {
  return new Maker(makeRandom(seed * 2654435761 + 1)).file();
}

const names = [
  "a",
  "b",
  "foo",
  "bar",
  "x",
  "pkgs",
  "lib",
  "config",
  "enable",
  "someLongerName",
  "services",
  "it's",
];
const words = [
  "text",
  "a longer piece of text",
  "x",
  "https://example.org",
  "$ ",
  "'",
  "\\\\",
  "two  spaces",
];

class Maker {
  constructor(random) {
    this.random = random;
    /** How much may still be made. */
    this.budget = 12 + random(60);
    /** How often something odd stands between two tokens; 0 is never. */
    this.oddity = [0, 0, 1, 3, 8][random(5)];
  }

  file() {
    return `${this.gap("")}${this.join(this.expression())}${this.gap("")}`;
  }

  pick(list) {
    return list[this.random(list.length)];
  }

  many(most, make) {
    return Array.from({ length: this.random(most + 1) }, make);
  }

  /** Tokens, with something between each two of them. `null` glues two tokens together. */
  join(tokens) {
    let text = "";
    let isGlued = true;
    for (const token of [tokens].flat(Infinity)) {
      if (token === null) {
        isGlued = true;
        continue;
      }
      text += (isGlued ? "" : this.gap(" ")) + token;
      isGlued = false;
    }
    return text;
  }

  gap(usual) {
    if (this.oddity === 0 || this.random(100) >= 12 * this.oddity) return usual;
    switch (this.random(this.oddity > 2 ? 11 : 4)) {
      case 0:
        return "\n";
      case 1:
        return "\n\n";
      case 2:
        return "  ";
      case 3:
        return "\n    ";
      case 4:
        return " # comment\n";
      case 5:
        return "\n# comment one\n  # comment two\n";
      case 6:
        return " /* block */ ";
      case 7:
        return "\n/* a block\n   of lines */\n";
      case 8:
        return "\n/** doc */\n";
      case 9:
        return " #tight\n#\n";
      default:
        return "\n\n# apart\n\n";
    }
  }

  name() {
    return this.pick(names);
  }

  expression() {
    this.budget--;
    if (this.budget <= 0) return this.operand();
    switch (this.random(14)) {
      case 0:
        return [this.name(), null, ":", this.expression()];
      case 1:
        return [this.formals(), ":", this.expression()];
      case 2:
        return ["let", this.bindings(4), "in", this.expression()];
      case 3:
        return ["with", this.expression(), ";", this.expression()];
      case 4:
        return ["assert", this.expression(), ";", this.expression()];
      case 5:
        return ["if", this.expression(), "then", this.expression(), "else", this.expression()];
      case 6:
      case 7:
        return this.operation();
      case 8:
      case 9:
      case 10:
        return this.application();
      default:
        return this.operand();
    }
  }

  operation() {
    switch (this.random(8)) {
      case 0:
        return ["!", this.application()];
      case 1:
        return ["-", this.pick(["1", "~/x", this.name(), ["(", this.expression(), ")"], this.application()])];
      case 2:
        return [this.operand(), "?", this.path()];
      case 3: {
        const operator = this.pick(["//", "++", "+", "&&", "||"]);
        return [this.operand(), ...this.many(4, () => [operator, this.application()])];
      }
      case 4:
        return [this.operand(), ...this.many(3, () => ["|>", this.application()])];
      default:
        return [
          this.operand(),
          this.pick([
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "->",
            "//",
            "++",
            "+",
            "-",
            "*",
            "/",
            "&&",
            "||",
            "<|",
          ]),
          this.application(),
        ];
    }
  }

  application() {
    return [this.operand(), ...this.many(3, () => this.operand())];
  }

  operand() {
    this.budget--;
    if (this.budget <= 0) return this.pick(["1", "true", this.name(), '"s"']);
    switch (this.random(17)) {
      case 0:
      case 1:
        return ["{", this.bindings(5), "}"];
      case 2:
        return ["rec", "{", this.bindings(3), "}"];
      case 3:
      case 4:
        return ["[", this.many(6, () => this.operand()), "]"];
      case 5:
        return ["(", this.expression(), ")"];
      case 6:
        return [this.operandToSelect(), ".", this.path()];
      case 7:
        return [this.operandToSelect(), ".", this.path(), "or", this.operand()];
      case 8:
        return this.string();
      case 9:
        return this.indentedString();
      case 10:
        return this.pick(["./a/b.nix", "../x", "/etc/hosts", "~/x", "<nixpkgs>", "<a/b>", "./x/${y}/z"]);
      case 11:
        return this.pick(["1", "42", "1.5", ".5e3", "http://a.b/c?d=e"]);
      case 12:
        // As an argument, nixfmt needs two runs for it.
        return ["(", "let", "{", this.bindings(2), this.random(4) ? ["body", "=", "1", ";"] : [], "}", ")"];
      default:
        return this.pick(["true", "null", this.name(), `${this.name()}.${this.name()}`]);
    }
  }

  operandToSelect() {
    switch (this.random(8)) {
      case 0:
        return ["(", this.expression(), ")"];
      case 1:
        return ["{", this.bindings(2), "}"];
      case 2:
        return ["[", this.many(2, () => this.operand()), "]"];
      case 3:
        return this.pick([this.string(), this.indentedString()]);
      case 4:
        return this.pick(["1", ".5", "./a", "./a/${y}", "<nixpkgs>", "~/x", "http://a.b/c"]);
      default:
        return this.name();
    }
  }

  path() {
    return [this.attribute(), ...this.many(2, () => [".", this.attribute()])];
  }

  attribute() {
    return this.pick([this.name(), this.name(), this.name(), '"quoted name"', ["${", this.name(), "}"]]);
  }

  bindings(most) {
    const used = new Set();
    return this.many(most, () => {
      if (this.random(5) === 0) {
        const from = this.random(2) ? ["(", this.expression(), ")"] : [];
        const inherited = this.many(5, () => this.name()).filter((name) => !used.has(name) && used.add(name));
        return ["inherit", from, inherited, ";"];
      }
      let name = this.name();
      while (used.has(name)) name += "1";
      used.add(name);
      const more = this.many(this.random(2), () => [".", this.attribute()]);
      return [name, more, "=", this.expression(), ";"];
    });
  }

  formals() {
    const used = new Set();
    const items = this.many(5, () => {
      let name = this.name();
      while (used.has(name)) name += "1";
      used.add(name);
      return this.random(3) === 0 ? [name, "?", this.expression()] : [name];
    });
    if (this.random(2)) items.push(["..."]);
    const inner = items.flatMap((item, index) => (index === 0 ? [item] : [",", item]));
    const isEllipsis = items.at(-1)?.[0] === "...";
    const trailing = items.length > 0 && !isEllipsis && this.random(3) === 0 ? [","] : [];
    const braces = ["{", inner, trailing, "}"];
    switch (this.random(6)) {
      case 0:
        return [braces, "@", "args"];
      case 1:
        return ["args", "@", braces];
      default:
        return braces;
    }
  }

  string() {
    const parts = this.many(3, () =>
      this.random(3) ? this.pick(words) : `\${${this.join(this.expression())}}`,
    );
    const text = parts.join("").replaceAll(/\$(?=\{)(?<!\\\$)/g, (found) => found);
    return `"${text}"`;
  }

  indentedString() {
    const lines = this.many(4, () => {
      const indent = " ".repeat(2 * this.random(4));
      const parts = this.many(3, () =>
        this.random(4)
          ? this.pick(["text", "more text ", "''${x}", "'''", "$x"])
          : `\${${this.join(this.expression())}}`,
      );
      // Lines of spaces alone are emptied by nixfmt, whatever they mean.
      return parts.join("").trim() === "" ? "" : `${indent}${parts.join("")}`;
    });
    const annotation = this.random(6) === 0 ? "/* sh */ " : "";
    return this.random(3) === 0
      ? `${annotation}''${lines[0] ?? ""}''`
      : `${annotation}''\n${lines.join("\n")}\n  ''`;
  }
}
