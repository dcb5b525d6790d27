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
      mkShell = arguments: { shell = arguments; };
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
