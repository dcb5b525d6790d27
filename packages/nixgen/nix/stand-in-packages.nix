# Something that stands in for `pkgs` where only `lib` of nixpkgs is there: enough for modules to say what options they have.
# Every package is the same, and can be called as a function; what needs a real one is found out by the caller.
{
  lib,
  system,
}:
let
  fake =
    name:
    let
      self = {
        type = "derivation";
        inherit name system;
        pname = name;
        version = "0";
        outPath = "/nix/store/00000000000000000000000000000000-${name}";
        drvPath = "/nix/store/00000000000000000000000000000000-${name}.drv";
        outputs = [ "out" ];
        out = self;
        dev = self;
        bin = self;
        lib = self;
        man = self;
        src = self;
        meta = {
          description = "";
          homepage = "";
          license = { };
          mainProgram = name;
          platforms = [ ];
        };
        passthru = { };
        override = _: self;
        overrideAttrs = _: self;
        withPackages = _: self;
        __functor = self: _: self;
      };
    in
    self;

  fakes =
    names:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = fake name;
      }) names
    );

  linesOf =
    file:
    if builtins.pathExists file then
      builtins.filter (line: line != "") (lib.splitString "\n" (builtins.readFile file))
    else
      [ ];

  scalars = with lib.types; [
    bool
    int
    float
    str
    path
  ];
  data =
    let
      value =
        lib.types.nullOr (
          lib.types.oneOf (
            scalars
            ++ [
              (lib.types.attrsOf value)
              (lib.types.listOf value)
            ]
          )
        )
        // {
          description = "data";
        };
    in
    value;
  atom = lib.types.nullOr (lib.types.oneOf scalars);

  format = type: _: {
    inherit type;
    generate = name: _: fake name;
    lib.types = {
      inherit atom;
    };
  };
  sections = lib.types.attrsOf (lib.types.attrsOf (lib.types.either atom (lib.types.listOf atom)));

  builders = fakes [
    "buildEnv"
    "callPackage"
    "fetchFromGitHub"
    "fetchgit"
    "fetchpatch"
    "fetchurl"
    "fetchzip"
    "linkFarm"
    "makeSetupHook"
    "makeWrapper"
    "mkShell"
    "replaceVars"
    "runCommand"
    "runCommandLocal"
    "runtimeShell"
    "runtimeShellPackage"
    "substituteAll"
    "symlinkJoin"
    "writeScript"
    "writeScriptBin"
    "writeShellApplication"
    "writeShellScript"
    "writeShellScriptBin"
    "writeText"
    "writeTextDir"
    "writeTextFile"
  ];

  formats = {
    ini = format sections;
    iniWithGlobalSection = format data;
    gitIni = format sections;
    systemd = format sections;
    keyValue = format (lib.types.attrsOf (lib.types.either atom (lib.types.listOf atom)));
  }
  // builtins.listToAttrs (
    map
      (name: {
        inherit name;
        value = format data;
      })
      [
        "cdn"
        "configobj"
        "elixirConf"
        "hcl1"
        "hocon"
        "javaProperties"
        "json"
        "json5"
        "libconfig"
        "lua"
        "nixConf"
        "php"
        "plist"
        "pythonVars"
        "toml"
        "xml"
        "yaml"
        "yaml_1_1"
        "yaml_1_2"
      ]
  );
in
fakes (linesOf ../data/package-names.txt)
// fakes (linesOf ../data/package-names-more.txt)
// builders
// {
  inherit lib system formats;
  path = ./stand-in-nixpkgs;
  config = { };
  overlays = [ ];
  stdenv = fake "stdenv" // {
    hostPlatform = lib.systems.elaborate system;
    buildPlatform = lib.systems.elaborate system;
    targetPlatform = lib.systems.elaborate system;
    inherit (lib.systems.elaborate system) isLinux isDarwin isx86_64;
    mkDerivation = _: fake "derivation";
  };
  python3Packages = fakes (linesOf ../data/python-package-names.txt);
}
