import { reference, select, type NixValue } from "@nixgen/core";
import { describe, expect, it } from "vitest";
import { build, requestSchema } from "../schema.js";
import { pkgs } from "../references/references.js";
import type { Built, CalledFunction } from "./builder.js";
import { devShell } from "./dev-shell.js";
import { fetchurl } from "./fetchers/fetch-url.js";
import { goModule } from "./go-module.js";
import { layeredImage } from "./layered-image.js";
import { runCommand } from "./run-command.js";
import { shellApplication } from "./shell-application.js";
import { buildEnv } from "./symlink-join.js";
import { shellScript } from "./write-shell-script.js";
import { textFile } from "./write-text.js";

const own = { function: reference("own") };
const hash = "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=";

describe("a builder with another function", () => {
  it.each<[string, (settings: CalledFunction) => Built]>([
    ["devShell", (settings) => devShell({}, settings)],
    ["fetchurl", (settings) => fetchurl({ url: "https://example.org/a", hash }, settings)],
    ["goModule", (settings) => goModule({ name: "a", vendorHash: null }, settings)],
    ["layeredImage", (settings) => layeredImage({ name: "a" }, settings)],
    ["runCommand", (settings) => runCommand({ name: "a", script: "touch $out" }, settings)],
    ["shellApplication", (settings) => shellApplication({ name: "a", text: "true" }, settings)],
    ["buildEnv", (settings) => buildEnv({ name: "a", paths: [] }, settings)],
    ["shellScript", (settings) => shellScript({ name: "a", text: "true" }, settings)],
    ["textFile", (settings) => textFile({ name: "a", text: "b" }, settings)],
  ])("%s calls that one with the same arguments", (_name, make) => {
    const usual = String(make({}));
    expect(usual).toMatch(/^pkgs\./);
    expect(String(make(own))).toBe(usual.replace(/^pkgs\.[\w.]+/, "own"));
  });

  it("takes any expression", () => {
    const settings = { function: select(pkgs, "clangStdenv", "mkDerivation") };
    expect(String(goModule({ name: "a", vendorHash: null }, settings))).toMatch(
      /^pkgs\.clangStdenv\.mkDerivation \{/,
    );
  });

  it("refuses what is no expression", () => {
    const settings = { function: "own" as unknown as NixValue } as CalledFunction;
    expect(() => devShell({}, settings)).toThrow(
      'expected a Nix expression, such as `pkgs.hello`, found "own"\n --> function',
    );
  });
});

describe("a request with another function", () => {
  const options = { name: "a", vendorHash: null };
  const places = (json: unknown): unknown => {
    const answer = build(json);
    return answer.ok ? [] : answer.diagnostics.map(({ path }) => path);
  };

  it("says the same as the settings", () => {
    const answer = build({ builder: "goModule", options, function: { $nix: "own" }, form: "expression" });
    expect(answer.ok && answer.files[0]!.text).toBe(String(goModule({ name: "a", vendorHash: null }, own)));
  });

  it("is refused where there is none, and where it is no expression", () => {
    expect(places({ builder: "flake", options: {}, function: { $nix: "own" } })).toEqual([["function"]]);
    expect(places({ builder: "goModule", options, function: "own" })).toEqual([["function"]]);
    expect(places({ builder: "devShell", options: {}, header: ["pkgs"] })).toEqual([["header"]]);
  });

  it("is in the schema of requests for such builders", () => {
    const properties = (name: string): object => requestSchema(name)["properties"] as object;
    expect(properties("goModule")).toHaveProperty("function");
    expect(properties("flake")).not.toHaveProperty("function");
    expect(properties("nixosModule")).toHaveProperty("let");
  });

  it("takes the variables of a module", () => {
    const answer = build({
      builder: "nixosModule",
      options: { networking: { hostName: { $nix: "name" } } },
      let: { name: "web" },
    });
    expect(answer.ok && answer.files[0]!.text).toContain('name = "web";');
  });
});
