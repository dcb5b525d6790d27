import { NixError } from "@nixgen/core";
import { describe, expect, it } from "vitest";
import { evaluate, evaluateWith } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import { build, derivation, nixosTest, path, pkgs, reference } from "../index.js";

const test = {
  name: "web",
  nodes: {
    server: { services: { nginx: { enable: true } } },
    client: { environment: { systemPackages: [pkgs.curl] } },
  },
  testScript: 'server.wait_for_unit("nginx")\nclient.succeed("curl server")\n',
};

describe("nixosTest", () => {
  it("makes a module of each machine, with the header that it needs", () => {
    expect(String(nixosTest(test))).toBe(`pkgs.testers.runNixOSTest {
  name = "web";
  nodes = {
    server.services.nginx.enable = true;
    client =
      { pkgs, ... }:
      {
        environment.systemPackages = [ pkgs.curl ];
      };
  };
  testScript = ''
    server.wait_for_unit("nginx")
    client.succeed("curl server")
  '';
}
`);
  });

  it("leaves names to the code around it", () => {
    const nodes = { a: { environment: { systemPackages: [reference("tool"), pkgs.curl] } } };
    expect(String(nixosTest({ ...test, nodes }))).toContain(`nodes.a =
    { pkgs, ... }:
    {
      environment.systemPackages = [
        tool
        pkgs.curl
      ];
    };`);
  });

  it("wants a test", () => {
    // @ts-expect-error -- the script is missing
    expect(() => nixosTest({ name: "a", nodes: {} })).toThrow(NixError);
    expect(() => nixosTest({ ...test, nodes: { "two words": {} } })).toThrow("a machine's name");
  });

  it.skipIf(!hasNix)("stands in the tests of a package", () => {
    const built = derivation({
      pname: "tool",
      version: "1",
      src: path("./src"),
      passthru: { tests: { web: nixosTest({ ...test, nodes: { server: { a: 1 } }, globalTimeout: 60 }) } },
      dontUnpack: true,
    });
    const attributes = (evaluate(`(${String(built).trimEnd()}).arguments.passthru.tests\n`) ?? {}) as object;
    expect(attributes).toEqual({
      web: {
        function: "runNixOSTest",
        arguments: {
          name: "web",
          nodes: { server: { a: 1 } },
          testScript: test.testScript,
          globalTimeout: 60,
        },
      },
    });
  });

  it.skipIf(!hasNix)("is a module by itself where that is asked for, in JSON too", () => {
    const options = {
      module: true,
      name: "web",
      nodes: { server: { environment: { systemPackages: [{ $pkg: "git" }] } } },
      meta: { maintainers: [{ $nix: "lib.maintainers.eelco" }] },
      testScript: "start_all()\n",
    };
    const answer = build({ builder: "nixosTest", options });
    const text = answer.ok ? answer.files[0]!.text : "";
    expect(text.startsWith('{ lib, ... }:\n{\n  name = "web";')).toBe(true);
    expect(
      evaluateWith(
        `test = ${text}; lib.maintainers.eelco.github = "eelco";`,
        "[ (test { inherit lib; }).meta.maintainers ]\n",
      ),
    ).toEqual([[{ github: "eelco" }]]);
  });
});
