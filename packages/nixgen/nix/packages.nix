# The attributes of package sets as plain data, one entry a set:
#
#   {
#     packages = {
#       jq = { version = "1.8.1"; program = "jq"; };
#       python3Packages = { set = true; };
#       lib = { other = true; };
#       …
#     };
#     aliases = [ "youtube-dl" … ];
#   }
#
# `broken = true` stands for what does not evaluate. A set that holds all of nixpkgs again is `{ whole = true; }`.
# Nothing is built.
{
  # A checkout of nixpkgs.
  nixpkgs,
  system ? "x86_64-linux",
  # The paths of the sets: [ ] is the top level, [ "python3Packages" ] the packages of Python.
  sets ? [ [ ] ],
  # Only these names; null for all.
  only ? null,
  # Whether to evaluate versions and main programs.
  details ? true,
  # Whether to look at the attributes as they are with aliases.
  aliases ? false,
  # Whether to print each attribute with `builtins.trace`, as `{ name = …; value = …; }`, instead of returning it. An error that Nix
  # can't catch ends all; what was printed before is not lost, and the attribute that has the error is the next one.
  print ? false,
}:
let
  inherit (builtins)
    attrNames
    foldl'
    hasContext
    isAttrs
    isString
    listToAttrs
    toJSON
    trace
    tryEval
    ;

  load =
    allowAliases:
    import nixpkgs {
      inherit system;
      overlays = [ ];
      config = {
        inherit allowAliases;
        allowBroken = true;
        allowUnfree = true;
        allowUnsupportedSystem = true;
        allowInsecurePredicate = _: true;
      };
    };
  pkgs = load false;
  pkgsWithAliases = load true;

  # Names that nixpkgs itself has at its top level, so that a set with all of them is nixpkgs again.
  markers = [
    "fetchurl"
    "hello"
    "lib"
    "python3Packages"
    "stdenv"
  ];

  text = value: if isString value && !hasContext value then value else null;

  nullIfEmpty = value: if value == "" then null else value;

  # What `read` gives, or null where it throws.
  attempt =
    read:
    let
      result = tryEval read;
    in
    if result.success then result.value else null;

  describe =
    packages: name:
    let
      result = tryEval (
        let
          value = packages.${name};
        in
        builtins.seq value value
      );
      value = result.value;
      # Until 2019, many packages had their version in the name only.
      version = attempt (
        text (value.version or (nullIfEmpty (builtins.parseDrvName (value.name or "")).version))
      );
      program = attempt (text (value.meta.mainProgram or null));
      kind = if isAttrs value then value.type or null else null;
      isSet =
        isAttrs value
        && kind != "derivation"
        # Where nobody should go on into a set, `recurseForDerivations` is false.
        && (value ? callPackage || value ? recurseForDerivations);
    in
    if !result.success then
      { broken = true; }
    else if !isAttrs value then
      { other = true; }
    else if attempt (kind == "derivation") == true then
      (if version == null then { } else { inherit version; })
      // (if program == null then { } else { inherit program; })
    else if attempt isSet == true then
      { set = true; }
    else
      { other = true; };

  select = foldl' (scope: name: scope.${name});

  describeSet =
    path:
    let
      packages = select pkgs path;
      names = attrNames packages;
      known = listToAttrs (
        map (name: {
          inherit name;
          value = true;
        }) names
      );
    in
    if path != [ ] && builtins.all (name: packages ? ${name}) markers then
      { whole = true; }
    else
      let
        entries = map (name: {
          inherit name;
          value = if details then describe (if aliases then select pkgsWithAliases path else packages) name else { };
        }) (if only == null then names else only);
      in
      if print then
        foldl' (done: entry: trace (toJSON entry) done) { } entries
      else
        {
          packages = listToAttrs entries;
          aliases =
            if only == null then
              builtins.filter (name: !(known ? ${name})) (attrNames (select pkgsWithAliases path))
            else
              [ ];
        };
in
map describeSet sets
