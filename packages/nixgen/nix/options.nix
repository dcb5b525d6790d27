# A tree of options as a list of plain data, one entry an option:
#
#   { path = [ "services" "x" "port" ]; type = [ "unsignedInt16" ]; default = { value = 80; }; readOnly = true; … }
#
# The options of submodules are among them; the names that a user chooses are "<name>" in a path, and list elements are "*".
# Nothing is built, and no value of `config` is looked at.
{
  lib,
  # What `lib.evalModules { … }` has as `options`.
  options,
  # Only what lies below this path, and there only these names; null for all.
  below ? [ ],
  only ? null,
  # Nothing but the path of the option at `below`; what its type says needs something that is missing.
  shallow ? false,
  # Only the names below the path; null where an option stands there.
  names ? false,
  # Whether to evaluate defaults. An error that Nix can't catch (a missing attribute, say) ends all, so that the
  # caller tries again without.
  defaults ? true,
}:
let
  inherit (builtins)
    attrNames
    concatMap
    deepSeq
    elemAt
    isAttrs
    isList
    isString
    match
    stringLength
    tryEval
    ;

  describeType = import ./describe-type.nix { inherit lib; };

  isOption = value: isAttrs value && (value._type or "") == "option";

  # How deep submodules are followed.
  maximumDepth = 6;

  # `above` holds the sets of options of the submodules around, as their names and the path at which they stand.
  collect =
    above: path: tree:
    concatMap (
      name:
      let
        attempt = tryEval tree.${name};
        value = attempt.value;
        here = path ++ [ name ];
      in
      if name == "_module" || !attempt.success then
        [ ]
      else if name == "_freeformOptions" then
        collect above path value
      else if isOption value then
        fromOption above value
      else if isAttrs value then
        collect above here value
      else
        [ ]
    ) (attrNames tree);

  fromOption =
    above: option:
    let
      described = tryEval (
        let
          type = describeType (option.type or { });
        in
        deepSeq type type
      );
      inner = tryEval (option.type.getSubOptions option.loc);
      hasInner = option ? type && inner.success && isAttrs inner.value;
      whole = hasInner && isWhole inner.value;
      innerNames = attrNames inner.value;
      same = builtins.filter (outer: outer.names == innerNames && builtins.length innerNames > 3) above;
      # A submodule that holds submodules of its own kind, as in a tree, is looked at once.
      again = if hasInner && !whole && same != [ ] then { sameAs = (builtins.head same).path; } else { };
      here = {
        names = innerNames;
        path = map toString option.loc;
      };
      nested =
        if builtins.length above >= maximumDepth || !hasInner || whole || again != { } then
          [ ]
        else
          collect (above ++ [ here ]) option.loc inner.value;
    in
    [
      (record option whole (if described.success then described.value else [ "unspecified" ]) // again)
    ]
    ++ nested;

  # A specialisation and a container hold a whole configuration: all options again.
  isWhole = inner: rootCount > 3 && builtins.all (name: inner ? ${name}) rootNames;
  rootNames = builtins.filter (name: name != "_module") (attrNames options);
  rootCount = builtins.length rootNames;

  record =
    option: whole: type:
    let
      flag = name: if option.${name} or false == true then { ${name} = true; } else { };
      hidden = option.visible or true == false;
      renamed = aliasOf option;
    in
    {
      path = map toString option.loc;
      inherit type;
    }
    // (if whole then { inherit whole; } else { })
    // flag "readOnly"
    // flag "internal"
    // (if hidden then { hidden = true; } else { })
    // (
      if renamed != null then
        { movedTo = renamed; }
      else if hidden && isRemoved option then
        { removed = true; }
      else
        { }
    )
    // (if renamed == null && defaults then defaultOf option else { });

  # An option that was renamed says in its description, and nowhere else, what the new name is.
  aliasOf =
    option:
    let
      description = option.description or "";
      text = if isAttrs description then description.text or "" else description;
      found =
        if isString text then match "Alias of [^`a-z]*([a-z]*[}>]`?)([^`<]*)(`|</option>).*" text else null;
    in
    if found == null then null else elemAt found 1;

  # An option that was removed has nothing but a function that throws.
  isRemoved =
    option:
    !(option ? description)
    && !(option ? default)
    && option ? apply
    && !(tryEval (option.apply null)).success;

  defaultOf =
    option:
    if option ? defaultText then
      let
        written = option.defaultText;
        text = if isAttrs written then written.text or "" else written;
      in
      if isString text && match "(pkgs|config)(\\.[A-Za-z0-9_'-]+)+" text != null then
        { default.code = builtins.unsafeDiscardStringContext text; }
      else
        { }
    else if option ? default then
      let
        attempt = tryEval (
          let
            value = literal 0 option.default;
          in
          deepSeq value value
        );
      in
      if attempt.success && attempt.value != notLiteral then
        { default.value = attempt.value.value; }
      else
        { }
    else
      { };

  notLiteral = { };

  # `{ value = …; }` where the value is small and has nothing of the machine or of a package in it.
  literal =
    depth: value:
    if isString value then
      if builtins.hasContext value || stringLength value > 120 then notLiteral else { inherit value; }
    else if
      builtins.isInt value || builtins.isFloat value || builtins.isBool value || value == null
    then
      { inherit value; }
    else if isList value && depth < 3 && builtins.length value <= 12 then
      all (map (literal (depth + 1)) value) (items: map (item: item.value) items)
    else if isAttrs value && depth < 3 && (value.type or "") != "derivation" && !(value ? _type) then
      let
        names = attrNames value;
      in
      if builtins.length names > 12 then
        notLiteral
      else
        all (map (name: literal (depth + 1) value.${name}) names) (
          items:
          builtins.listToAttrs (
            builtins.genList (index: {
              name = elemAt names index;
              value = (elemAt items index).value;
            }) (builtins.length names)
          )
        )
    else
      notLiteral;

  all =
    items: combine:
    if builtins.any (item: item == notLiteral) items then notLiteral else { value = combine items; };

  start = builtins.foldl' (tree: name: tree.${name}) options below;
  chosen =
    if only == null then
      start
    else
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = start.${name};
        }) only
      );
in
if names then
  if isOption start then null else attrNames start
else if shallow then
  [
    {
      path = below;
      type = [ "unspecified" ];
    }
  ]
else if isOption start then
  fromOption [ ] start
else
  collect [ ] below chosen
