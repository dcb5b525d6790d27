# The `lib` and the `pkgs` that modules are evaluated with. Of a checkout that has only `lib`, a stand-in for `pkgs`.
{
  nixpkgs,
  system,
  # See ./stand-in-packages.nix.
  packageNames ? null,
}:
let
  lib = import (nixpkgs + "/lib");
in
{
  inherit lib;
  pkgs =
    if builtins.pathExists (nixpkgs + "/pkgs/top-level") then
      import nixpkgs {
        inherit system;
        config = {
          allowAliases = true;
          allowUnfree = true;
        };
        overlays = [ ];
      }
    else
      import ./stand-in-packages.nix { inherit lib system packageNames; };
}
