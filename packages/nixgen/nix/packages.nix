# The attributes of a package set as plain data, by name:
#
#   { jq = { version = "1.8.1"; program = "jq"; }; python3Packages = { set = true; }; lib = { }; … }
#
# `broken = true` stands for what does not evaluate, which is what nixpkgs does with names that were removed.
# Nothing is built.
{
  # A checkout of nixpkgs.
  nixpkgs,
  system ? "x86_64-linux",
  # The path of the set: [ ] is the top level, [ "python3Packages" ] the packages of Python.
  set ? [ ],
  # Only these names; null for all.
  only ? null,
  # Whether to evaluate versions and main programs. An error that Nix can't catch ends all, so that the caller tries again
  # without.
  details ? true,
  # Whether aliases and removed names are among the attributes.
  aliases ? true,
}:
let
  inherit (builtins)
    attrNames
    foldl'
    hasContext
    isAttrs
    isString
    listToAttrs
    tryEval
    ;

  pkgs = import nixpkgs {
    inherit system;
    overlays = [ ];
    config = {
      allowAliases = aliases;
      allowBroken = true;
      allowUnfree = true;
      allowUnsupportedSystem = true;
      allowInsecurePredicate = _: true;
    };
  };

  packages = foldl' (scope: name: scope.${name}) pkgs set;

  text = value: if isString value && !hasContext value then value else null;

  # What `read` gives, or null where it throws.
  attempt =
    read:
    let
      result = tryEval read;
    in
    if result.success then result.value else null;

  describe =
    name:
    let
      result = tryEval (
        let
          value = packages.${name};
        in
        builtins.seq value value
      );
      value = result.value;
      version = attempt (text (value.version or null));
      program = attempt (text (value.meta.mainProgram or null));
      kind = if isAttrs value then value.type or null else null;
      isSet =
        isAttrs value
        && kind != "derivation"
        && (value ? callPackage || value.recurseForDerivations or false == true);
    in
    if !result.success then
      { broken = true; }
    else if !isAttrs value then
      { }
    else if attempt (kind == "derivation") == true then
      (if version == null then { } else { inherit version; })
      // (if program == null then { } else { inherit program; })
    else if attempt isSet == true then
      { set = true; }
    else
      { };
in
listToAttrs (
  map (name: {
    inherit name;
    value = if details then describe name else { };
  }) (if only == null then attrNames packages else only)
)
