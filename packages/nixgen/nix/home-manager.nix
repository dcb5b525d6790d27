# The options of home-manager. See ./options.nix.
{
  # A checkout of home-manager.
  source,
  # A checkout of nixpkgs, or of its `lib` alone.
  nixpkgs,
  system ? "x86_64-linux",
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
  extended = import (source + "/modules/lib/stdlib-extended.nix") lib;
  modules = import (source + "/modules/modules.nix") {
    inherit pkgs;
    lib = extended;
    check = false;
    # Without a whole nixpkgs, its options for choosing one have nothing to choose from.
    useNixpkgsModule = builtins.pathExists (nixpkgs + "/pkgs/top-level");
  };
  evaluated = extended.evalModules {
    modules = modules ++ [
      {
        _module.check = false;
        home.username = "user";
        home.homeDirectory = "/home/user";
        home.stateVersion = lib.trivial.release;
      }
    ];
    class = "homeManager";
    specialArgs.modulesPath = toString (source + "/modules");
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
