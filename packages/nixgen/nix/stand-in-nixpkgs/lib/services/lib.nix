# What stands in for the portable services of NixOS: services without options.
{ lib }:
{
  configure = _: {
    serviceSubmodule = lib.types.submodule { };
  };
}
