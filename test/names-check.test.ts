import { call, fn, identifier, lib, overlay, pkgs, select } from "nixgen";
import { check, collectDeclarations, guessKind, type OptionKind } from "nixgen/names";
import { parse } from "@nixgen/parser";
import { describe, expect, test } from "vitest";

const findings = (text: string, kind?: OptionKind) =>
  check(text, kind === undefined ? {} : { kind }).diagnostics.map(
    ({ code, span }) => `${code} ${span === undefined ? "" : text.slice(span.start, span.end)}`,
  );

/** The text with the first proposal of each finding. */
function mend(text: string, kind?: OptionKind): string {
  const { diagnostics } = check(text, kind === undefined ? {} : { kind });
  return diagnostics.toReversed().reduce((fixed, { suggestions }) => {
    const replacement = suggestions[0]?.replacement;
    if (replacement === undefined) return fixed;
    return fixed.slice(0, replacement.span.start) + replacement.text + fixed.slice(replacement.span.end);
  }, text);
}

describe("packages", () => {
  test.each([
    ["{ pkgs }: pkgs.ripgrepp", "{ pkgs }: pkgs.ripgrep"],
    ["{ pkgs }: with pkgs; [ git nodejs-22 ]", "{ pkgs }: with pkgs; [ git nodejs_22 ]"],
    ["{ pkgs }: [ pkgs.libssl-dev ]", "{ pkgs }: [ pkgs.openssl ]"],
    ["{ pkgs }: with pkgs; [ build-essential ]", "{ pkgs }: with pkgs; [ stdenv.cc ]"],
    ["{ pkgs }: { inherit (pkgs) jq golang; }", "{ pkgs }: { inherit (pkgs) jq go; }"],
    ["{ pkgs }: pkgs.python3Packages.reqests", "{ pkgs }: pkgs.python3Packages.requests"],
    [
      "{ pkgs }: with pkgs; [ python3Packages.reqests git.man ]",
      "{ pkgs }: with pkgs; [ python3Packages.requests git.man ]",
    ],
    ["{ pkgs }: with pkgs; [ rippgrep.man ]", "{ pkgs }: with pkgs; [ ripgrep.man ]"],
    ["{ pkgs }: pkgs.python3-requests", "{ pkgs }: pkgs.python3Packages.requests"],
    ["let p = import <nixpkgs> { }; in p.ripgrepp", "let p = import <nixpkgs> { }; in p.ripgrep"],
    // To Nix, these are two elements: a package and a number.
    ["{ pkgs }: [ pkgs.python3.12 ]", "{ pkgs }: [ pkgs.python312 ]"],
    ["{ pkgs }: with pkgs; [ jq nodejs.22 ]", "{ pkgs }: with pkgs; [ jq nodejs_22 ]"],
    // Packages of a system, as flakes make them.
    [
      "{ nixpkgs }: let all = each (system: import nixpkgs { }); pkgs = all.${s}; in pkgs.ripgrepp",
      "{ nixpkgs }: let all = each (system: import nixpkgs { }); pkgs = all.${s}; in pkgs.ripgrep",
    ],
    // Two names that are meant by one that does not exist are replaced together.
    ["{ pkgs }: pkgs.nerdfonts.FiraCode", "{ pkgs }: pkgs.nerd-fonts.fira-code"],
    ["{ pkgs }: with pkgs; [ gnome3.gnome-tweaks git ]", "{ pkgs }: with pkgs; [ gnome-tweaks git ]"],
    ["{ pkgs }: with pkgs; [ vimPlugins.telescope ]", "{ pkgs }: with pkgs; [ vimPlugins.telescope-nvim ]"],
  ])("%s", (text, mended) => {
    expect(findings(text)).toHaveLength(1);
    expect(findings(text)[0]).toMatch(/^names\/unknown-package /);
    expect(mend(text)).toBe(mended);
    expect(findings(mended)).toEqual([]);
  });

  test.each([
    "{ pkgs }: [ pkgs.git pkgs.hello.meta pkgs.lib.version pkgs.python3Packages.requests ]",
    "{ pkgs }: let ripgrepp = 1; in with pkgs; [ ripgrepp git ]",
    "{ pkgs, mine }: with pkgs; with mine; [ anything ]",
    "{ pkgs }: pkgs.ripgrepp or null",
    "{ pkgs }: pkgs ? ripgrepp",
    "{ pkgs }: with pkgs; [ (python3Packages.reqests or null) lib.licenses.mit ]",
    "{ pkgs, lib }: with lib; with pkgs; [ (optional true git) ]",
    "pkgs: builtins.map (x: x) (with pkgs; [ true null git ])",
    "{ pkgs }: let inherit (pkgs) callPackage; in callPackage ./x.nix { }",
    "{ pkgs }: pkgs.${name}",
    "{ pkgs }: with pkgs.nur.repos.someone.addons; [ darkreader ]",
    "{ pkgs }: let inherit (pkgs) firefox-addons; in [ firefox-addons.darkreader ]",
    "let overlay = final: prev: { mytool = prev.jq; }; in { pkgs }: pkgs.mytool",
    "{ devenv.shells.a = { pkgs, ... }: { services.redis.enable = true; services.postgres.enable = true; }; }",
    "{ ours.web = { pkgs, ... }: { services.nginx.enable = true; ours.group.exists = true; }; }",
    '{ pkgs }: pkgs.stdenv.mkDerivation { pname = "x"; CONFIGURE_FLAG = ""; dontUseQmakeConfigure = true; anything = 1; meta.own = 1; }',
    "{ own }: own.mkShell { buildInput = [ ]; }",
  ])("nothing is wrong: %s", (text) => {
    expect(findings(text)).toEqual([]);
  });

  test("a removed name is an error, an old one a warning", () => {
    const { diagnostics } = check("{ pkgs }: [ pkgs.youtube-dl pkgs.nerdfonts ]");
    expect(diagnostics.map(({ severity }) => severity)).toContain("error");
  });
});

test.each([
  ["{ pkgs }: pkgs.nodePackages.typescript", "{ pkgs }: pkgs.typescript", "names/removed-package"],
  ["{ pkgs }: [ pkgs.gcc12 ]", "{ pkgs }: [ pkgs.gcc ]", "names/removed-package"],
  ["{ pkgs }: [ pkgs.xorg.libX11 ]", "{ pkgs }: [ pkgs.libx11 ]", "names/renamed-package"],
])("old packages of which nobody says what took their place: %s", (text, mended, code) => {
  expect(check(text).diagnostics.map((found) => found.code)).toEqual([code]);
  expect(mend(text)).toBe(mended);
  expect(findings(mended)).toEqual([]);
});

describe("lib and builtins", () => {
  test.each([
    ['{ lib }: lib.mkEnableOptoin "x"', '{ lib }: lib.mkEnableOption "x"'],
    ["{ lib }: lib.types.string", "{ lib }: lib.types.str"],
    ["{ lib }: with lib.types; [ strng ]", "{ lib }: with lib.types; [ str ]"],
    ["{ lib }: with lib; mkIff true { }", "{ lib }: with lib; mkIf true { }"],
    ["{ lib }: { inherit (lib) mkDefualt mkIf; }", "{ lib }: { inherit (lib) mkDefault mkIf; }"],
    ["{ lib }: lib.licenses.apache2", "{ lib }: lib.licenses.asl20"],
    ['{ lib }: lib.literalExample "1"', '{ lib }: lib.literalExpression "1"'],
    ["{ pkgs }: pkgs.lib.optionnals true [ ]", "{ pkgs }: pkgs.lib.optionals true [ ]"],
    ["{ lib }: lib.types.ints.betwen 1 2", "{ lib }: lib.types.ints.between 1 2"],
    ["builtins.readFiel ./x", "builtins.readFile ./x"],
  ])("%s", (text, mended) => {
    expect(findings(text).map((found) => found.split(" ")[0])).toEqual(["names/unknown-attribute"]);
    expect(mend(text)).toBe(mended);
    expect(findings(mended)).toEqual([]);
  });

  test("a name that is elsewhere is proposed with its path", () => {
    const proposed = (text: string) => check(text).diagnostics[0]?.suggestions[0]?.message;
    expect(proposed("builtins.optionals true [ ]")).toBe("write `lib.optionals`");
    expect(proposed("{ lib }: lib.str")).toBe("write `lib.types.str`");
    expect(proposed("{ lib }: lib.types.mkOption { }")).toBe("write `lib.mkOption`");
    expect(proposed("{ lib }: lib.currentSystem")).toBe("write `builtins.currentSystem`");
    expect(proposed('{ lib }: lib.mdDoc "x"')).toBe("leave it out: descriptions are Markdown without it");
  });

  test.each([
    "{ lib }: [ lib.mkIf lib.types.ints.u8 lib.licenses.mit lib.maintainers.somebody lib.hm.dag.entryAfter ]",
    "{ lib, mine }: with lib; with mine; anything",
    "lib: with lib; let own = 1; in [ own optional true null ]",
    "{ lib }: lib.ours or null",
    "[ builtins.currentSystem builtins.fetchTree builtins.nixVersion ]",
    "let lib = import ./lib; in lib.ours",
    "{ nixpkgs }: let lib = nixpkgs.lib.extend (final: prev: { ours = 1; }); in { a = { lib }: lib.ours; }",
  ])("nothing is wrong: %s", (text) => {
    expect(findings(text)).toEqual([]);
  });

  test("what the project adds to lib is known, and a slip is still found", () => {
    const files = (text: string) => collectDeclarations([parse(text).tree]);
    const own = files("{ lib }: lib.extend (self: super: { ours = { }; })");
    const foreign = files("{ lib, x }: { _module.args.lib = lib.extend x.overlay; }");
    const names = (name: string, declarations = own) =>
      check(`{ lib }: lib.${name}`, { declarations }).diagnostics.length;
    expect([names("ours.x"), names("others"), names("mkIff")]).toEqual([0, 1, 1]);
    expect([names("ours", foreign), names("mkIff", foreign), names("mdDoc", foreign)]).toEqual([0, 1, 1]);
  });
});

