# A package set that evaluates without nixpkgs: packages are strings, build functions return their arguments.
let
  genAttrs =
    names: f:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = f name;
      }) names
    );
  lib = {
    inherit genAttrs;
    getExe = package: "${package}/bin/main";
    getName = package: package.pname;
    mkDefault = content: {
      _type = "default";
      inherit content;
    };
    mkIf = condition: content: {
      _type = "if";
      inherit condition content;
    };
    mkForce = content: {
      _type = "override";
      inherit content;
    };
    nixosSystem =
      {
        system,
        modules,
        specialArgs ? { },
      }:
      let
        load = module: if builtins.isPath module then import module else module;
        apply = module: if builtins.isFunction module then module arguments else module;
        arguments = {
          inherit lib;
          config = { };
          pkgs = pkgsFor system;
        }
        // specialArgs;
      in
      {
        inherit system;
        modules = map (module: apply (load module)) modules;
      };
  };
  pkgsFor =
    system:
    genAttrs [
      "cacert"
      "caddy"
      "fish"
      "htop"
      "restic"
      "ripgrep"
      "typescript"
      "typescript-language-server"
      "curl"
      "git"
      "hello"
      "jq"
      "nodejs"
      "pnpm"
      "nixfmt"
      "nix"
    ] (name: "/nix/store/${system}-${name}")
    // {
      inherit lib system;
      runtimeShell = "/nix/store/${system}-bash/bin/bash";
      mkShell = arguments: { shell = arguments; };
      writeShellScriptBin = name: script: {
        inherit name script;
        outPath = "/nix/store/${system}-${name}";
      };
      runCommand = name: arguments: script: { inherit name arguments script; };
      callPackage = file: arguments: "/nix/store/${system}-${baseNameOf file}";
      stdenv.hostPlatform = {
        isLinux = builtins.match ".*-linux" system != null;
        isDarwin = builtins.match ".*-darwin" system != null;
      };
      mkShellNoCC = arguments: { shellNoCC = arguments; };
      dockerTools.buildLayeredImage = arguments: { image = arguments; };
    };
in
{
  inherit lib;
  legacyPackages = genAttrs [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "aarch64-darwin"
  ] pkgsFor;
}
