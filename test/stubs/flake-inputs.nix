# Inputs of flakes that evaluate without a network: nixpkgs is the stub beside this file, the others do what their
# interfaces promise, as far as flakes in the tests use them.
let
  nixpkgs = import ./nixpkgs.nix;
  inherit (nixpkgs) lib;
  importable = nixpkgs // {
    outPath = ./nixpkgs-import.nix;
  };
  eachSystem =
    systems: f:
    builtins.foldl' (
      all: system:
      let
        outputs = f system;
      in
      builtins.mapAttrs (name: value: (all.${name} or { }) // { ${system} = value; }) outputs
      // removeAttrs all (builtins.attrNames outputs)
    ) { } systems;
  defaultSystems = [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "aarch64-darwin"
  ];
in
{
  nixpkgs = importable;
  nixpkgs-unstable = importable;
  flake-utils.lib = {
    inherit eachSystem;
    eachDefaultSystem = eachSystem defaultSystems;
  };
  flake-parts.lib.mkFlake =
    { inputs }:
    module:
    let
      apply = value: arguments: if builtins.isFunction value then value arguments else value;
      flake = apply module { inherit lib; };
      forSystem =
        system:
        let
          base = {
            inherit lib system;
            pkgs = inputs.nixpkgs.legacyPackages.${system};
          };
          # As in the module system, an argument is looked up only when it is used.
          lookUp = name: _: (result._module.args or { }).${name} or base.${name};
          result = apply flake.perSystem (builtins.mapAttrs lookUp (builtins.functionArgs flake.perSystem));
        in
        removeAttrs result [ "_module" ];
    in
    eachSystem flake.systems forSystem // (flake.flake or { });
  home-manager = {
    lib.homeManagerConfiguration = arguments: {
      inherit (arguments) modules;
      inherit (arguments.pkgs) system;
    };
    nixosModules.home-manager = "home-manager for NixOS";
    darwinModules.home-manager = "home-manager for macOS";
  };
  nix-darwin.lib.darwinSystem = arguments: { darwin = arguments; };
}
