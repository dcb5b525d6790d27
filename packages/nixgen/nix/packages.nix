# The attributes of package sets as plain data. Nothing is built.
{
  # A checkout of nixpkgs.
  nixpkgs,
  system ? "x86_64-linux",
  # The paths of sets whose names are asked for: [ ] is the top level, [ "python3Packages" ] the packages of Python. Nothing of a
  # set is evaluated but its names. The answer has one entry a set:
  #
  #   { names = [ "jq" … ]; aliases = [ "youtube-dl" … ]; }
  #
  # `{ whole = true; }` stands for a set that holds all of nixpkgs again, null for what is no set or does not evaluate.
  sets ? [ ],
  # Attributes that are to be described: a list of `{ path = [ "python3Packages" ]; names = [ "requests" … ]; aliases = false; }`,
  # where `aliases` says whether to look at the set as it is with aliases. Each attribute is printed with `builtins.trace`, with its
  # place in the whole list: an error that Nix can't catch ends all; what was printed before is not lost, and the attribute that has
  # the error is the next one.
  #
  #   { at = 0; value = { version = "1.8.1"; program = "jq"; }; }    a package
  #   { at = 1; value = { set = true; }; }                           a set of packages
  #   { at = 2; value = { other = true; }; }                         something else
  #   { at = 3; value = { broken = true; }; }                        it does not evaluate
  attributes ? null,
}:
let
  inherit (builtins)
    attrNames
    concatMap
    foldl'
    hasContext
    isAttrs
    isString
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
        # Where nobody should go on into a set, `recurseForDerivations` is false. `haskell.packages` has none.
        && (value ? callPackage || value ? recurseForDerivations || name == "packages");
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

  selectSet =
    from: path:
    attempt (
      let
        value = select from path;
      in
      if isAttrs value then value else null
    );

  namesOf =
    path:
    let
      packages = selectSet pkgs path;
      withAliases = selectSet pkgsWithAliases path;
    in
    if packages == null then
      null
    else if path != [ ] && builtins.all (name: packages ? ${name}) markers then
      { whole = true; }
    else
      {
        names = attrNames packages;
        aliases =
          if withAliases == null then
            [ ]
          else
            builtins.filter (name: !(packages ? ${name})) (attrNames withAliases);
      };

  printAll = foldl' (
    at: { set, name }: trace (toJSON { inherit at; value = describe set name; }) (at + 1)
  ) 0;
in
if attributes == null then
  map namesOf sets
else
  printAll (
    concatMap (
      {
        path,
        names,
        aliases,
      }:
      let
        set = select (if aliases then pkgsWithAliases else pkgs) path;
      in
      map (name: { inherit set name; }) names
    ) attributes
  )