describe("overlays", () => {
  test.each([
    "final: prev: { a = prev.ripgrepp; ours = 1; b = final.ours; c = prev.lib.mkIf; }",
    "{ flake.overlays.default = _: prev: { a = prev.ripgrepp; }; }",
    "{ nixpkgs.overlays = [ (self: super: { a = super.ripgrepp.override { b = self.git; }; }) ]; }",
    "{ nixpkgs.overlays = [ (final: prev: { inherit (prev) ripgrepp; }) ]; }",
    "{ nixpkgs.overlays = [ (final: prev: with prev; { a = ripgrepp; }) ]; }",
    "{ overlays.default = a: b: { c = a.ripgrepp; ours = 1; d = a.ours; }; }",
    "{ overlay = a: b: { inherit (b) ripgrepp; ours = 1; d = a.ours; }; }",
    "{ outputs = { self }: { overlays = { x = a: b: { c = b.ripgrepp; ours = b.lib.x or 1; }; }; }; }",
    "import <nixpkgs> { overlays = [ (a: b: b // { c = b.ripgrepp; }) ]; }",
    "{ overlays.x = a: b: let ours = { pasc = 1; x = ours; }; in { c = b.ripgrepp; d = a.pasc; } // ours; }",
    "{ overlays.x = a: b: let y = { pasc = 1; } // x; x = { } // y; in { c = b.ripgrepp; d = a.pasc; } // y; }",
    "{ overlays.default = final: prev: prev.extend (a: b: { c = b.ripgrepp; }); }",
    "{ x }: { overlays = builtins.attrValues { a = a: b: { c = a.ripgrepp; }; }; }",
  ])("the sets before and after are nixpkgs: %s", (text) => {
    expect(findings(text)).toEqual(["names/unknown-package ripgrepp"]);
  });

  test.each([
    "python3.override { packageOverrides = final: prev: { a = prev.requests; }; }",
    "hello.overrideAttrs (final: prev: { a = prev.passthru; })",
    "{ overlays.default = final: prev: mine.extend (a: b: { c = b.anything; }); }",
    "{ x.overlay = { a = a: b: b.anything; }; }",
    "{ x = a: b: { c = b.anything; }; }",
  ])("other functions of two sets are left alone: %s", (text) => {
    expect(findings(text)).toEqual([]);
  });
});

test.each([
  [
    "final: prev: { python3 = prev.python3.override { packageOverrides = f: p: { ours = p.requests; }; }; }",
    "python3Packages",
  ],
  ["final: prev: { pythonPackagesExtensions = [ (f: p: { ours = p.requests; }) ]; }", "python3Packages"],
  ["final: prev: { vimPlugins = prev.vimPlugins // { ours = 1; }; }", "vimPlugins"],
  ["final: prev: { vimPlugins = prev.vimPlugins.extend (f: p: { ours = 1; }); }", "vimPlugins"],
  ["{ pkgs }: pkgs.emacsPackages.overrideScope (f: p: { ours = f.magit; })", "emacsPackages"],
])("names that are added to a set are known in it: %s", (text, set) => {
  const { tree } = parse(text);
  const declarations = collectDeclarations([tree]);
  const found = (name: string) =>
    check(`{ pkgs }: pkgs.${set}.${name}`, { declarations }).diagnostics.map(({ severity }) => severity);
  expect(check(tree, { declarations, isDeclared: true }).diagnostics).toEqual([]);
  expect([found("ours"), found("theirs-and-not-ours")]).toEqual([[], ["error"]]);
});

test.each([["a", "b"] as const, ["_", "before"] as const])(
  "parameters of an overlay that was built are sets of packages: %s, %s",
  (...names) => {
    const built = overlay(
      ({ prev }) => ({ ours: prev["ripgrepp"]!, tool: select(identifier("pkgs"), "jqq") }),
      { names },
    );
    expect(findings(String(built))).toEqual([]);
    const missing = ["ripgrepp", "jqq"];
    const found = (value: Parameters<typeof check>[0]) =>
      check(value).diagnostics.map(({ path }) => path?.join("."));
    expect(found(built)).toEqual(expect.arrayContaining(missing));
    expect(found({ overlays: { default: built } })).toEqual(expect.arrayContaining(missing));
  },
);

test("an overlay in a file that a flake takes it from is one, whatever its parameters", () => {
  const files = [
    { path: "flake.nix", tree: parse("{ outputs = _: { overlays.default = import ./o.nix { }; }; }").tree },
    { path: "o.nix", tree: parse("{ x ? 1 }: a: b: { ours = b.ripgrepp; more = a.ours; }").tree },
    { path: "other.nix", tree: parse("a: b: { ours = b.ripgrepp; }").tree },
  ];
  const declarations = collectDeclarations(files);
  const found = files.map(({ tree }) => check(tree, { declarations, isDeclared: true }).diagnostics.length);
  expect(found).toEqual([0, 1, 0]);
});

test.each([
  ["{ pkgs }: { inherit (pkgs) python3-requests; }", "write `python3Packages.requests`"],
  ["{ pkgs }: with pkgs; { inherit build-essential; }", "write `stdenv.cc`"],
])("only a single name is put into an inherit: %s", (text, message) => {
  const [suggestion] = check(text).diagnostics[0]!.suggestions;
  expect(suggestion).toEqual({ message });
});

