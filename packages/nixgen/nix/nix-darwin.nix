# The options of nix-darwin. See ./options.nix.
{
  # A checkout of nix-darwin.
  source,
  # A checkout of nixpkgs, or of its `lib` alone.
  nixpkgs,
  system ? "aarch64-darwin",
  # What packages there are, where there is only `lib`; see ./stand-in-packages.nix.
  packageNames ? null,
  # See ./options.nix for these.
  below ? [ ],
  only ? null,
  defaults ? true,
  shallow ? false,
  names ? false,
}:
let
  inherit (import ./sources.nix { inherit nixpkgs system packageNames; }) pkgs lib;
  evaluated = import (source + "/eval-config.nix") {
    inherit lib;
    enableNixpkgsReleaseCheck = false;
    modules = [
      {
        _module.check = false;
        _module.args.pkgs = lib.mkForce pkgs;
        nixpkgs.hostPlatform = system;
        system.stateVersion = 6;
        system.primaryUser = "user";
      }
    ];
  };
in
import ./options.nix {
  inherit
    lib
    below
    only
    defaults
    shallow
    names
    ;
  inherit (evaluated) options;
}
