# Something that stands in for `pkgs` where only `lib` of nixpkgs is there: enough for modules to say what options they have.
# Every package is the same, and can be called as a function; what needs a real one is found out by the caller.
{
  lib,
  system,
  # A JSON file with the names of packages by package set; "" is the top level.
  packageNames,
}:
let
  names = builtins.fromJSON (builtins.readFile packageNames);

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

  scalars = with lib.types; [
    bool
    int
    float
    str
    path
  ];
  dataOf =
    wrap:
    let
      value =
        wrap (
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
  data = dataOf lib.types.nullOr;

  formatWith = typeOf: arguments: {
    type = typeOf arguments;
    generate = name: _: fake name;
    lib.types = {
      inherit atom;
    };
  };
  format = type: formatWith (_: type);

  atom =
    with lib.types;
    nullOr (oneOf [
      bool
      int
      float
      str
    ]);
  # The values of a key in a file of keys: several only where the format was told what to do with them.
  keys =
    arguments:
    let
      takesLists =
        arguments.listsAsDuplicateKeys or false || arguments.listToValue or null != null;
    in
    lib.types.attrsOf (if takesLists then lib.types.either atom (lib.types.listOf atom) else atom);
  sections = arguments: lib.types.attrsOf (keys arguments);

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
    ini = formatWith sections;
    iniWithGlobalSection = format data;
    gitIni = formatWith (_: sections { listsAsDuplicateKeys = true; });
    systemd = formatWith (_: sections { listsAsDuplicateKeys = true; });
    toml = format (dataOf (type: type));
    keyValue = formatWith keys;
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
        "xml"
        "yaml"
        "yaml_1_1"
        "yaml_1_2"
      ]
  );
in
fakes names.""
// builtins.mapAttrs (_: fakes) (builtins.removeAttrs names [ "" ])
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
}
