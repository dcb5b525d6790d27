// Writes data/lib-names.json: the attributes of nixpkgs' `lib`, by part, and of Nix's `builtins`, by evaluation.
//
//   node scripts/generate-lib-names.mjs LIB DATE [NIX-INSTANTIATE]
//
// LIB is the folder `lib` of a nixpkgs of the day DATE. It takes a current Nix: parts of `lib` take functions of `builtins`.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";

const [lib, date, nix = "nix-instantiate"] = process.argv.slice(2);
// Parts that are left out name people.
const expression = `
  let
    isPart = value:
      builtins.isAttrs value && !(value ? _type || value ? __functor || (value.type or null) == "derivation");
    isListed = set: name:
      !builtins.elem name [ "maintainers" "teams" "tests" ]
      && (let attempt = builtins.tryEval (isPart set.\${name}); in attempt.success && attempt.value);
    collect = depth: path: set:
      [ { name = builtins.concatStringsSep "." path; value = builtins.attrNames set; } ]
      ++ (if depth == 0 then [ ] else builtins.concatMap
        (name: collect (depth - 1) (path ++ [ name ]) set.\${name})
        (builtins.filter (isListed set) (builtins.attrNames set)));
  in
    builtins.listToAttrs (collect 2 [ ] (import ${resolve(lib)}))
    // { builtins = builtins.attrNames builtins; }`;
const features = "flakes fetch-tree fetch-closure dynamic-derivations";
const { status, stdout, stderr } = spawnSync(
  nix,
  ["--eval", "--strict", "--json", "--extra-experimental-features", features, "--expr", expression],
  { encoding: "utf8", maxBuffer: 2 ** 28, env: { ...process.env, NIX_REMOTE: "dummy://" } },
);
if (status !== 0) throw new Error(stderr);
const { "": top, builtins, ...parts } = JSON.parse(stdout);
// What stands in a single license or kernel option is no part of `lib`, and some parts are there twice.
const left =
  /^(licenses|licensesSpdx|kernel|sourceTypes)\.|^(types\.types|meta\.licensesSpdx|misc\.mergeAttrBy)$/;
const names = Object.entries(parts).filter(([part]) => !left.test(part));
const data = { date, names: { lib: top, ...Object.fromEntries(names) }, builtins };
writeFileSync(new URL("../data/lib-names.json", import.meta.url), `${JSON.stringify(data, null, 1)}\n`);
