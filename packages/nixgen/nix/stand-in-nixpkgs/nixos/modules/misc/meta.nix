# The options that modules of home-manager expect of this module of NixOS.
{ lib, ... }:
{
  options.meta = lib.genAttrs [ "buildDocsInSandbox" "doc" "maintainers" "teams" ] (
    _:
    lib.mkOption {
      type = lib.types.unspecified;
      internal = true;
    }
  );
}