describe("options", () => {
  test("what a module declares itself is proposed", () => {
    const text = "{ options.services.mine.enable = 1; config.services.mine.enabel = true; }";
    const { tree } = parse(text);
    const { diagnostics } = check(tree, { kind: "nixos", declarations: collectDeclarations([tree]) });
    expect(diagnostics).toMatchObject([
      {
        message: expect.stringMatching(/^there is no option `enabel` below `services.mine`/),
        suggestions: [{ message: "write `services.mine.enable`", replacement: { text: "enable" } }],
      },
    ]);
  });

  test.each([
    ["{ services.ngnix.enable = true; }", "{ services.nginx.enable = true; }"],
    ["{ services.nginx = { enabel = true; }; }", "{ services.nginx = { enable = true; }; }"],
    [
      '{ services.nginx.virtualHosts."a.b".rooot = "/x"; }',
      '{ services.nginx.virtualHosts."a.b".root = "/x"; }',
    ],
    ["{ programs.nginx.enable = true; }", "{ services.nginx.enable = true; }"],
    ['{ services.openssh.enable = "yes"; }', "{ services.openssh.enable = true; }"],
    [
      '{ networking.firewall.allowedTCPPorts = [ 80 "443" ]; }',
      "{ networking.firewall.allowedTCPPorts = [ 80 443 ]; }",
    ],
    [
      "{ lib, ... }: { config = lib.mkIf true { services.ngnix.enable = true; }; }",
      "{ lib, ... }: { config = lib.mkIf true { services.nginx.enable = true; }; }",
    ],
    [
      "{ config, ... }: { services.nginx.enable = config.services.opensh.enable; }",
      "{ config, ... }: { services.nginx.enable = config.services.openssh.enable; }",
    ],
    ["{ fonts.fonts = [ ]; }", "{ fonts.packages = [ ]; }"],
    ["{ security.pam.services.login.u2fAuth = true; }", "{ security.pam.services.login.u2f.enable = true; }"],
    [
      '{ virtualisation.vmVariant.virtualisation.memorySize = "1024"; }',
      "{ virtualisation.vmVariant.virtualisation.memorySize = 1024; }",
    ],
    ["{ home-manager.useGlobalPackages = true; }", "{ home-manager.useGlobalPkgs = true; }"],
  ])("%s", (text, mended) => {
    expect(findings(text, "nixos")).toHaveLength(1);
    expect(mend(text, "nixos")).toBe(mended);
    expect(findings(mended, "nixos")).toEqual([]);
  });

  test.each([
    "{ services.nginx = { enable = true; virtualHosts.x.root = ./site; }; }",
    "{ options.my.thing.enable = 1; config.my.thing.enable = true; }",
    "{ services.openssh.settings.AnyKey = 1; }",
    '{ environment.variables = { EDITOR = "vim"; }; }',
    '{ lib, ... }: { networking.hostName = lib.mkForce "x"; }',
    "{ users.users.me = { isNormalUser = true; shell = null; }; }",
    "{ home-manager.users.me = { programs.git.enable = true; }; }",
    "{ sops.defaultSopsFile = ./x; }",
    '{ systemd.services.x.serviceConfig = { Type = "notify"; CPUShares = 1; X-Own = 1; Slice = { ownName = 1; }; }; nix.settings.lazy-trees = true; }',
    '{ lib, ... }: { options.a.b = lib.mkOption { type = lib.types.nonEmptyStr; default = ""; }; }',
    `{ lib, ... }: with lib.types; {
      options.a.m = lib.mkOption {
        type = attrsOf (coercedTo (listOf str) (b: { inherit b; }) (submodule { options.b = lib.mkOption { type = listOf str; }; }));
      };
      config.a.m.x = [ "a" ];
    }`,
    "{ config, ... }: { system.nixos.label = config.i18n.glibcLocales.version; }",
    "{ specialisation.x.configuration.services.nginx.enable = true; }",
    '{ systemd.services.x.environment.A = "1"; boot.kernel.sysctl."net.ipv4.ip_forward" = 1; nix.settings.own = [ "x" ]; }',
    '{ systemd.services.x.serviceConfig = { ExecStart = "x"; Restart = "always"; }; }',
  ])("nothing is wrong: %s", (text) => {
    expect(findings(text, "nixos")).toEqual([]);
  });

  test.each([
    ["{ services.nginx.enable = 1; }", "names/option-type 1"],
    ['{ boot.loader.timeout = "5"; }', 'names/option-type "5"'],
    ["{ services.nginx.defaultHTTPListenPort = 123456; }", "names/option-type 123456"],
    ["{ users.users.me = { isNormalUsr = true; }; }", "names/unknown-option isNormalUsr"],
    [
      "{ services.nginx.virtualHosts = { a = { locations = { x = { proxyPas = 1; }; }; }; }; }",
      "names/unknown-option proxyPas",
    ],
    ['{ users.users.me.isNormalUser = "x"; }', 'names/option-type "x"'],
    ["{ systemd.services.a.environment.B = 1; }", "names/option-type 1"],
    ["{ systemd.services.a.environment = { B = 1; }; }", "names/option-type 1"],
    ["{ services.openssh.settings.MyOwn = [ 1 ]; }", "names/option-type [ 1 ]"],
    ["{ sound.enable = true; }", "names/removed-option enable"],
    ["{ home-manager.users.me = { programs.gti.enable = true; }; }", "names/unknown-option gti"],
  ])("%s", (text, finding) => {
    expect(findings(text, "nixos")).toEqual([finding]);
  });

  test("options of other files of a project are known", () => {
    const declarations = collectDeclarations([parse("{ options.services.mine.port = 1; }").tree]);
    const text = "{ services.mine.port = 1; }";
    expect(check(text, { kind: "nixos" }).diagnostics).toHaveLength(1);
    expect(check(text, { kind: "nixos", declarations }).diagnostics).toEqual([]);
  });

  test("what a file of a project declares is read once, with its path", () => {
    const tree = (text: string) => parse(text).tree;
    const flake = tree(
      "{ x }: { overlays = [ (import ./own.nix) ]; a = x.pkgs; b = { pkgs }: pkgs.thing-of-ours; }",
    );
    const files = [
      { path: "flake.nix", tree: flake },
      { path: "own.nix", tree: tree("final: prev: { ours = 1; }") },
    ];
    const declarations = collectDeclarations(files);
    const severities = (more: object) =>
      check(flake, { declarations, ...more }).diagnostics.map(({ severity }) => severity);
    expect(severities({ isDeclared: true })).toEqual(["error"]);
    // By itself, the file has an overlay from somewhere.
    expect(severities({})).toEqual(["warning"]);
  });

  test.each([
    ["{ services.minecraft-world.enable = true; }", undefined],
    ["{ networking.nftables.firewall.zones = { }; }", undefined],
    ["{ services.ngnix.enable = true; }", "error"],
    ["{ programs.nginx.enable = true; }", "error"],
    ["{ services.nginx.anything = true; }", "error"],
    ["{ pkgs, ... }: { environment.systemPackages = [ pkgs.our-own-tool ]; }", "warning"],
    ["{ pkgs, ... }: { environment.systemPackages = [ pkgs.ripgrepp ]; }", "error"],
    ["{ pkgs, ... }: { environment.systemPackages = [ pkgs.libssl-dev ]; }", "error"],
  ])("in a project with modules and overlays from elsewhere: %s", (text, severity) => {
    const flake = `{ outputs = { foo, ... }: {
      modules = [ foo.nixosModules.default { nixpkgs.overlays = [ foo.overlays.default ]; } ];
    }; }`;
    const declarations = collectDeclarations([parse(flake).tree]);
    const { diagnostics } = check(text, { kind: "nixos", declarations });
    expect(diagnostics.map((found) => found.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  test.each([
    `{ outputs = inputs: inputs.snowfall-lib.mkFlake { inherit inputs; snowfall.namespace = "our-own"; }; }`,
    `{ outputs = inputs: inputs.snowfall-lib.mkLib { inherit inputs; snowfall = { namespace = "our-own"; }; }; }`,
  ])("what snowfall-lib has of a project stands below its namespace: %s", (flake) => {
    const declarations = collectDeclarations([parse(flake).tree]);
    const found = (text: string) => check(text, { declarations }).diagnostics.map(({ message }) => message);
    expect(found("{ lib, pkgs }: [ lib.our-own.enabled lib.snowfall.fs pkgs.our-own.tool ]")).toEqual([]);
    expect(found("{ lib, pkgs }: lib.our-owns")).toHaveLength(1);
  });

  test("packages in files of the project are its own, and what has the name of an input comes from there", () => {
    const files = [
      { path: "flake.nix", tree: parse("{ inputs.haskellNix.url = a; inputs.our-modules.url = b; }").tree },
      { path: "pkgs/our-tool.nix", tree: parse("{ jq }: jq.override { }").tree },
      { path: "pkgs/by-name/ot/our-other/package.nix", tree: parse("{ lib, ... }: lib.id { }").tree },
      { path: "modules/our-module.nix", tree: parse("{ pkgs, config, ... }: lib.mkIf x { }").tree },
    ];
    const declarations = collectDeclarations(files);
    const found = (text: string, kind?: OptionKind) =>
      check(text, { declarations, ...(kind && { kind }) }).diagnostics.map(({ message }) => message);
    expect(found("{ pkgs }: [ pkgs.our-tool pkgs.our-other pkgs.haskell-nix ]")).toEqual([]);
    expect(found("{ lib }: lib.our-modules.some")).toEqual([]);
    expect(found("{ programs.our-modules.enable = true; }", "nixos")).toEqual([]);
    expect(found("{ pkgs }: [ pkgs.our-module ]")).toHaveLength(1);
    expect(found("{ lib }: lib.other-modules")).toHaveLength(1);
  });

  test("a `lib` that modules get from nixpkgs has what overlays from elsewhere add to it", () => {
    const flake = (overlays: string) =>
      parse(
        `{ pkgs = import nixpkgs { overlays = ${overlays}; }; a = f { specialArgs = { inherit (pkgs) lib; }; }; }`,
      ).tree;
    const found = (overlays: string, text: string) =>
      check(text, { declarations: collectDeclarations([flake(overlays)]) }).diagnostics.length;
    expect(found("[ inputs.x.overlays.default ]", "{ lib }: lib.network.cidr")).toBe(0);
    expect(found("[ inputs.x.overlays.default ]", "{ lib }: lib.mkOptoin")).toBe(1);
    expect(found("[ ]", "{ lib }: lib.network.cidr")).toBe(1);
  });

  test("overlays in files of the project are read", () => {
    const flake = (overlays: string) => ({
      path: "./flake.nix",
      tree: parse(`{ outputs = _: { pkgs = import nixpkgs { overlays = ${overlays}; }; }; }`).tree,
    });
    const files = (overlays: string) => [
      flake(overlays),
      { path: "nix/overlay.nix", tree: parse("a: b: { our-own-tool = 1; }").tree },
      { path: "nix/default.nix", tree: parse("{ x }: { default = a: b: import ./set.nix b; }").tree },
      { path: "nix/set.nix", tree: parse("p: { our-other-tool = 1; } // import ./set.nix p").tree },
    ];
    const found = (overlays: string, name: string) => {
      const declarations = collectDeclarations(files(overlays));
      return check(`{ pkgs }: pkgs.${name}`, { declarations }).diagnostics.map(({ severity }) => severity);
    };
    expect(found("[ (import ./nix/overlay.nix) ]", "our-own-tool")).toEqual([]);
    expect(found("[ ./nix/overlay.nix ]", "our-own-tool")).toEqual([]);
    expect(found("[ (import ./nix/overlay.nix) ]", "some-other-tool")).toEqual(["error"]);
    expect(found("[ (import ./elsewhere.nix) ]", "some-other-tool")).toEqual(["warning"]);
    expect(found("import ./nix { x = 1; }", "our-other-tool")).toEqual([]);
    expect(found("(import ./nix { x = 1; }).default", "our-other-tool")).toEqual([]);
    expect(found("[ (let mine = import ./nix { x = 1; }; in mine.default) ]", "our-other-tool")).toEqual([]);
    expect(found("let mine = import ./nix/overlay.nix; in [ mine ]", "our-own-tool")).toEqual([]);
    expect(found("let mine = a: b: { here = 1; }; in [ mine ]", "here")).toEqual([]);
    expect(found("let mine = a: b: { here = 1; }; in [ mine ]", "some-other-tool")).toEqual(["error"]);
    expect(found("let mine = foo.overlays.default; in [ mine ]", "some-other-tool")).toEqual(["warning"]);
    expect(found("builtins.attrValues (import ./nix { x = 1; })", "our-other-tool")).toEqual([]);
    expect(found("[ (lib.composeManyExtensions [ ./nix/overlay.nix ]) ]", "our-own-tool")).toEqual([]);
    // Those of `hardware.deviceTree` are something else.
    expect(found("[ { name = 1; dtsFile = ./x.dts; } ./y.dtbo ]", "some-other-tool")).toEqual(["error"]);
    expect(found("[ self.overlays.default ]", "some-other-tool")).toEqual(["error"]);
    expect(found("[ inputs.x.overlays.default ]", "some-other-tool")).toEqual(["warning"]);
    expect(found("[ (final: prev: prev.lib.mapAttrs f prev) ]", "some-other-tool")).toEqual(["warning"]);
  });

  test.each([
    [
      "let pkgs = import nixpkgs { overlays = [ (final: prev: { mine = 1; }) ]; }; in [ pkgs.mine pkgs.ripgrepp ]",
    ],
    ["let pkgs = import nixpkgs { config.allowUnfree = true; }; in [ pkgs.ripgrepp ]"],
    ["[ pkgs.ripgrepp ]"],
  ])("packages of a nixpkgs with overlays and settings are checked: %s", (text) => {
    expect(findings(text)).toEqual(["names/unknown-package ripgrepp"]);
  });

  test("the arguments of a package file can be checked", () => {
    const text = "{ lib, stdenv, ripgrpe, python3Packages }: [ ripgrpe python3Packages.requets ]";
    const of = (fromPackages: readonly string[]) =>
      check(text, { fromPackages }).diagnostics.map(({ suggestions }) => suggestions[0]?.message);
    expect(of(["stdenv", "ripgrpe", "python3Packages"])).toEqual(["write `ripgrep`", "write `requests`"]);
    expect(of([])).toEqual([]);
  });

  test.each([
    ["[ ./mine.nix ]", "mine", "warning"],
    ["[ ./hardware-configuration.nix ]", "mine", "error"],
    ["[ ./mine.nix ]", "ngnix", "error"],
    ["[ (import ./mine.nix { }) ] ++ [ ]", "mine", "warning"],
    ["[ ]", "mine", "error"],
  ])(
    "what a file declares that is not at hand is not known: imports = %s, services.%s",
    (imports, name, severity) => {
      const text = `{ imports = ${imports}; services.${name}.enable = true; }`;
      const { diagnostics } = check(text, { kind: "nixos" });
      expect(diagnostics.map((one) => one.severity)).toEqual([severity]);
      if (severity === "warning")
        expect(diagnostics[0]!.message).toMatch(/, unless .\/mine.nix declares it$/);
      const tree = parse(text).tree;
      const files = [
        { path: "x/host.nix", tree },
        { path: "x/mine.nix", tree: parse("{ options.services.other.enable = 1; }").tree },
      ];
      const declarations = collectDeclarations(files);
      const known = check(tree, { kind: "nixos", declarations, isDeclared: true }).diagnostics;
      expect(known.map((one) => one.severity)).toEqual(["error"]);
    },
  );

  test.each([
    // How the file is called, what it takes, and what is found.
    ["pkgs.callPackage ./p.nix { }", "lib, stdenv, ripgrpe", ["error ripgrpe"]],
    ["pkgs.callPackage ./p.nix { }", "lib, stdenv, ripgrep, jq ? null, anything ? 1", []],
    ["pkgs.callPackage ./p.nix { ours = 1; inherit theirs; }", "ours, theirs, jq", []],
    ["pkgs.callPackage ./p.nix { ours = 1; }", "ours, theirs", ["error theirs"]],
    ["pkgs.callPackage ./p.nix arguments", "ours, theirs", []],
    ["pkgs.python3Packages.callPackage ./p.nix { }", "buildPythonPackage, requets", ["error requets"]],
    ["pkgs.python3Packages.callPackage ./p.nix { }", "buildPythonPackage, requests, jq", []],
    ["pkgs.haskellPackages.callPackage ./p.nix { }", "mkDerivation, anything-in-hackage", []],
    ["pkgs.callPackage ./p.nix { }", "buildPythonPackage", ["error buildPythonPackage"]],
    ["ours.callPackage ./p.nix { }", "stdenv, theirs, ripgrpe", ["warning ripgrpe"]],
    ["import ./p.nix { }", "stdenv, theirs, ripgrpe", []],
    ["lib.callPackageWith (pkgs // { ripgrpe = 1; }) ./p.nix { }", "ripgrpe, jqq", []],
    ["let inherit (pkgs) callPackage; in callPackage ./p.nix { }", "ripgrpe", ["error ripgrpe"]],
    [
      "import nixpkgs { overlays = [ (a: b: { x = a.callPackage ./p.nix { y = 1; }; }) ]; }",
      "x, y, z1",
      ["error z1"],
    ],
    ["a: b: { x = a.callPackage ./p.nix { }; }", "stdenv, theirs, ripgrpe", ["warning ripgrpe"]],
  ])("the arguments of a file are looked up by its call: %s, { %s }", (call, formals, expected) => {
    const files = [
      { path: "default.nix", tree: parse(`{ pkgs, nixpkgs, ours, theirs, arguments }: ${call}`).tree },
      { path: "p.nix", tree: parse(`{ ${formals} }: 1`).tree },
    ];
    const declarations = collectDeclarations(files);
    const { diagnostics } = check(files[1]!.tree, { declarations, isDeclared: true });
    expect(
      diagnostics.map(
        ({ severity, path, message }) => `${severity} ${/`(.*?)`/.exec(message)![1]!}${path ?? ""}`,
      ),
    ).toEqual(expected);
  });

  test("a file of pkgs/by-name is called with nixpkgs", () => {
    const file = { path: "pkgs/by-name/ou/ours/package.nix", tree: parse("{ stdenv, abcdef-x }: 1").tree };
    const declarations = collectDeclarations([file]);
    const { diagnostics } = check(file.tree, { declarations, isDeclared: true });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^nixpkgs has no `abcdef-x`/),
    ]);
  });

  test.each([
    ["{ stdenv, version, hash, theirs }: stdenv.mkDerivation { }"],
    ["{ buildPythonPackage, requests, pytestCheckHook }: buildPythonPackage { }"],
    ["{ stdenv, kernel, kernelModuleMakeFlags }: stdenv.mkDerivation { }"],
    ["{ config, lib, pkgs, ripgrpe, ... }: pkgs.stdenv.mkDerivation { }"],
    ["{ pkgs, ripgrpe }: pkgs.mkShell { }"],
  ])("a file that looks like one of a package is left alone where it may be called otherwise: %s", (text) => {
    expect(findings(text)).toEqual([]);
  });

  test("an argument that is used under its wrong name is not replaced alone", () => {
    const replacements = (text: string) =>
      check(text).diagnostics.flatMap(({ suggestions }) =>
        suggestions.slice(0, 1).map((one) => one.replacement?.text),
      );
    expect(replacements("{ stdenv, ripgrpe }: stdenv.mkDerivation { a = ripgrep; }")).toEqual(["ripgrep"]);
    expect(replacements("{ stdenv, ripgrpe }: stdenv.mkDerivation { a = ripgrpe; }")).toEqual([undefined]);
  });

  test("a default that does not fit is an error, and null for a value that must be set a warning", () => {
    const severities = (value: string) =>
      check(`{ lib }: lib.mkOption { type = lib.types.int; default = ${value}; }`).diagnostics.map(
        (one) => one.severity,
      );
    expect([severities("1"), severities('"1"'), severities("null"), severities("x")]).toEqual([
      [],
      ["error"],
      ["warning"],
      [],
    ]);
  });

  test("types of the project itself take every value", () => {
    const text = (type: string) =>
      `{ lib, ours, ... }: let mine = ours.types; in { options.my.a = lib.mkOption { type = ${type}; }; config.my.a = { b = 1; }; }`;
    const found = (type: string) => check(text(type), { kind: "nixos" }).diagnostics.length;
    expect(
      ["ours", "ours.types.str", "mine.str", "(ours lib.types.str)", "lib.types.oneOf ours"].map(found),
    ).toEqual([0, 0, 0, 0, 0]);
    expect(["lib.types.str", "lib.types.nullOr lib.types.int", "lib.types.listOf ours"].map(found)).toEqual([
      1, 1, 1,
    ]);
  });

  test("an option of several modules takes what any of them takes", () => {
    const files = ["int", "str"].map(
      (type) => parse(`{ lib, ... }: { options.my.a = lib.mkOption { type = lib.types.${type}; }; }`).tree,
    );
    const declarations = collectDeclarations(files);
    const found = (value: string) =>
      check(`{ my.a = ${value}; }`, { kind: "nixos", declarations }).diagnostics.length;
    expect([found("1"), found('"a"'), found("true")]).toEqual([0, 0, 1]);
  });

  test("modules of a flake are checked", () => {
    const text = "nixpkgs.lib.nixosSystem { modules = [ { services.ngnix.enable = true; } ]; }";
    expect(findings(text)).toEqual(["names/unknown-option ngnix"]);
  });
});

test("what was built is checked too, and findings tell the path", () => {
  const module = fn(["pkgs", "..."], () => ({
    services: { ngnix: { enable: true } },
    environment: { systemPackages: [select(identifier("pkgs"), "ripgrepp"), pkgs.git] },
    networking: { hostName: call(lib.mkForce, 1) },
  }));
  const { diagnostics } = check(module, { kind: "nixos" });
  expect(diagnostics.map(({ code, path }) => [code, path?.join(".")])).toEqual(
    expect.arrayContaining([
      ["names/unknown-package", "ripgrepp"],
      ["names/unknown-option", "services.ngnix"],
      ["names/option-type", "networking.hostName"],
    ]),
  );
  expect(check(identifier("x")).diagnostics).toEqual([]);
});

test.each([
  // A set of options takes no value; the option below it that does is proposed.
  ["{ hardware.nvidia.modesetting = true; }", "{ hardware.nvidia.modesetting.enable = true; }"],
  [
    '{ users.users.me.openssh.authorizedKeys = [ "key" ]; }',
    '{ users.users.me.openssh.authorizedKeys.keys = [ "key" ]; }',
  ],
  // Where any name can stand, one that differs from an option by case or separators only was meant for it.
  [
    '{ services.openssh.settings.permitRootLogin = "no"; }',
    '{ services.openssh.settings.PermitRootLogin = "no"; }',
  ],
  // Within a submodule, what an option was renamed to is written from there on.
  ["{ security.pam.services.login.u2fAuth = true; }", "{ security.pam.services.login.u2f.enable = true; }"],
  // What lay below an option that was removed was removed with it.
  [
    "{ services.xserver.desktopManager.plasma5.enable = true; }",
    "{ services.desktopManager.plasma6.enable = true; }",
  ],
])("options that stand are proposed: %s", (text, mended) => {
  expect(findings(text, "nixos")).toHaveLength(1);
  expect(mend(text, "nixos")).toBe(mended);
  expect(findings(mended, "nixos")).toEqual([]);
});

describe("where modules from elsewhere may declare options", () => {
  const foreign = parse("{ imports = [ inputs.x.nixosModules.default ]; }").tree;
  const any = parse("{ options.${name}.enable = lib.mkEnableOption name; }").tree;
  const found = (text: string, ...trees: Parameters<typeof collectDeclarations>[0][]) =>
    check(text, {
      kind: "nixos",
      declarations: collectDeclarations(trees.flatMap((one) => [...one])),
    }).diagnostics.map(({ suggestions }) => suggestions[0]?.message);

  test.each([
    ["{ programs.some-tool.enable = true; }", []],
    ["{ programs.openssh = { enable = true; startWhenNeeded = true; }; }", ["write `services.openssh`"]],
    ["{ hme-assistant.enable = true; }", []],
    ["{ servicws = { cron.enable = true; }; }", ["write `services`"]],
  ])("%s", (text, proposed) => {
    expect(found(text, [foreign])).toEqual(proposed);
  });

  test("slips below what the project declares itself", () => {
    const own = parse(
      "{ options.mine = { tool.enable = lib.mkEnableOption name; ports = lib.mkOption { }; }; }",
    ).tree;
    expect(found("{ mine.tool.enable = true; mine.other = 1; }", [foreign, own])).toEqual([]);
    expect(found("{ mine.tools.enable = true; }", [foreign, own])).toEqual(["write `mine.tool.enable`"]);
  });

  test("an option whose name only evaluation tells is none that exists", () => {
    expect(found("{ our-own.enable = true; }", [any])).toEqual([]);
    expect(found("{ netwroking.hostName = name; }", [any])).toEqual(["write `networking.hostName`"]);
    expect(found("{ networking.firewall.enabel = true; }", [any])).toEqual([
      "write `networking.firewall.enable`",
    ]);
  });
});

describe("what a name stands for fits what is wanted there", () => {
  test.each([
    // Functions and the library are no packages, and there is none that is meant.
    "{ pkgs, ... }: { environment.systemPackages = [ «pkgs.fetchurl» ]; }",
    "{ pkgs, ... }: { environment.systemPackages = [ pkgs.git «pkgs.lib» «pkgs.dockerTools» ]; }",
    "{ pkgs, lib, ... }: { environment.systemPackages = with pkgs; [ «lib» «writeText» ]; }",
    "{ pkgs, ... }: { environment.systemPackages = [ «pkgs» ]; }",
    "{ pkgs }: pkgs.mkShell { packages = [ «pkgs.fetchurl» ]; }",
    "{ pkgs }: pkgs.stdenv.mkDerivation (finalAttrs: { buildInputs = [ pkgs.zlib «pkgs.qt5» ]; })",
    "{ pkgs }: pkgs.python3Packages.buildPythonPackage { dependencies = with pkgs.python3Packages; [ requests «pkgs.python3Packages» ]; }",
    "{ pkgs, ... }: { networking.hostName = «pkgs.git»; services.nginx.enable = «pkgs.nginx»; services.openssh.ports = [ «pkgs.git» ]; }",
    "{ pkgs, ... }: { environment.systemPackages = if true then [ «pkgs.vimPlugins» ] else [ «pkgs.haskellPackages» ] ++ [ «pkgs.python3Packages» ]; }",
    "{ pkgs, ... }: let fonts = pkgs.nerd-fonts; in { fonts.packages = [ «fonts» ]; }",
    "{ config, pkgs, ... }: { environment.systemPackages = [ «config.boot.kernelPackages» config.boot.kernelPackages.v4l2loopback ]; }",
  ])("%s", (marked) => {
    const text = marked.replaceAll(/[«»]/g, "");
    const wrong = [...marked.matchAll(/«([^»]*)»/g)].map(([, name]) => `names/option-type ${name!}`);
    expect(findings(text, "nixos")).toEqual(wrong);
  });

  test.each([
    "{ pkgs, ... }: { environment.systemPackages = [ pkgs.python3 pkgs.stdenv pkgs.git.man pkgs.python3Packages.requests pkgs.texliveFull ]; }",
    // Types that take a package, or a set of them, or anything.
    "{ pkgs, ... }: { boot.kernelPackages = pkgs.linuxPackages_latest; fonts.packages = [ pkgs.noto-fonts ]; }",
    "{ pkgs, ... }: { environment.etc.a.source = pkgs.git; environment.variables.A = pkgs.git; users.users.a.shell = pkgs.zsh; }",
    "{ pkgs, ... }: { systemd.services.a.path = [ pkgs.git ]; nixpkgs.pkgs = pkgs; nixpkgs.config = pkgs.config; }",
    "{ pkgs, ... }: { services.xserver.windowManager.xmonad.haskellPackages = pkgs.haskellPackages; }",
    // An overlay may have made a package of it.
    "{ pkgs, ... }: { nixpkgs.overlays = [ (final: prev: { nerd-fonts = prev.jq; }) ]; fonts.packages = [ pkgs.nerd-fonts ]; }",
    // What the file itself calls so, and what only evaluation tells.
    "{ pkgs, ... }: let nerd-fonts = pkgs.jq; in { fonts.packages = [ nerd-fonts ]; }",
    "{ pkgs, mine, ... }: { fonts.packages = with pkgs; with mine; [ nerd-fonts ]; }",
    "{ pkgs }: pkgs.mkShell { packages = with pkgs.python3Packages; [ jq ] ++ (with xsdata.optional-dependencies; cli ++ lxml); }",
    "{ pkgs, ... }: { environment.systemPackages = [ (pkgs.nerd-fonts or pkgs.jq) (pkgs.fetchurl { }) ] ++ map (x: x) [ pkgs.nerd-fonts ]; }",
    "{ pkgs }: pkgs.mkShell { buildInputs = [ pkgs.libintl pkgs.zlib ]; vimPlugins = pkgs.vimPlugins; shellHook = pkgs.git; }",
  ])("nothing is wrong: %s", (text) => {
    expect(findings(text, "nixos")).toEqual([]);
  });

  test("what others call so is proposed for a function", () => {
    const { diagnostics } = check("{ pkgs, ... }: { environment.systemPackages = [ pkgs.rust ]; }", {
      kind: "nixos",
    });
    expect(diagnostics.map(({ suggestions }) => suggestions)).toEqual([
      [{ message: "write `pkgs.rustc`" }, { message: "write `pkgs.cargo`" }],
    ]);
  });
});

describe("what is proposed for a value that does not fit", () => {
  test.each([
    // A single value where a list is wanted, and the reverse.
    ['{ users.users.a.extraGroups = "wheel"; }', '{ users.users.a.extraGroups = [ "wheel" ]; }'],
    [
      '{ systemd.services.a.wantedBy = "multi-user.target"; }',
      '{ systemd.services.a.wantedBy = [ "multi-user.target" ]; }',
    ],
    [
      '{ networking.nameservers = "1.1.1.1 8.8.8.8"; }',
      '{ networking.nameservers = [ "1.1.1.1" "8.8.8.8" ]; }',
    ],
    ['{ fileSystems."/".options = "noatime,ro"; }', '{ fileSystems."/".options = [ "noatime" "ro" ]; }'],
    ["{ services.openssh.ports = 22; }", "{ services.openssh.ports = [ 22 ]; }"],
    ['{ services.openssh.ports = "22"; }', "{ services.openssh.ports = [ 22 ]; }"],
    ["{ users.users.a.packages = null; }", "{ users.users.a.packages = [ ]; }"],
    ['{ networking.hostName = [ "x" ]; }', '{ networking.hostName = "x"; }'],
    ["{ services.nginx.enable = [ true ]; }", "{ services.nginx.enable = true; }"],
    // Each of the values in a list.
    [
      '{ networking.firewall.allowedTCPPorts = [ "80" 22 "443" ]; }',
      "{ networking.firewall.allowedTCPPorts = [ 80 22 443 ]; }",
    ],
    // The name of a package where a package is wanted.
    [
      '{ pkgs, ... }: { environment.systemPackages = [ "git" pkgs.jq "python3Packages.requests" ]; }',
      "{ pkgs, ... }: { environment.systemPackages = [ pkgs.git pkgs.jq pkgs.python3Packages.requests ]; }",
    ],
    [
      '{ pkgs, ... }: { environment.systemPackages = "git vim"; }',
      "{ pkgs, ... }: { environment.systemPackages = [ pkgs.git pkgs.vim ]; }",
    ],
    [
      '{ pkgs, ... }: { services.postgresql.package = "postgresql_16"; }',
      "{ pkgs, ... }: { services.postgresql.package = pkgs.postgresql_16; }",
    ],
    [
      '{ pkgs, ... }: { users.users.a.shell = "zsh"; users.users.b.shell = "/bin/zsh"; }',
      '{ pkgs, ... }: { users.users.a.shell = pkgs.zsh; users.users.b.shell = "/bin/zsh"; }',
    ],
    [
      '{ pkgs, ... }: { fonts.packages = [ "pkgs.noto-fonts" ]; }',
      "{ pkgs, ... }: { fonts.packages = [ pkgs.noto-fonts ]; }",
    ],
  ])("%s", (text, mended) => {
    expect(mend(text, "nixos")).toBe(mended);
    expect(findings(mended, "nixos")).toEqual([]);
  });

  test.each([
    // `pkgs` is not at hand there, so that the text would not evaluate.
    ['{ environment.systemPackages = [ "git" ]; }', ["write `pkgs.git`"]],
    ['{ swapDevices = { device = "/x"; }; }', ["write it in a list, `[ { … } ]`"]],
    // There is no package of that name.
    ['{ pkgs, ... }: { environment.systemPackages = [ "no such thing" ]; }', []],
    ['{ pkgs, ... }: { environment.systemPackages = [ "vimPlugins" ]; }', []],
    ['{ networking.hostName = [ "x" "y" ]; }', []],
  ])("no edit: %s", (text, messages) => {
    const { diagnostics } = check(text, { kind: "nixos" });
    expect(diagnostics.map(({ suggestions }) => suggestions)).toEqual([
      messages.map((message) => ({ message })),
    ]);
  });

  test("a set of which no value fits is reported once", () => {
    const found = (values: string) =>
      findings(`{ systemd.services.a.environment = { ${values} }; }`, "nixos").length;
    expect(found("A = 1; B = 2; C = 3;")).toBe(3);
    expect(found('A = 1; B = 2; C = 3; D = 4; E = "x";')).toBe(4);
    expect(found("A = 1; B = 2; C = 3; D = 4;")).toBe(1);
  });
});

test("a name that evaluation tells stays what it is", () => {
  const text = "{ x, ... }: { systemd.services.${x}.wantedBye = [ ]; networking.hostNam.${x} = 1; }";
  const { diagnostics } = check(text, { kind: "nixos" });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringContaining("below `systemd.services.<name>`"),
    expect.stringContaining("no option `hostNam`"),
  ]);
  expect(diagnostics[0]!.suggestions[0]!.message).toBe("write `systemd.services.<name>.wantedBy`");
  expect(mend(text, "nixos")).toContain("{ systemd.services.${x}.wantedBy = [ ];");
  expect(mend(text, "nixos")).not.toContain("dynamic");
});

