// Writes data/function-sets.json: the attributes of sets of functions in nixpkgs, as `dockerTools`, and those of home-manager's
// `lib.hm`, by evaluation. `npm run fix` formats it.
//
//   node scripts/generate-function-sets.mjs NIXPKGS DATE HOME-MANAGER DATE [NIX-INSTANTIATE]
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";

const [nixpkgs, date, homeManager, homeManagerDate, nix = "nix-instantiate"] = process.argv.slice(2);
const sets = [
  "appimageTools",
  "dockerTools",
  "formats",
  "neovimUtils",
  "stdenv",
  "stdenvNoCC",
  "testers",
  "vimUtils",
  "writers",
];
const evaluate = (expression) => {
  const { status, stdout, stderr } = spawnSync(nix, ["--eval", "--strict", "--json", "--expr", expression], {
    encoding: "utf8",
    env: { ...process.env, NIX_REMOTE: "dummy://" },
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
};
const packages = evaluate(`
  let pkgs = import ${resolve(nixpkgs)} { };
  in builtins.mapAttrs (name: builtins.attrNames) { inherit (pkgs) ${sets.join(" ")}; }`);
const hm = evaluate(`
  let
    inherit (import ${resolve(homeManager)}/modules/lib/stdlib-extended.nix (import ${resolve(nixpkgs)}/lib)) hm;
    parts = builtins.removeAttrs hm [ "maintainers" ];
    isPart = name: builtins.isAttrs parts.\${name} && !(parts.\${name} ? _type);
  in
    { "" = builtins.attrNames hm; }
    // builtins.listToAttrs (map
      (name: { inherit name; value = builtins.attrNames parts.\${name}; })
      (builtins.filter isPart (builtins.attrNames parts)))`);
const data = { date, packages, homeManagerDate, hm };
writeFileSync(
  new URL("../data/function-sets.json", import.meta.url),
  `${JSON.stringify(data, undefined, 2)}\n`,
);
