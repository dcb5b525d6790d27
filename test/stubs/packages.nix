# A `pkgs` that evaluates without nixpkgs. Packages are strings; what builds something gives its name and its argument, so
# that a test sees what a real nixpkgs would get.
let
  genAttrs =
    names: f:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = f name;
      }) names
    );
  # Functions of nixpkgs may take the final attributes; the result depends on itself.
  fix =
    arguments:
    if builtins.isFunction arguments then
      let
        final = arguments final;
      in
      final
    else
      arguments;
  builder = function: arguments: {
    inherit function;
    arguments = fix arguments;
  };
  package = name: "/nix/store/${name}";
  overridable = name: {
    outPath = package name;
    patches = [ ];
    override = arguments: {
      inherit name arguments;
      by = "override";
    };
    overrideAttrs =
      change:
      let
        previous = {
          inherit name;
          patches = [ "old.patch" ];
        };
        apply = if builtins.isFunction change then change previous else change;
      in
      {
        inherit name;
        by = "overrideAttrs";
        attributes = if builtins.isFunction apply then apply previous else apply;
      };
  };
  lib = {
    inherit genAttrs;
    inherit (builtins) attrNames concatStringsSep elem;
    filterAttrs =
      test: set:
      builtins.removeAttrs set (builtins.filter (name: !test name set.${name}) (builtins.attrNames set));
    getVersion = _: "9.6";
    importJSON = file: builtins.fromJSON (builtins.readFile file);
    makeBinPath = packages: builtins.concatStringsSep ":" (map (path: "${path}/bin") packages);
    mapAttrsToList = f: set: map (name: f name set.${name}) (builtins.attrNames set);
    versionAtLeast = left: right: builtins.compareVersions left right >= 0;
    fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    licenses = genAttrs [ "mit" "asl20" "gpl3Only" ] (name: {
      shortName = name;
    });
    platforms = genAttrs [ "linux" "darwin" "unix" "all" ] (name: [ name ]);
    maintainers = genAttrs [ "eelco" ] (name: {
      github = name;
    });
    sourceTypes = genAttrs [ "fromSource" "binaryNativeCode" ] (name: {
      shortName = name;
    });
  };
  pythonPackages =
    genAttrs [ "setuptools" "requests" "pytestCheckHook" "click" ] (name: package "python-${name}")
    // genAttrs [ "buildPythonApplication" "buildPythonPackage" ] builder;
  pkgs =
    genAttrs [
      "bash"
      "busybox"
      "cacert"
      "caddy"
      "coreutils"
      "curl"
      "git"
      "go"
      "gopls"
      "gotools"
      "installShellFiles"
      "jq"
      "makeWrapper"
      "nodejs"
      "nodejs_22"
      "openssh"
      "openssl"
      "pkg-config"
      "python3"
      "restic"
      "ripgrep"
      "rsync"
      "tzdata"
    ] package
    // genAttrs [ "hello" "vim" ] overridable
    // genAttrs [
      "buildEnv"
      "buildGoModule"
      "buildNpmPackage"
      "fetchCrate"
      "fetchFromBitbucket"
      "fetchFromCodeberg"
      "fetchFromGitHub"
      "fetchFromGitLab"
      "fetchFromGitea"
      "fetchFromSourcehut"
      "fetchPypi"
      "fetchgit"
      "fetchhg"
      "fetchpatch"
      "fetchurl"
      "fetchzip"
      "mkShell"
      "symlinkJoin"
      "writeShellApplication"
      "writeTextFile"
    ] builder
    // {
      inherit lib pkgs;
      stdenv.mkDerivation = builder "mkDerivation";
      stdenvNoCC.mkDerivation = builder "mkDerivationNoCC";
      rustPlatform.buildRustPackage = builder "buildRustPackage";
      python3Packages = pythonPackages;
      python312Packages = pythonPackages;
      writeShellScriptBin = name: text: { inherit name text; };
      writeShellScript = name: text: { inherit name text; };
      writeText = name: text: { inherit name text; };
      runCommand = name: attributes: script: { inherit name attributes script; };
      runCommandLocal = name: attributes: script: { inherit name attributes script; };
      callPackage =
        file: arguments:
        let
          function = if builtins.isFunction file then file else import file;
        in
        function (builtins.intersectAttrs (builtins.functionArgs function) pkgs // arguments);
      fakeNss.override = arguments: { fakeNss = arguments; };
      testers.runNixOSTest = builder "runNixOSTest";
      dockerTools =
        genAttrs [
          "buildImage"
          "buildLayeredImage"
          "streamLayeredImage"
          "pullImage"
          "exportImage"
          "buildNixShellImage"
          "streamNixShellImage"
        ] builder
        // genAttrs [ "binSh" "caCertificates" "fakeNss" "usrBinEnv" ] package;
    };
in
pkgs