describe("arguments of the functions that declare options", () => {
  test.each([
    [
      "{ lib }: lib.mkOption { type = lib.types.nullOr lib.types.listOf lib.types.str; }",
      "{ lib }: lib.mkOption { type = lib.types.nullOr (lib.types.listOf lib.types.str); }",
    ],
    [
      "{ lib }: with lib.types; attrsOf nullOr (enum [ 1 ])",
      "{ lib }: with lib.types; attrsOf (nullOr (enum [ 1 ]))",
    ],
    ['{ lib }: lib.types.enum "a"', '{ lib }: lib.types.enum [ "a" ]'],
    ['{ lib }: lib.types.enum "a" "b"', '{ lib }: lib.types.enum [ "a" "b" ]'],
    ["{ lib }: with lib.types; oneOf str int", "{ lib }: with lib.types; oneOf [ str int ]"],
    ["{ lib }: lib.mkOption { typ = 1; }", "{ lib }: lib.mkOption { type = 1; }"],
  ])("%s", (text, mended) => {
    expect(findings(text)).toEqual([expect.stringMatching(/^names\/wrong-argument /)]);
    expect(mend(text)).toBe(mended);
  });

  test.each([
    "{ lib }: lib.mkOption { type = «lib.types.listOf»; }",
    "{ lib }: lib.mkOption { type = with lib.types; attrsOf «submodule»; }",
    "{ lib }: lib.mkOption { type = lib.types.nullOr («lib.types.either lib.types.str»); }",
    "{ lib }: let t = lib.types.listOf; in lib.mkOption { type = «t»; }",
    "{ lib }: lib.mkOption «3»",
    '{ lib }: lib.mkEnableOption "x" «{ default = true; }»',
    '{ lib }: lib.mkEnableOption «{ description = "x"; }»',
    // The right name stands there too.
    "{ lib }: lib.mkOption { type = lib.types.str; «typ» = lib.types.str; }",
  ])("without an edit: %s", (marked) => {
    const [, wrong] = /«(.*)»/.exec(marked)!;
    const text = marked.replaceAll(/[«»]/g, "");
    expect(findings(text)).toEqual([`names/wrong-argument ${wrong!}`]);
    expect(mend(text)).toBe(text);
  });

  test.each([
    "{ lib, x }: lib.mkOption { type = x; inherit (x) default; }",
    "{ lib }: lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; apply = x: x; visible = false; }",
    '{ lib }: lib.mkEnableOption "x" // { default = true; }',
    "{ lib }: lib.mkEnableOption null // { description = lib.mdDoc or 1; }",
    '{ lib, pkgs }: lib.mkPackageOption pkgs "git" { nullable = true; pkgsText = "p"; }',
    "{ lib }: map lib.types.listOf [ lib.types.str ]",
    "{ lib }: { inherit (lib.types) listOf; a = lib.types.enum (map (x: x) [ ]); b = lib.types.coercedTo lib.types.str (x: x) lib.types.int; }",
    // Another library, and what the project calls so.
    "{ ours }: ours.mkOption { defualt = 1; }",
    "{ lib }: let mkOption = x: x; in mkOption { defualt = 1; }",
    "{ types, lib }: lib.mkOption { type = types.enum types.a; }",
  ])("nothing is wrong: %s", (text) => {
    expect(findings(text)).toEqual([]);
  });

  test("a default that stands for none is a warning, which says when it fails", () => {
    const found = (type: string, value: string) =>
      check(`{ lib }: lib.mkOption { type = lib.types.${type}; default = ${value}; }`).diagnostics;
    for (const [type, value] of [
      ["str", "null"],
      ["int", '""'],
      ["enum [ 1 ]", '""'],
    ] as const) {
      expect(found(type, value).map(({ severity }) => severity)).toEqual(["warning"]);
      expect(found(type, value)[0]!.message).toContain("where nobody sets the option");
      expect(found(type, value)[0]!.suggestions[0]!.message).toContain("leave `default` out");
    }
    expect(found("int", '"x"').map(({ severity }) => severity)).toEqual(["error"]);
    expect(found("listOf lib.types.int", '[ "" ]').map(({ severity }) => severity)).toEqual(["error"]);
    expect(found("nullOr lib.types.str", "null")).toEqual([]);
  });
});

