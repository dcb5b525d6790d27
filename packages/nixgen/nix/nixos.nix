# The options of NixOS. See ./options.nix.
{
  # A checkout of nixpkgs.
  nixpkgs,
  system ? "x86_64-linux",
  # See ./options.nix for these.
  below ? [ ],
  only ? null,
  defaults ? true,
  shallow ? false,
  names ? false,
}:
let
  lib = import (nixpkgs + "/lib");
  evaluated = import (nixpkgs + "/nixos/lib/eval-config.nix") {
    inherit system;
    modules = [ { _module.check = false; } ];
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
