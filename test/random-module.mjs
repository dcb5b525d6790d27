// Modules such as people write them, in several styles: headers of all shapes, `let`, `with`, conditions and merges, dotted and
// nested sets, sets opened twice, lists of packages, files and strings, comments above, behind and between. All names are bound.
// The same seed gives the same text.
import { format, parse } from "@nixgen/parser";
import { disturb } from "./disturb.mjs";
import { makeRandom } from "./random-nix.mjs";

/** @returns {string} a module: formatted, in the style of a person, or with comments and line breaks in odd places */
export function makeModule(seed) {
  const random = makeRandom(seed * 2_654_435_761 + 11);
  const text = new ModuleMaker(random).file();
  switch (random(4)) {
    case 0:
      return format(text);
    case 1:
      return text;
    default:
      return disturb(text, seed);
  }
}

const packages = [
  "git",
  "htop",
  "ripgrep",
  "jq",
  "fd",
  "curl",
  "tmux",
  "vim",
  "zsh",
  "python3Packages.black",
];
const words = [
  "a",
  "some text",
  "x=1",
  "10.0.0.1",
  "/var/lib/web",
  "it's",
  "100%",
  "é",
  "$HOME",
  "a\\nb",
  "\\${x}",
];
const names = [
  "enable",
  "package",
  "port",
  "settings",
  "extraConfig",
  "user",
  "hosts",
  "level",
  "paths",
  "timeout",
];
const areas = [
  "services",
  "programs",
  "networking",
  "boot",
  "environment",
  "users",
  "security",
  "home",
  "nix",
];
const subjects = [
  "nginx",
  "openssh",
  "zsh",
  "git",
  "web-server",
  "loader",
  "firewall",
  '"example.org"',
  '"a b"',
  "_x'",
];
const comments = [
  "# Why this is so.",
  "# TODO",
  "#!",
  "# one\n# two",
  "/* in\n   a block */",
  "/* short */",
  "##### part #####",
];

class ModuleMaker {
  constructor(random) {
    this.random = random;
    this.indent = this.pick(["  ", "  ", "  ", "    ", "\t"]);
    this.budget = 6 + random(30);
    this.isDotted = random(3) > 0;
    this.commentRate = this.pick([0, 5, 15, 40]);
    this.blankRate = this.pick([0, 10, 50, 100]);
    this.oneLineRate = this.pick([0, 20, 60]);
    /** The names that a `let` binds. */
    this.variables = [];
  }

  pick(list) {
    return list[this.random(list.length)];
  }

  chance(percent) {
    return this.random(100) < percent;
  }

  some(most, make) {
    return Array.from({ length: 1 + this.random(most) }, make);
  }

  file() {
    const intro = this.chance(20) ? `${this.comment("")}\n` : "";
    const bindsLet = this.chance(50);
    if (bindsLet) this.variables = ["cfg", "version"];
    const header = this.header();
    const scope = this.chance(10) ? "with lib;\n" : "";
    const bound = bindsLet ? `let\n${this.letBindings()}in\n` : "";
    const text = `${intro}${header}${bound}${scope}${this.body()}\n`;
    return this.chance(5) ? text.replaceAll(/\r?\n/g, "\r\n") : text;
  }

  header() {
    switch (this.random(6)) {
      case 0:
        return "{ config, lib, pkgs, ... }:\n\n";
      case 1:
        return `{ config\n, lib\n, pkgs\n, ...\n}:\n`;
      case 2:
        return `{\n${this.indent}config,\n${this.indent}lib, # its functions\n${this.indent}pkgs,\n${this.indent}...\n}:\n`;
      case 3:
        return "{ lib, pkgs, config, inputs ? { }, ... }@args:\n";
      case 4:
        return "args@{ config, pkgs, lib, ... }: ";
      default:
        return "{config,pkgs,lib,...}:";
    }
  }

  letBindings() {
    const all = [`${this.indent}cfg = config.services.web;\n`, `${this.indent}version = "1.0";\n`];
    if (this.chance(40)) all.push(`${this.indent}inherit (lib) mkIf mkDefault;\n`);
    if (this.chance(30)) all.push(`${this.indent}double = x: [ x x ];\n`);
    return all.join(this.chance(30) ? "\n" : "");
  }

  body() {
    switch (this.random(8)) {
      case 0:
        return `lib.mkIf config.enable ${this.set(0)}`;
      case 1:
        return `{\n${this.indent}config = lib.mkMerge [\n${this.indent}${this.indent}${this.set(2)}\n${this.indent}${this.indent}(lib.mkIf true ${this.set(2)})\n${this.indent}];\n}`;
      case 2:
        return `{\n${this.indent}options.web.enable = lib.mkEnableOption "web";\n\n${this.indent}config = lib.mkIf config.web.enable ${this.set(1)};\n}`;
      case 3:
        return `${this.set(0)} // lib.optionalAttrs true ${this.set(0)}`;
      default:
        return this.set(0, true);
    }
  }

  set(depth, isModule = false) {
    if (this.budget <= 0) return "{ }";
    const used = new Set();
    const margin = this.indent.repeat(depth + 1);
    const items = this.some(isModule ? 6 : 4, () => this.binding(depth + 1, used)).filter(
      (item) => item !== "",
    );
    if (isModule && this.chance(40))
      items.unshift(`imports = [ ./hardware.nix ${this.chance(50) ? "../web" : ""} ];`);
    if (this.chance(this.oneLineRate) && !items.join("").includes("\n")) return `{ ${items.join(" ")} }`;
    const lines = items.map((item, index) => {
      const blank = index > 0 && this.chance(this.blankRate) ? "\n" : "";
      const above = this.chance(this.commentRate) ? `${margin}${this.comment(margin)}\n` : "";
      const apart = this.chance(this.commentRate / 3) ? `${margin}# apart\n\n` : "";
      const after = this.chance(this.commentRate / 2) ? " # behind it" : "";
      return `${blank}${apart}${above}${margin}${item}${after}\n`;
    });
    const open = this.chance(this.commentRate / 4) ? "{ # about all of it" : "{";
    const last = this.chance(this.commentRate / 4) ? `${margin}# the end\n` : "";
    return `${open}\n${lines.join("")}${last}${this.indent.repeat(depth)}}`;
  }

