# A tree of options, made by hand from what the module system of nixpkgs makes, so that no nixpkgs is needed.
let
  type =
    name: extra:
    {
      inherit name;
      getSubOptions = _: { };
    }
    // extra;
  bool = type "bool" { };
  str = type "str" { };
  option =
    loc: extra:
    {
      _type = "option";
      inherit loc;
      description = "…";
    }
    // extra;
  attrsOf =
    elemType:
    type "attrsOf" {
      nestedTypes = { inherit elemType; };
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "<name>" ]);
    };
  submodule =
    options:
    type "submodule" {
      getSubOptions = prefix: builtins.mapAttrs (name: extra: option (prefix ++ [ name ]) extra) options;
    };
  # As types were in 2018, before there was `nestedTypes`.
  oldListOf = elemType: type "listOf" { functor.wrapped = elemType; };
  json = type "nullOr" {
    nestedTypes.elemType = type "either" {
      nestedTypes = {
        left = str;
        right = type "either" {
          nestedTypes = {
            left = bool;
            right = attrsOf json;
          };
        };
      };
    };
  };
in
{
  enable = option [ "enable" ] {
    type = bool;
    default = false;
  };
  level = option [ "level" ] {
    type = type "enum" {
      functor.payload.values = [
        "low"
        "high"
      ];
    };
  };
  oldLevel = option [ "oldLevel" ] {
    type = type "enum" {
      functor.payload = [
        1
        2
      ];
    };
  };
  port = option [ "port" ] {
    type = type "intBetween" { description = "integer between 1 and 9 (both inclusive)"; };
    readOnly = true;
  };
  names = option [ "names" ] {
    type = oldListOf str;
    default = [ "a" ];
  };
  code = option [ "code" ] {
    type = type "strMatching \"[a-z]+\"" { };
    internal = true;
  };
  data = option [ "data" ] { type = json; };
  package = option [ "package" ] {
    type = type "package" { };
    default = throw "no package";
    defaultText = {
      _type = "literalExpression";
      text = "pkgs.git";
    };
  };
  sites = option [ "sites" ] {
    type = attrsOf (submodule {
      root = {
        type = type "nullOr" { nestedTypes.elemType = type "path" { }; };
        default = null;
      };
    });
    default = { };
  };
  old = option [ "old" ] {
    type = bool;
    visible = false;
    description = "Alias of {option}`enable`.";
  };
  gone = builtins.removeAttrs (option [ "gone" ] {
    visible = false;
    apply = _: throw "removed";
  }) [ "description" ];
  merged = option [ "merged" ] {
    visible = false;
    default = "_mkMergedOptionModule";
  };
  broken = option [ "broken" ] {
    type = bool;
    default = { }.missing;
  };
}
