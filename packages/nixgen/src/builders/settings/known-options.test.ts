import { describe, expect, it } from "vitest";
import { NixError, reference, type NixAttributes } from "@nixgen/core";
import { shippedNames } from "../../names/names.js";
import { darwinModule, homeModule, nixosModule } from "../module.js";

const builders = { nixos: nixosModule, "home-manager": homeModule, "nix-darwin": darwinModule };

/** A setting of the option at a path with placeholders, such as `users.users.<name>.shell`. */
function settingAt(path: readonly string[]): NixAttributes {
  const value = path.reduceRight<unknown>((inner, name) => {
    if (name === "*") return [inner];
    return { [name.startsWith("<") ? "/name" : name]: inner };
  }, reference("config").any);
  return value as NixAttributes;
}

describe.each(["nixos", "home-manager", "nix-darwin"] as const)("the checks of settings of %s", (kind) => {
  it("take no option that there is for a mistake", () => {
    const paths = shippedNames
      .options(kind)!
      .entries()
      .map(({ path }) => path.match(/"[^"]*"|<[^>]*>|[^.]+/g)!.map((name) => name.replaceAll('"', "")))
      .filter(([first]) => first !== "services" && first !== "programs" && first !== "_module");
    const refused = paths.flatMap((path) => {
      try {
        builders[kind](settingAt(path) as never);
        return [];
      } catch (error) {
        if (!(error instanceof NixError)) throw error;
        return error.diagnostics.map(({ message }) => `${path.join(".")}: ${message}`);
      }
    });
    expect(paths.length).toBeGreaterThan(200);
    expect(refused).toEqual([]);
  });
});
