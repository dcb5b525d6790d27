# What an option type is, as plain data: a list that starts with the name of the type, followed by what the type is made of.
#
#   types.nullOr types.str           [ "nullOr" [ "str" ] ]
#   types.enum [ "a" "b" ]           [ "enum" [ "a" "b" ] ]
#   types.ints.between 1 9           [ "between" "int" "1" "9" ]
#
# Works with the types of nixpkgs from 2018 on: nested types were kept in `functor.wrapped` before there was `nestedTypes`.
{ lib }:
let
  inherit (builtins)
    elemAt
    head
    isAttrs
    isList
    isString
    length
    match
    ;

  # Types that are their own description.
  plain = [
    "anything"
    "attrs"
    "bool"
    "boolByOr"
    "deferredModule"
    "float"
    "int"
    "nonEmptyStr"
    "numberNonnegative"
    "numberPositive"
    "optionType"
    "package"
    "path"
    "pkgs"
    "positiveInt"
    "raw"
    "separatedString"
    "signedInt16"
    "signedInt32"
    "signedInt8"
    "singleLineStr"
    "str"
    "string"
    "unsignedInt"
    "unsignedInt16"
    "unsignedInt32"
    "unsignedInt8"
    "unspecified"
  ];

  # Types around one other type that do not change which values fit.
  transparent = [
    "uniq"
    "unique"
    "addCheck"
  ];

  # Values of types like that of JSON contain values of the same type. So deep they are followed.
  maximumDepth = 3;

  describe =
    depth: type:
    let
      name = type.name or "unspecified";
      nested = type.nestedTypes or { };
      wrapped = type.functor.wrapped or null;
      payload = type.functor.payload or null;
      element = nested.elemType or (if isAttrs wrapped then wrapped else payload.elemType or null);
      within = inner: if inner == null then [ "unspecified" ] else describe depth inner;
      below =
        inner:
        if inner == null then
          [ "unspecified" ]
        else if depth >= maximumDepth then
          [ "deep" ]
        else
          describe (depth + 1) inner;
      pair =
        left: right: index:
        if nested ? ${left} then
          nested.${left}
        else if isList wrapped && length wrapped > index then
          elemAt wrapped index
        else
          right;
    in
    if builtins.elem name plain then
      [ name ]
    else if builtins.elem name transparent then
      within element
    else if name == "listOf" || name == "nonEmptyListOf" || name == "attrListOf" then
      [
        name
        (below element)
      ]
    else if name == "attrsOf" || name == "lazyAttrsOf" || name == "loaOf" then
      [
        "attrsOf"
        (below element)
      ]
    else if name == "nullOr" then
      [
        "nullOr"
        (within element)
      ]
    else if name == "functionTo" then
      [
        "functionTo"
        (below element)
      ]
    else if name == "either" || name == "oneOf" then
      [
        "either"
        (within (pair "left" (payload.left or null) 0))
        (within (pair "right" (payload.right or null) 1))
      ]
    else if name == "coercedTo" then
      [
        "coercedTo"
        (within (nested.coercedType or null))
        (within (nested.finalType or (if isAttrs wrapped then wrapped else null)))
      ]
    else if name == "enum" then
      let
        values = if isList payload then payload else payload.values or [ ];
      in
      [
        "enum"
        (builtins.filter (value: value != { }) (map scalar values))
      ]
    else if name == "submodule" || name == "submoduleWith" then
      [ "submodule" ] ++ (if nested ? freeformType then [ (below nested.freeformType) ] else [ ])
    else if name == "attrTag" then
      [ "attrTag" ]
    else if name == "intBetween" || name == "numberBetween" then
      describeRange name (type.description or "")
    else if payload ? pattern then
      [
        "match"
        payload.pattern
      ]
    else if match "strMatching .*" name != null then
      [
        "match"
        (builtins.fromJSON (head (match "strMatching (.*)" name)))
      ]
    # A path without colons and line ends.
    else if name == "passwdEntry path" then
      [ "path" ]
    else if match "passwdEntry .*" name != null then
      [ "passwdEntry" ]
    else
      [
        "other"
        name
      ];

  # The bounds of a range are in no attribute but the description.
  describeRange =
    name: description:
    let
      bounds = match ".*between (-?[0-9.e+-]+) and (-?[0-9.e+-]+) .*" description;
      base = if name == "intBetween" then "int" else "number";
    in
    if bounds == null then
      [ base ]
    else
      [
        "between"
        base
        (elemAt bounds 0)
        (elemAt bounds 1)
      ];

  # A value that JSON can hold, or an empty set for others.
  scalar =
    value:
    if isString value then
      builtins.unsafeDiscardStringContext value
    else if
      builtins.isInt value || builtins.isFloat value || builtins.isBool value || value == null
    then
      value
    else
      { };
in
describe 0
