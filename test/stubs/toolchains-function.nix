# The toolchains as nixpkgs is imported: a function of its settings.
{
  config ? { },
  overlays ? [ ],
}:
builtins.foldl' (prev: overlay: prev // overlay prev prev) (
  import ./toolchains.nix // { inherit config; }
) overlays
