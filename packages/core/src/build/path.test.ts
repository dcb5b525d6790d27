import { describe, expect, it } from "vitest";
import { evalNix, hasNix } from "../../../../test/nix.js";
import { NixError } from "../diagnostics/error.js";
import { path } from "./path.js";
import { print } from "./print.js";
import { reference } from "./reference.js";

const name = reference("name");

describe("paths", () => {
  it.each([
    [path("./a"), "./a"],
    [path("a/b"), "a/b"],
    [path("~/a"), "~/a"],
    [path("../."), "../."],
    [path`./hosts/${name}`, "./hosts/${name}"],
    [path`./hosts/${name}.nix`, "./hosts/${name}.nix"],
    [path`./${name.user!}/${name.host!}/x`, "./${name.user}/${name.host}/x"],
    [path`/etc/${name}`, "/etc/${name}"],
    [path`~/${name}`, "~/${name}"],
    [path`./a${name}${name}`, "./a${name}${name}"],
    // Text is data: a piece of the path where it can be one, a string where not.
    [path`./hosts/${"web"}.nix`, "./hosts/web.nix"],
    [path`./v/${1}`, "./v/1"],
    [path`./hosts/${"my web"}`, './hosts/${"my web"}'],
    [path`./hosts/${"${x}"}`, './hosts/${"\\${x}"}'],
  ])("%# is %s", (node, text) => {
    expect(print(node)).toBe(`${text}\n`);
  });

  it.each([
    () => path("a"),
    () => path("./a/"),
    () => path("./a//b"),
    () => path("./a b"),
    () => path("~a/b"),
    () => path("./${name}"),
    () => path`${name}/a`,
    () => path`a${name}/b`,
    () => path`~${name}/b`,
    () => path`./a/${name}/`,
    () => path`./a//${name}`,
    () => path`./a b/${name}`,
  ])("refuses what is none: %s", (make) => {
    expect(make).toThrow(NixError);
  });

  it.runIf(hasNix)("is what Nix takes for it", () => {
    const value = print({ a: path`/etc/${name}.d/x`, b: path`/a${name}/b`, c: path`/etc/${"a b"}` });
    expect(evalNix(`let name = "n"; in builtins.mapAttrs (_: toString) ${value}`)).toEqual({
      a: "/etc/n.d/x",
      b: "/an/b",
      c: "/etc/a b",
    });
  });
});
