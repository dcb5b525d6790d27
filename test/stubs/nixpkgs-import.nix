# What `import nixpkgs { … }` gives: the packages of the stub, with the settings that they were asked for.
{
  system,
  config ? { },
  overlays ? [ ],
}:
builtins.foldl' (prev: overlay: prev // overlay prev prev) (
  (import ./nixpkgs.nix).legacyPackages.${system} // { inherit config; }
) overlays