test("what a callback takes is checked, also where its types take every name", () => {
  const found = (value: Parameters<typeof check>[0]) =>
    check(value).diagnostics.map(({ message }) => message);
  expect(found(fn("pkgs", ({ pkgs: set }) => [set["ripgrepp"]!]))[0]).toContain("has no `ripgrepp`");
  expect(found(fn(["lib"], ({ lib: own }) => call(own["mkIff"]!, true)))[0]).toContain("has no `mkIff`");
  expect(found(overlay(({ prev }) => ({ tool: prev["ripgrepp"]! })))[0]).toContain("has no `ripgrepp`");
});

test("every answer says what it rests on", () => {
  expect(check("{ }", { kind: "nixos" }).sources.join()).toMatch(/NixOS\/nixpkgs .* of \d{4}-\d{2}/);
});

test("a module is known by the sets that its options would be in", () => {
  const parsed = (text: string) => parse(text).tree;
  expect(guessKind(parsed("{ services.nginx.enabel = true; }"))).toBe("nixos");
  expect(guessKind(parsed("{ homebrew.caskz.a = [ ]; system.defaults.dock.autohde = true; }"))).toBe(
    "nix-darwin",
  );
  expect(guessKind(parsed("{ services.mine.enable = true; }"))).toBeUndefined();
});