  comment(margin) {
    return this.pick(comments).replaceAll("\n", `\n${margin}`);
  }

  binding(depth, used) {
    this.budget--;
    if (depth > 1 && this.chance(6)) {
      return this.once(used, "lib") && this.once(used, "pkgs") ? "inherit lib pkgs;" : "";
    }
    const path = depth === 1 ? [this.pick(areas), this.pick(subjects)] : [this.pick(names)];
    // Sets may be opened again, values may not.
    if (this.isDotted || !this.once(used, path[0])) {
      if (depth > 1 && this.chance(50)) return "";
      const rest = this.chance(50) ? [this.pick(names)] : [];
      const all = [...path, ...rest];
      return this.onceBelow(used, all) ? `${all.join(".")} = ${this.value(depth, rest.length > 0)};` : "";
    }
    return `${path.join(".")} = ${this.value(depth, depth > 1)};`;
  }

  once(used, name) {
    if ([...used].some((other) => other === name || other.startsWith(`${name}.`))) return false;
    used.add(name);
    return true;
  }

  /** Whether a path goes neither through a value nor to a set that is there. */
  onceBelow(used, path) {
    const written = path.join(".");
    const isTaken = [...used].some(
      (other) => other === written || other.startsWith(`${written}.`) || written.startsWith(`${other}.`),
    );
    if (!isTaken) used.add(written);
    return !isTaken;
  }

  value(depth, isLeaf) {
    if (!isLeaf || this.chance(15)) return this.wrapped(this.set(depth));
    if (this.chance(25)) return this.wrapped(this.list(depth));
    return this.wrapped(this.literal(depth));
  }

  wrapped(value) {
    if (!this.chance(15)) return value;
    const { expression } = parse(value).tree;
    const isOne = ["AttributeSet", "List", "String", "IndentedString", "Integer", "Identifier"].includes(
      expression.kind,
    );
    const wrappers = ["lib.mkForce", "lib.mkDefault", "lib.mkOverride 50", "lib.mkIf config.enable"];
    return `${this.pick(wrappers)} ${isOne ? value : `(${value})`}`;
  }

  literal(depth) {
    const margin = this.indent.repeat(depth + 1);
    switch (this.random(12)) {
      case 0:
      case 1:
        return this.pick(["true", "false", "null"]);
      case 2:
        return this.pick(["1", "8080", "0.5", "-1", "007"]);
      case 3:
        return `''\n${margin}${this.pick(words).replaceAll("\\$", "''$")}\n${margin}  deeper ''\${toString 1}\n\n${margin}\${pkgs.git}\n${this.indent.repeat(depth)}''`;
      case 4:
        return `"\${pkgs.${this.pick(packages)}}/bin/x"`;
      case 5:
        return this.pick(["pkgs.git", "config.a.b or null", "./file.nix", "lib.mkDefault", "<nixpkgs>"]);
      case 6:
        return this.variables.length > 0 ? this.pick(["version", "cfg.port", '"v${version}"']) : '"none"';
      case 7:
        return this.pick([
          'if config.a then "x" else "y"',
          'x: y: "${x}${y}"',
          "{ a, b ? 1 }: a + b",
          "!config.b",
        ]);
      case 8:
        return this.pick([
          "1 + 2",
          'lib.optionalString true "x"',
          "assert true; 1",
          "let a = 1; in a",
          "(1)",
        ]);
      default:
        return `"${this.pick(words)}"`;
    }
  }

  list(depth) {
    const margin = this.indent.repeat(depth + 1);
    const [scope, elements] = this.elements(depth);
    if (elements.length === 0) return "[ ]";
    if (this.chance(40) && !elements.join("").includes("\n")) return `${scope}[ ${elements.join(" ")} ]`;
    const lines = elements.map((element) => {
      const above = this.chance(this.commentRate / 2) ? `${margin}${this.comment(margin)}\n` : "";
      const after = this.chance(this.commentRate / 3) ? " # behind" : "";
      return `${this.chance(this.blankRate / 10) ? "\n" : ""}${above}${margin}${element}${after}\n`;
    });
    const list = `${scope}[\n${lines.join("")}${this.indent.repeat(depth)}]`;
    return this.chance(10) ? `${list} ++ lib.optionals true [ "more" ]` : list;
  }

  elements(depth) {
    const all = this.random(6) === 0 ? [] : this.some(5, () => undefined);
    switch (this.random(4)) {
      case 0:
        return ["with pkgs; ", this.distinct(all.map(() => this.pick(packages)))];
      case 1:
        return ["", this.distinct(all.map(() => `pkgs.${this.pick(packages)}`))];
      case 2:
        return ["", this.budget > 0 ? all.map(() => this.set(depth + 1)) : []];
      default:
        return [
          "",
          this.distinct(all.map(() => this.pick(['"a"', '"b c"', "1", "./x.nix", "(1 + 1)", '"v"']))),
        ];
    }
  }

  distinct(list) {
    return [...new Set(list)];
  }
}
