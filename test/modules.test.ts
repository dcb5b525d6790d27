import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "@nixgen/parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  call,
  config,
  fn,
  homeModule,
  lib,
  mkAfter,
  mkBefore,
  mkDefault,
  mkEnableOption,
  mkForce,
  mkIf,
  mkMerge,
  mkOption,
  mkOrder,
  mkOverride,
  mkPackageOption,
  nixosModule,
  pkgs,
  print,
  reference,
  select,
  str,
  toNix,
  types,
  type Built,
  type NixValue,
} from "nixgen";
import { evalNix, hasNix, nixpkgsLib } from "./nix.js";

const directory = mkdtempSync(join(tmpdir(), "nixgen-modules-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const cfg = reference("cfg");

/** A service as NixOS has many: it declares options, and defines others where it is switched on. */
const serviceModule = nixosModule(
  {
    options: {
      services: {
        web: {
          enable: mkEnableOption("the web server"),
          package: mkPackageOption("caddy"),
          port: mkOption({ type: types.port, default: 8080, description: "The port that it listens on." }),
          mode: mkOption({ type: types.enum(["fast", "safe"]), default: "safe" }),
          extraConfig: mkOption({ type: types.lines, default: "" }),
          environment: mkOption({ type: types.attrsOf(types.str), default: {} }),
          limits: mkOption({ type: types.nullOr(types.ints.between(1, 10)), default: null }),
          sites: mkOption({
            type: types.attrsOf(
              types.submodule({
                options: {
                  root: mkOption({ type: types.str, default: str`/srv/${reference("name")}` }),
                  aliases: mkOption({ type: types.listOf(types.str), default: [], example: ["www"] }),
                },
              }),
            ),
            default: {},
          }),
        },
      },
    },
    config: mkIf(cfg.enable!, {
      systemd: {
        services: {
          web: {
            description: "Web server",
            wantedBy: ["multi-user.target"],
            environment: mkMerge([
              { PORT: call(select(reference("builtins"), "toString"), cfg.port!) },
              cfg.environment!,
            ]),
            serviceConfig: {
              ExecStart: str`${cfg.package!}/bin/caddy run`,
              DynamicUser: true,
            },
          },
        },
      },
      networking: { firewall: { allowedTCPPorts: [cfg.port!] } },
      assertions: [
        {
          assertion: call(
            lib.all,
            fn("site", ({ site }) => call(lib.hasPrefix, "/", site!.root!)),
            call(lib.attrValues, cfg.sites!),
          ),
          message: "The root of a site starts with a slash.",
        },
      ],
      warnings: call(lib.optional, call(reference("isFast"), cfg.mode!), "The mode `fast` is not safe."),
    }),
  },
  {
    let: { cfg: config.services!.web!, isFast: fn("mode", ({ mode }) => call(lib.hasInfix, "fast", mode!)) },
  },
);

/** What a user says of it, in several modules that are merged. */
const userModule = nixosModule({
  services: {
    web: {
      enable: true,
      port: mkForce(9090),
      mode: mkDefault("fast"),
      extraConfig: "middle",
      environment: { LANG: "C", LEVEL: mkOverride(90, "debug") },
      sites: { blog: {}, shop: { root: "/data/shop", aliases: ["a"] } },
    },
  },
});

const otherModule = nixosModule({
  services: {
    web: {
      port: 1,
      mode: mkOverride(900, "safe"),
      extraConfig: mkMerge([mkBefore("first"), mkAfter("last"), mkOrder(600, "second")]),
      environment: { LEVEL: "info" },
      sites: { shop: { aliases: ["b"] } },
    },
  },
  networking: { firewall: { allowedTCPPorts: mkIf(config.services!.web!.enable!, [22]) } },
});

/** The options of NixOS that the modules define, as far as these need them. */
const surroundings = `
  { lib, ... }: let inherit (lib) mkOption types; in {
    options = {
      systemd.services = mkOption { type = types.attrsOf types.anything; };
      networking.firewall.allowedTCPPorts = mkOption { type = types.listOf types.port; default = [ ]; };
      assertions = mkOption { type = types.listOf types.unspecified; default = [ ]; };
      warnings = mkOption { type = types.listOf types.str; default = [ ]; };
      home = {
        packages = mkOption { type = types.listOf types.package; default = [ ]; };
        file = mkOption { type = types.attrsOf types.anything; default = { }; };
        sessionVariables = mkOption { type = types.attrsOf types.str; default = { }; };
      };
      programs.git = mkOption { type = types.submodule { freeformType = types.attrsOf types.anything; }; default = { }; };
      specialisation = mkOption { type = types.attrsOf types.anything; default = { }; };
    };
    config._module.args.pkgs = {
      caddy = { type = "derivation"; outPath = "/nix/store/caddy"; };
      git = { type = "derivation"; outPath = "/nix/store/git"; };
    };
  }`;

const homeModules = [
  homeModule({
    home: {
      packages: [pkgs.git],
      sessionVariables: { EDITOR: mkDefault("vi") },
      file: { ".hushlogin": { text: "" } },
    },
    programs: { git: { enable: true, userName: "Alice" } },
  }),
  homeModule({
    home: { sessionVariables: { EDITOR: "hx" } },
    specialisation: { dark: { configuration: { home: { sessionVariables: { THEME: "dark" } } } } },
  }),
];

function evaluate(modules: readonly Built[], expression: string): unknown {
  const names = modules.map((module, index) => {
    const file = join(directory, `module-${index}.nix`);
    const text = String(module);
    expect(format(text)).toBe(text);
    writeFileSync(file, text);
    return file;
  });
  return evalNix(`
    let
      lib = import ${nixpkgsLib};
      result = lib.evalModules { modules = [ (${surroundings}) ${names.join(" ")} ]; };
      inherit (result) config options;
    in ${expression}`);
}

describe.skipIf(!hasNix || nixpkgsLib === undefined)("modules in the true module system", () => {
  let system: Record<string, unknown>;

  beforeAll(() => {
    system = evaluate(
      [serviceModule, userModule, otherModule],
      `{
        inherit (config) services assertions warnings;
        unit = config.systemd.services.web;
        ports = config.networking.firewall.allowedTCPPorts;
        descriptions = {
          enable = options.services.web.enable.description;
          mode = options.services.web.mode.type.description;
          sites = options.services.web.sites.type.description;
        };
      }`,
    ) as Record<string, unknown>;
  });

  it("merges definitions by priority and order", () => {
    expect(system["services"]).toEqual({
      web: {
        enable: true,
        package: "/nix/store/caddy",
        port: 9090,
        mode: "safe",
        extraConfig: "first\nsecond\nmiddle\nlast",
        environment: { LANG: "C", LEVEL: "debug" },
        limits: null,
        sites: {
          blog: { root: "/srv/blog", aliases: [] },
          shop: { root: "/data/shop", aliases: ["a", "b"] },
        },
      },
    });
  });

  it("defines other options where the condition holds", () => {
    expect(system["unit"]).toEqual({
      description: "Web server",
      wantedBy: ["multi-user.target"],
      environment: { PORT: "9090", LANG: "C", LEVEL: "debug" },
      serviceConfig: { ExecStart: "/nix/store/caddy/bin/caddy run", DynamicUser: true },
    });
    expect(system["ports"]).toEqual([22, 9090]);
    expect(system["warnings"]).toEqual([]);
    expect(system["assertions"]).toEqual([
      { assertion: true, message: "The root of a site starts with a slash." },
    ]);
  });

  it("declares options with the descriptions and types that they say", () => {
    expect(system["descriptions"]).toEqual({
      enable: "Whether to enable the web server.",
      mode: 'one of "fast", "safe"',
      sites: "attribute set of (submodule)",
    });
  });

  it("takes modules of homes", () => {
    expect(evaluate(homeModules, "{ inherit (config) home programs specialisation; }")).toEqual({
      home: {
        packages: ["/nix/store/git"],
        file: { ".hushlogin": { text: "" } },
        sessionVariables: { EDITOR: "hx" },
      },
      programs: { git: { enable: true, userName: "Alice" } },
      specialisation: { dark: { configuration: { home: { sessionVariables: { THEME: "dark" } } } } },
    });
  });

  it("refuses values that a type does not take", () => {
    const wrong = nixosModule({ services: { web: { mode: "slow" } } });
    expect(() => evaluate([serviceModule, wrong], "config.services.web.mode")).toThrow(
      'one of "fast", "safe"',
    );
  });

  it("knows all types that the library knows", () => {
    const all = {
      a: types.either(types.str, types.ints.positive),
      b: types.oneOf([types.bool, types.float, types.path]),
      c: types.coercedTo(types.int, select(reference("builtins"), "toString"), types.str),
      d: types.attrTag({ tcp: mkOption({ type: types.port }), unix: mkOption({ type: types.path }) }),
      e: types.functionTo(types.str),
      f: types.uniq(types.str),
      g: types.unique({ message: "once" }, types.str),
      h: types.addCheck(types.int, fn("x", true)),
      i: types.strMatching("[a-z]+"),
      j: types.separatedString(":"),
      k: types.submoduleWith({ modules: [{ options: { x: mkOption({ type: types.raw }) } }] }),
      l: types.attrsWith({ elemType: types.str, lazy: true, placeholder: "user" }),
      m: types.nonEmptyListOf(types.singleLineStr),
      n: types.passwdEntry(types.str),
      o: types.pathWith({ inStore: false, absolute: true }),
      p: types.deferredModule,
      q: types.lazyAttrsOf(types.anything),
      r: types.numbers.between(0, 1),
    };
    const names = Object.keys(all);
    const declared = Object.fromEntries(
      Object.entries(all).map(([name, type]) => [name, mkOption({ type: type as never })]),
    );
    const module = nixosModule({ options: { all: declared } });
    const kinds = evaluate(
      [module],
      `map (name: lib.isType "option-type" options.all.\${name}.type) [ ${names.map((name) => `"${name}"`).join(" ")} ]`,
    );
    expect(kinds).toEqual(names.map(() => true));
  });

  it("has every type that stands by itself in the true library", () => {
    const simple = Object.entries(types).filter(([, type]) => typeof type === "object" && "schema" in type);
    const text = simple.map(
      ([, type]) => `(${String(nixosModule({ options: { x: mkOption({ type: type as never }) } }))})`,
    );
    const known = evalNix(`
      let lib = import ${nixpkgsLib}; in
      map (module: lib.isType "option-type" (module { inherit lib; }).options.x.type) [ ${text.join(" ")} ]`);
    expect(known).toEqual(simple.map(() => true));
    expect(simple.length).toBeGreaterThan(25);
  });
});

/** What `lib.types` has besides types: functions that make and merge them. */
const notTypes = [
  "defaultFunctor",
  "defaultTypeMerge",
  "isOptionType",
  "isType",
  "mergeTypes",
  "mkOptionType",
  "noCheckForDocsModule",
  "optionDescriptionPhrase",
  "setType",
  "types",
  // It throws: `attrsOf` took its place.
  "loaOf",
];

describe.skipIf(!hasNix || nixpkgsLib === undefined)("the types of options", () => {
  it("are all that lib.types has", () => {
    const names = evalNix(`builtins.attrNames (import ${nixpkgsLib}).types`) as string[];
    expect(names.filter((name) => !notTypes.includes(name) && !Object.hasOwn(types, name))).toEqual([]);
  });

  const check = fn("value", () => true);
  const composed = [
    types.enum(["a"]),
    types.nullOr(types.str),
    types.listOf(types.str),
    types.nonEmptyListOf(types.str),
    types.attrsOf(types.str),
    types.lazyAttrsOf(types.str),
    types.attrsWith({ elemType: types.str, lazy: true, placeholder: "name" }),
    types.attrListOf(types.str),
    types.attrListWith({ elemType: types.str, asAttrs: true }),
    types.attrTag({ a: mkOption({ type: types.str }) }),
    types.functionTo(types.str),
    types.passwdEntry(types.str),
    types.uniq(types.str),
    types.unique({ message: "once" }, types.str),
    types.either(types.str, types.int),
    types.oneOf([types.str, types.int]),
    types.coercedTo(types.int, lib["toString"]!, types.str),
    types.addCheck(types.str, check),
    types.strMatching("a+"),
    types.separatedString(":"),
    types.ints.between(1, 2),
    types.numbers.between(0, 1),
    types.pathWith({ inStore: true }),
    types.serializableValueWith({ typeName: "YAML" }),
    types.deferredModuleWith({ staticModules: [] }),
    types.submodule({ options: {} }),
    types.submoduleWith({ modules: [{}] }),
  ];
  const simple = [types, types.ints, types.numbers].flatMap((set) =>
    Object.values(set).filter((type): type is NixValue => typeof type === "object" && toNix in type),
  );

  it.each([...simple, ...composed].map((type) => print(type).trim()))("%s is one", (code) => {
    expect(evalNix(`let lib = import ${nixpkgsLib}; in lib.isOptionType (${code})`)).toBe(true);
  });
});