describe("names where any can stand", () => {
  test.each([
    ["services.openssh.settings.PasswordAuthentification = false;", "PasswordAuthentication"],
    ["nix.settings.max-job = 4;", "max-jobs"],
    ["nix.settings.substitutors = [ ];", "substituters"],
    ["nix.settings.trusted-user = [ ];", "trusted-users"],
    ["nix.settings.auto-optimize-store = true;", "auto-optimise-store"],
  ])("%s is nearly an option", (text, right) => {
    const { diagnostics } = check(`{ ${text} }`, { kind: "nixos" });
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "names/unknown-option" }]);
    expect(diagnostics[0]!.suggestions[0]!.message).toContain(right);
  });

  test.each([
    "nix.settings.extra-substituters = [ ];",
    'services.postfix.settings.main.smtpd_tls_CAfile = "/a";',
    "services.syncthing.settings.options.globalAnnounceEnabled = false;",
  ])("%s is another name", (text) => {
    expect(findings(`{ ${text} }`, "nixos")).toEqual([]);
  });
});

describe("options of another kind", () => {
  test.each<[string, OptionKind, string]>([
    ["{ home.packages = [ ]; }", "nixos", "it is an option of home-manager"],
    ["{ services.openssh.enable = true; }", "home-manager", "it is an option of NixOS and of nix-darwin"],
    ["{ networking.firewall.enable = true; }", "nix-darwin", "it is an option of NixOS"],
  ])("%s in %s", (text, kind, message) => {
    expect(check(text, { kind }).diagnostics).toMatchObject([{ message: expect.stringContaining(message) }]);
  });
});

