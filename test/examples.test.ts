import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builderNames } from "nixgen/schema";
import { evalNix, hasNix, parseNix } from "./nix.js";

const examples = fileURLToPath(new URL("../examples", import.meta.url));
const stubs = fileURLToPath(new URL("stubs/nixpkgs.nix", import.meta.url));
const output = mkdtempSync(join(tmpdir(), "nixgen-examples-"));

const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "main.ts")));

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

beforeAll(() => {
  for (const name of names) {
    const main = join(examples, "dist", name, "main.js");
    if (!existsSync(main))
      throw new Error("the examples are not built: run `npm test`, or `npx tsc -b` first");
    execFileSync(process.execPath, [main, join(output, name)], { encoding: "utf8" });
  }
});

afterAll(() => rmSync(output, { recursive: true, force: true }));

it("shows each builder, called or asked for in JSON", () => {
  const programs = names.map((name) => readFileSync(join(examples, name, "main.ts"), "utf8")).join("\n");
  const isShown = (builder: string): boolean =>
    new RegExp(`\\b${builder}\\(|(?:builder|\\$build): "${builder}"`).test(programs);
  expect(builderNames.filter((builder) => !isShown(builder))).toEqual([]);
});

describe.each(names)("example %s", (name) => {
  it("writes files", () => {
    expect(filesBelow(join(output, name)).length).toBeGreaterThan(0);
  });

  it.skipIf(!hasNix)("writes Nix that Nix reads", () => {
    for (const file of filesBelow(join(output, name)).filter((path) => path.endsWith(".nix"))) {
      expect(parseNix(readFileSync(file, "utf8")), file).toBeDefined();
    }
  });
});

describe.skipIf(!hasNix)("the quick start, evaluated against a stub of nixpkgs", () => {
  it("gives the outputs that the program says", () => {
    const outputs = evalNix(
      `(import ${join(output, "quick-start/flake.nix")}).outputs { self = { }; nixpkgs = import ${stubs}; }`,
    );
    expect(outputs).toMatchObject({
      devShells: { "x86_64-linux": { default: { shell: { env: { SITE_PORT: "8080" } } } } },
      packages: {
        "aarch64-linux": {
          image: {
            image: {
              name: "site",
              config: {
                Cmd: ["/nix/store/aarch64-linux-caddy/bin/caddy", "file-server"],
                ExposedPorts: { "80/tcp": {} },
              },
            },
          },
        },
      },
      nixosConfigurations: {
        web: {
          system: "x86_64-linux",
          modules: [
            {
              networking: { hostName: "web", firewall: { allowedTCPPorts: [80, 443] } },
              services: {
                caddy: { enable: true, virtualHosts: { "example.org": { extraConfig: "file_server\n" } } },
              },
              environment: { systemPackages: ["/nix/store/x86_64-linux-curl"] },
            },
          ],
        },
      },
    });
  });
});