describe("modules of inputs", () => {
  const module = (input: string, settings: string) =>
    `{ inputs, ... }: { imports = [ inputs.${input}.nixosModules.default ]; ${settings} }`;

  test("declare what is known of those that are well known", () => {
    expect(findings(module("sops-nix", "sops.secrets.a = { };"), "nixos")).toEqual([]);
    expect(findings(module("sops-nix", "services.foo.enable = true;"), "nixos")).toHaveLength(1);
    expect(findings(module("elsewhere", "services.foo.enable = true;"), "nixos")).toEqual([]);
  });

  test("are no excuse for what people look for under names that no module has", () => {
    expect(findings(module("elsewhere", "services.docker.enable = true;"), "nixos")).toHaveLength(1);
  });

  test("leave the options of the users of home-manager to be checked", () => {
    const text = `{
      outputs = { nixpkgs, home-manager, ... }: {
        nixosConfigurations.a = nixpkgs.lib.nixosSystem {
          modules = [
            home-manager.nixosModules.home-manager
            { home-manager.users.ann = { services.nginx.enable = true; programs.git.enable = true; }; }
          ];
        };
      };
    }`;
    expect(findings(text)).toEqual(["names/unknown-option nginx"]);
  });
});

describe("what is proposed", () => {
  test.each([
    [
      "{ services.xserver.displayManager.gdm.enable = true; }",
      "{ services.displayManager.gdm.enable = true; }",
    ],
    ["{ services.xserver.libinput.enable = true; }", "{ services.libinput.enable = true; }"],
    [
      "{ services.xserver = { displayManager.gdm.enable = true; }; }",
      "{ services = { displayManager.gdm.enable = true; }; }",
    ],
    ["{ hardware.pulseaudio.enable = true; }", "{ services.pulseaudio.enable = true; }"],
    [
      '{ security.acme = { email = "x"; acceptTerms = true; }; }',
      '{ security.acme = { defaults.email = "x"; acceptTerms = true; }; }',
    ],
  ])("leaves no name of an old path: %s", (text, right) => {
    expect(mend(text, "nixos")).toBe(right);
    expect(check(right, { kind: "nixos" }).diagnostics).toEqual([]);
  });

  test.each([
    ["{ services.xserver = { displayManager.gdm.enable = true; enable = true; }; }"],
    ["{ hardware = { pulseaudio.enable = true; graphics.enable = true; }; }"],
    ["{ services.xserver = lib.mkMerge [ { libinput.enable = true; } { enable = true; } ]; }"],
    ["{ services.xserver = { libinput.enable = true; } // { enable = true; }; }"],
  ])("moves no other setting: %s", (text) => {
    const [found] = check(text, { kind: "nixos" }).diagnostics;
    expect(found?.code).toBe("names/renamed-option");
    expect(found?.suggestions[0]?.message).toMatch(/^write `services\./);
    expect(found?.suggestions[0]?.replacement).toBeUndefined();
  });

  test("writes no part of a path that is for the user to choose", () => {
    const text = '{ services.nginx.virtualHosts."a.example".port = 80; }';
    const [first] = check(text, { kind: "nixos" }).diagnostics[0]!.suggestions;
    expect(first).toEqual({ message: 'write `services.nginx.virtualHosts."a.example".listen.*.port`' });
  });

  test("leads to no other service where the one that was written exists", () => {
    const text = "{ services.postgresql.ensureUsers = [ { ensurePermisions = { }; } ]; }";
    const [first] = check(text, { kind: "nixos" }).diagnostics;
    expect(first!.suggestions.map(({ message }) => message).join()).not.toMatch(/mysql/);
  });

  test.each([
    ['services.logind.extraConfig = "";', ["set `services.logind.settings.Login` instead"]],
    ['services.xserver.videoDriver = "nvidia";', ["set `services.xserver.videoDrivers` instead"]],
    [
      "virtualisation.docker.enableNvidia = true;",
      ["set `hardware.nvidia-container-toolkit.enable` instead"],
    ],
    ["boot.loader.grub.version = 2;", []],
  ])("of an old option, what its module names: %s", (text, messages) => {
    const [first, ...more] = check(`{ ${text} }`, { kind: "nixos" }).diagnostics;
    expect(more).toEqual([]);
    expect(first!.suggestions).toEqual(messages.map((message) => ({ message })));
  });

  test.each([
    ["{ sound.enable = true; a = 1; }", "{  a = 1; }"],
    ["{ sound = { enable = true; }; }", "{ sound = {  }; }"],
    // What may be worth keeping, and comments, are left for people to remove.
    ["{ x, ... }: { sound.enable = x.y; }", undefined],
    ["{ sound.enable = /* why */ true; }", undefined],
    ["{ sound.enable /* why */ = true; }", undefined],
    ["{ lib, ... }: { sound.enable = lib.mkForce true; }", undefined],
    ["{ sound.enable = true; # why\n }", undefined],
  ])("an option that is gone can go: %s", (text, without) => {
    const [first] = check(text, { kind: "nixos" }).diagnostics;
    expect(first!.code).toBe("names/removed-option");
    expect(first!.suggestions[0]!.message).toBe("remove it");
    const { span, text: other } = first!.suggestions[0]!.replacement ?? {};
    expect(span && text.slice(0, span.start) + other + text.slice(span.end)).toBe(without);
  });

  test.each([
    [
      '{ pkgs }: [ (pkgs.nerdfonts.override { fonts = [ "FiraCode" ]; }) ]',
      "{ pkgs }: [ pkgs.nerd-fonts.fira-code ]",
    ],
    [
      '{ pkgs }: with pkgs; [ jq (nerdfonts.override { fonts = [ "Hack" "JetBrainsMono" ]; }) ]',
      "{ pkgs }: with pkgs; [ jq nerd-fonts.hack nerd-fonts.jetbrains-mono ]",
    ],
    [
      '{ pkgs }: { a = pkgs.nerdfonts.override { fonts = [ "Meslo" ]; }; }',
      "{ pkgs }: { a = pkgs.nerd-fonts.meslo-lg; }",
    ],
    ["{ pkgs }: with pkgs; [ git python@3.12 jq ]", "{ pkgs }: with pkgs; [ git python312 jq ]"],
    ["{ pkgs }: [ pkgs.postgresql@16 ]", "{ pkgs }: [ pkgs.postgresql_16 ]"],
  ])("packages in a form that they have elsewhere, or had: %s", (text, mended) => {
    const found = check(text).diagnostics.find(({ code }) => code === "names/unknown-package");
    const { span, text: other } = found!.suggestions[0]!.replacement!;
    expect(text.slice(0, span.start) + other + text.slice(span.end)).toBe(mended);
  });

  test("names that are free take no second set of the same kind", () => {
    const [first] = check('{ systemd.user.services.x.Service.ExecStart = "y"; }', {
      kind: "nixos",
    }).diagnostics;
    expect(first!.suggestions.map(({ message }) => message)).toEqual([
      "write `systemd.user.services.x.serviceConfig.ExecStart`",
    ]);
  });

  test("an option that takes the value comes first, and the others are no edits", () => {
    const proposed = (text: string) => check(text, { kind: "nixos" }).diagnostics[0]!.suggestions;
    expect(proposed("{ services.mysql.users = [ ]; }")[0]!.message).toBe(
      "write `services.mysql.ensureUsers`",
    );
    expect(proposed('{ services.mysql.users = "a"; }')[0]!.message).toBe("write `services.mysql.user`");
    expect(proposed("{ services.postgresql.ensureUsers = [ { ensurePermissions = { }; } ]; }")).toEqual([
      { message: "write `services.postgresql.ensureUsers.*.ensureDBOwnership`" },
    ]);
  });

  test.each([
    ["{ pkgs }: with pkgs; [ xorg.xeyes ]", "{ pkgs }: with pkgs; [ xeyes ]"],
    ["{ pkgs }: with pkgs; [ docker.io ]", "{ pkgs }: with pkgs; [ docker ]"],
    ["{ pkgs }: [ pkgs.containerd.io ]", "{ pkgs }: [ pkgs.containerd ]"],
    ["{ pkgs }: with pkgs; [ gnome.nautilus ]", "{ pkgs }: with pkgs; [ nautilus ]"],
    [
      "{ pkgs }: builtins.attrValues { inherit (pkgs) nixfmt-rfc-style; }",
      "{ pkgs }: builtins.attrValues { inherit (pkgs) nixfmt; }",
    ],
  ])("takes the names around with it: %s", (text, right) => {
    expect(mend(text)).toBe(right);
    expect(findings(right)).toEqual([]);
  });

  // The name stands in other places too, or nothing is known to have taken its place.
  test.each([
    "{ pkgs }: let inherit (pkgs) nixfmt-rfc-style; in [ nixfmt-rfc-style ]",
    "{ pkgs }: rec { inherit (pkgs) ripgrpe; all = [ ripgrpe ]; }",
    "{ pkgs }: pkgs.callPackage ./a.nix { inherit (pkgs) nixfmt-rfc-style; }",
    "{ pkgs }: { inherit (pkgs.xorg) libX11; }",
  ])("is no edit where that would break something: %s", (text) => {
    const { diagnostics } = check(text);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]!.suggestions[0]).toHaveProperty("message");
    expect(mend(text)).toBe(text);
  });

  test("names a package by its whole path where it is none of the set", () => {
    const [found] = check("{ pkgs }: pkgs.linuxPackages.zfs").diagnostics;
    expect(found?.suggestions[0]?.message).toBe("write `pkgs.zfs`");
  });
});
