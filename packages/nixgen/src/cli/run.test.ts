import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "@nixgen/core";
import { afterAll, expect, test } from "vitest";
import { problemsOf } from "../../../../test/problems.js";
import { check } from "../names/check/check.js";
import { runCommandLine } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "nixgen-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const output: string[] = [];
  const add = (text: string) => void output.push(text);
  const code = await runCommandLine(args, { print: add, printError: add });
  return { code, output: output.join("\n") };
}

test("help lists the commands, and tells of each", async () => {
  expect(await run("help")).toMatchObject({ code: 0, output: expect.stringContaining("check ") });
  for (const verb of ["format", "index", "check", "search", "explain", "types"]) {
    const { code, output } = await run(verb, "--help");
    expect(code).toBe(0);
    expect(output).toContain(`nixgen ${verb}`);
    expect(output).toContain("Exit codes:");
  }
});

test("what is not understood fails", async () => {
  expect(await run("bogus")).toMatchObject({ code: 2, output: expect.stringContaining("no command bogus") });
  expect((await run()).code).toBe(2);
  expect((await run("check")).code).toBe(2);
  expect((await run("check", "x", "--bogus")).code).toBe(2);
  expect((await run("explain", "a", "--kind", "bogus")).output).toContain("home-manager");
});

test.each<[string[], string]>([
  [["chekc"], "nixgen has no command chekc; did you mean `nixgen check`?"],
  [["chekc-all-the-files"], "nixgen has no command chekc-all-the-files; `nixgen help` lists them"],
  [["check", "a.nix", "--knd", "nixos"], "nixgen check: there is no option --knd; did you mean --kind?"],
  [["index", "--nixpgks=x"], "nixgen index: there is no option --nixpgks; did you mean --nixpkgs?"],
  [["format", "a.nix", "--zzzzzz"], "nixgen format: there is no option --zzzzzz; `--help` lists them"],
])("proposes what is meant: %j", async (args, output) => {
  expect(await run(...args)).toEqual({ code: 2, output });
});

test("a kind that does not exist is refused with the right one", async () => {
  expect((await run("explain", "a", "--kind", "nixso")).output).toContain('did you mean "nixos"?');
  const [problem] = problemsOf(() => check("{ }", { kind: "nixso" as never }));
  expect(problem).toMatchObject({
    code: "input/invalid",
    suggestions: [{ message: 'did you mean "nixos"?' }],
  });
});

test("a limit that is no number is refused", async () => {
  expect(await run("search", "json", "--limit", "x")).toEqual({
    code: 2,
    output: 'nixgen search: --limit takes a whole number, not "x"',
  });
});

test("explain shows some names beside an option, and how many more", async () => {
  const { output } = await run("explain", "services.nginx.enable", "--kind", "nixos");
  expect(output).toMatch(/\n {2}beside it: (\S+, ){10}and \d+ more\nfrom /);
  expect((await run("explain", "services.nginx")).output).not.toContain("beside it");
});

test("tells its version", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  for (const verb of ["--version", "-v", "version"]) {
    expect(await run(verb)).toEqual({ code: 0, output: version });
  }
});

test("a folder without an index is told, and nothing is left in it", async () => {
  const empty = join(folder, "none");
  for (const args of [
    ["types", "--index", empty],
    ["search", "jq", "--index", empty],
    ["explain", "pkgs.jq", "--index", empty],
  ]) {
    const { code, output } = await run(...args);
    expect(code).toBe(2);
    expect(output).toContain(`there is no index in ${empty}; make one with \`nixgen index`);
  }
  expect(existsSync(empty)).toBe(false);
});

test("check guesses whose modules files are, and tells it", async () => {
  const project = join(folder, "kinds");
  mkdirSync(join(project, "modules"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(project, name), text);
  const module = "{ lib, ... }: { services.mine.enable = true; }\n";
  write("configuration.nix", module);
  write("home.nix", "{ pkgs, ... }: { programs.gti.enable = true; }\n");
  write("modules/web.nix", module);
  write("other.nix", "{ pkgs, ... }: { perSystem.gti.enable = true; }\n");
  write("package.nix", "{ lib, stdenv }: stdenv.mkDerivation { services = 1; }\n");
  const withoutFlake = await run("check", project);
  expect(withoutFlake.output).toContain(
    "1 file as nixos\n1 file as home-manager\n3 files for package names only: ",
  );
  write(
    "flake.nix",
    "{ outputs = { nixpkgs, ... }: { nixosConfigurations.a = nixpkgs.lib.nixosSystem { }; }; }\n",
  );
  const { code, output } = await run("check", project);
  expect(code).toBe(1);
  expect(output).toContain("6 files, 3 errors, 0 warnings\n2 files as nixos\n1 file as home-manager\n");
  expect(output).toMatch(/3 files for package names only: .*flake\.nix, .*other\.nix, .*package\.nix/);
  // The modules of nix-darwin have the same name.
  write(
    "flake.nix",
    "{ outputs = { darwin, ... }: { darwinConfigurations.a = darwin.lib.darwinSystem { }; }; }\n",
  );
  expect(
    (await run("check", join(project, "configuration.nix"), join(project, "flake.nix"))).output,
  ).toContain("1 file as nix-darwin");
  rmSync(project, { recursive: true });
});

test("check tells what is wrong, and mends what has one answer", async () => {
  const file = join(folder, "module.nix");
  writeFileSync(
    file,
    "{ pkgs, ... }:\n{\n  services.ngnix.enable = true;\n  fonts.fonts = [ pkgs.jq ];\n}\n",
  );
  const { code, output } = await run("check", file, "--kind", "nixos", "--fix");
  expect(code).toBe(1);
  expect(output).toContain("error[names/unknown-option]");
  expect(output).toContain("module.nix:3:12");
  expect(output).toMatch(
    /^fixed .*module\.nix:4:9: the option `fonts\.fonts` .*; wrote `packages` for `fonts`\n/,
  );
  expect(output).toContain("1 file, 1 error, 0 warnings");
  expect(output).toContain("  left: a person has to choose what is meant");
  expect(readFileSync(file, "utf8")).toBe(
    "{ pkgs, ... }:\n{\n  services.ngnix.enable = true;\n  fonts.packages = [ pkgs.jq ];\n}\n",
  );
  const json = JSON.parse((await run("check", file, "--kind", "nixos", "--json")).output) as {
    code: string;
  }[];
  expect(json.map((one) => one.code)).toEqual(["names/unknown-option"]);
  writeFileSync(file, "{ services.nginx.enable = true; }\n");
  expect((await run("check", folder)).code).toBe(0);
});

test("check --fix tells what it wrote and what is left, and finds nothing more to do", async () => {
  const file = join(folder, "fix.nix");
  writeFileSync(
    file,
    `{ pkgs, ... }:
{
  services.xserver.displayManager.gdm.enable = true;
  hardware.pulseaudio.enable = true;
  services.pulseaudio.enable = false;
  sound.enable = true;
}
`,
  );
  const { code, output } = await run("check", file, "--fix", "--json");
  expect(code).toBe(1);
  const fixed = readFileSync(file, "utf8");
  expect(fixed).toContain("\n  services.displayManager.gdm.enable = true;\n");
  const answer = JSON.parse(output) as { fixed: unknown[]; left: { span: { start: number; end: number } }[] };
  expect(answer).toMatchObject({
    fixed: [
      {
        file,
        line: 3,
        code: "names/renamed-option",
        from: "xserver.displayManager",
        to: "displayManager",
      },
    ],
    left: [
      { file, code: "names/renamed-option", why: "Nix would refuse the text after that edit" },
      { file, code: "names/removed-option", why: "what was removed may need something else in its place" },
    ],
  });
  // The places are those in the text as it is now.
  expect(answer.left.map(({ span }) => fixed.slice(span.start, span.end))).toEqual(["enable", "enable"]);
  const again = JSON.parse((await run("check", file, "--fix", "--json")).output) as typeof answer;
  expect(again).toEqual({ fixed: [], left: answer.left });
  expect(readFileSync(file, "utf8")).toBe(fixed);
  expect(JSON.parse((await run("check", file, "--json")).output)).toHaveLength(2);
  expect((await run("check", file, "--fix")).output).not.toMatch(/^fixed /m);
  rmSync(file);
});

test("check takes a file for what the flake around it makes of it", async () => {
  const project = join(folder, "around");
  mkdirSync(join(project, "home"), { recursive: true });
  writeFileSync(
    join(project, "flake.nix"),
    "{ outputs = { home-manager, ... }: { a = home-manager.lib.homeManagerConfiguration { modules = [ ./home ]; }; }; }",
  );
  writeFileSync(join(project, "home", "default.nix"), "{ imports = [ ./web.nix ]; }");
  const file = join(project, "home", "web.nix");
  writeFileSync(file, "{ services.nginx.enable = true; }");
  const { code, output } = await run("check", file);
  expect(code).toBe(1);
  expect(output).toContain("there is no option `nginx` below `services`");
  expect(output).toContain("1 file as home-manager\n");
  rmSync(project, { recursive: true });
});

test("check tells of which files it checked the modules in them", async () => {
  const project = join(folder, "inner");
  mkdirSync(project);
  writeFileSync(
    join(project, "flake.nix"),
    "{ outputs = { nixpkgs, ... }: { a = nixpkgs.lib.nixosSystem { modules = [ { networking.hostName = 1; } ]; }; }; }",
  );
  writeFileSync(join(project, "overlay.nix"), "final: prev: { mytool = 1; }");
  const { output } = await run("check", project, "--kind", "nixos");
  expect(output).toContain(
    `2 files, 1 error, 0 warnings
1 file for package names and the modules in them: ${join(project, "flake.nix")}
1 file for package names only: ${join(project, "overlay.nix")}
checked against NixOS/nixpkgs`,
  );
  rmSync(project, { recursive: true });
});

test("check reads what a file imports, for what it declares", async () => {
  const project = join(folder, "imports");
  mkdirSync(join(project, "modules"), { recursive: true });
  const host = join(project, "host.nix");
  writeFileSync(
    host,
    "{ imports = [ ./modules ./gone.nix ]; services.ours.port = 80; services.theirs.enable = true; }",
  );
  writeFileSync(join(project, "modules", "default.nix"), "{ imports = [ ./ours.nix ]; }");
  writeFileSync(
    join(project, "modules", "ours.nix"),
    "{ lib, ... }: { options.services.ours.port = lib.mkOption { type = lib.types.port; }; }",
  );
  const checked = async () =>
    JSON.parse((await run("check", host, "--kind", "nixos", "--json")).output) as unknown[];
  expect(await checked()).toMatchObject([
    { code: "names/missing-file", severity: "error", message: "there is no ./gone.nix" },
    { severity: "warning", message: expect.stringContaining("unless ./gone.nix declares it") },
  ]);
  writeFileSync(join(project, "gone.nix"), "{ }");
  expect(await checked()).toMatchObject([{ code: "names/unknown-option", severity: "error" }]);
});

test("check reports a file that is imported and is not there", async () => {
  const project = join(folder, "missing");
  mkdirSync(join(project, "modules", "empty"), { recursive: true });
  const write = (path: string, text: string) => writeFileSync(join(project, path), text);
  const checked = async () => {
    const { output } = await run("check", project, "--kind", "nixos", "--json");
    const found = JSON.parse(output) as (Diagnostic & { file: string })[];
    return found
      .filter(({ code }) => code === "names/missing-file")
      .map(({ message, suggestions }) => [message, ...suggestions.map((one) => one.message)]);
  };
  write("modules/web.nix", "{ }");
  write("modules/default.nix", "{ }");
  write("host.nix", "{ imports = [ ./modules ./modules/web.nix ./modules/../modules/web.nix ]; }");
  expect(await checked()).toEqual([]);
  write(
    "host.nix",
    `{ lib, ... }: {
      imports = [
        ./modules/wbe.nix
        (import ./moduels/web.nix { })
        ./modules/web/default.nix
        ./modules/empty
        ./nowhere.nix
      ];
    }`,
  );
  expect(await checked()).toEqual([
    ["there is no ./modules/wbe.nix", "write `./modules/web.nix`"],
    ["there is no ./moduels/web.nix", "write `./modules/web.nix`"],
    ["there is no ./modules/web/default.nix", "write `./modules/web.nix`"],
    ["there is no `default.nix` in ./modules/empty"],
    ["there is no ./nowhere.nix"],
  ]);
  write(
    "host.nix",
    `{ lib, modulesPath, x, ... }: {
      imports = [ ./hardware-configuration.nix "\${modulesPath}/a.nix" (./. + "/b.nix") ./c/\${x}.nix ]
        ++ lib.optional (builtins.pathExists ./d.nix) ./d.nix
        ++ (if x then [ ./e.nix ] else [ ])
        ++ lib.filter builtins.pathExists [ ./f.nix ];
      services.x = { modules = [ ./modules/empty ]; };
    }`,
  );
  expect(await checked()).toEqual([]);
  // A submodule that was not fetched is an empty folder.
  write("host.nix", "{ imports = [ ./modules/empty/a.nix ]; }");
  expect(await checked()).toEqual([["there is no ./modules/empty/a.nix"]]);
  write(".gitmodules", '[submodule "a"]\n');
  expect(await checked()).toEqual([]);
});

test("a file that is not there softens what is said of files that import it, and of no others", async () => {
  const project = join(folder, "softened");
  mkdirSync(project);
  const write = (path: string, text: string) => writeFileSync(join(project, path), text);
  write("a.nix", "{ imports = [ ./gone.nix ]; hostz = 1; }");
  write("b.nix", "{ imports = [ ./a.nix ]; hostz = 2; }");
  write("c.nix", "{ hostz = 3; }");
  const { output } = await run("check", project, "--kind", "nixos", "--json");
  const found = JSON.parse(output) as (Diagnostic & { file: string })[];
  const options = found.filter(({ code }) => code === "names/unknown-option");
  expect(options.map(({ file, severity }) => [file.slice(-5), severity])).toEqual([
    ["a.nix", "warning"],
    ["b.nix", "warning"],
    ["c.nix", "error"],
  ]);
});

test("check knows the overlays in files of the project", async () => {
  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "overlay.nix"), "final: prev: { our-own-tool = 1; }\n");
  const flake = (name: string) =>
    `{ outputs = { nixpkgs, ... }: let pkgs = import nixpkgs { overlays = [ (import ./overlay.nix) ]; }; in pkgs.${name}; }\n`;
  const checked = async (name: string) => {
    writeFileSync(join(project, "flake.nix"), flake(name));
    return JSON.parse((await run("check", project, "--json")).output) as { severity: string }[];
  };
  expect(await checked("our-own-tool")).toEqual([]);
  expect(await checked("some-other-tool")).toMatchObject([{ severity: "error" }]);
});

test("explain and search tell by their exit codes whether there is something", async () => {
  expect(await run("explain", "pkgs.jq")).toMatchObject({
    code: 0,
    output: expect.stringContaining("version: "),
  });
  expect(await run("explain", "pkgs.jqq")).toMatchObject({
    code: 1,
    output: expect.stringContaining("pkgs.jq "),
  });
  expect(await run("explain", "pkgs.gnomeExtensions.dash-to-dok")).toMatchObject({
    output: expect.stringMatching(
      /is not covered: .*\n {2}perhaps pkgs\.gnomeExtensions\.dash-to-dock .*\nfrom .*2025-09-27/,
    ),
    code: 1,
  });
  expect(await run("explain", "services.nginx.enable")).toMatchObject({
    code: 0,
    output: expect.stringContaining("type: boolean"),
  });
  expect((await run("explain", "services.ngnix.enable")).code).toBe(1);
  expect((await run("explain", "jq")).output).toContain("perhaps the package: nixgen explain pkgs.jq");
  expect(await run("search", "jq")).toMatchObject({ code: 0, output: expect.stringMatching(/^jq /) });
  expect((await run("search", "qqqqqqqq")).code).toBe(1);
});

test("format formats files in place, and with --check only tells", async () => {
  const untidy = join(folder, "format", "a.nix");
  mkdirSync(join(folder, "format"));
  writeFileSync(untidy, "{a=[ 1 2 ];}");
  expect(await run("format", join(folder, "format"), "--check")).toMatchObject({ code: 1 });
  expect(readFileSync(untidy, "utf8")).toBe("{a=[ 1 2 ];}");
  expect(await run("format", untidy)).toEqual({
    code: 0,
    output: `${untidy}\n1 file, 1 changed, 0 failed`,
  });
  const formatted = "{\n  a = [\n    1\n    2\n  ];\n}\n";
  expect(readFileSync(untidy, "utf8")).toBe(formatted);
  expect(await run("format", untidy, "--check")).toMatchObject({ code: 0 });
  expect(await run("format", untidy, "--indent", "4")).toMatchObject({ code: 0 });
  expect(readFileSync(untidy, "utf8")).toBe("{\n    a = [\n        1\n        2\n    ];\n}\n");
});

test("format tells of files that it can't format, with the place", async () => {
  const broken = join(folder, "broken.nix");
  writeFileSync(broken, "{ a = 1 }");
  const { code, output } = await run("format", broken);
  expect(code).toBe(2);
  expect(output).toContain("error[syntax/missing-semicolon]");
  expect(output).toContain("broken.nix:1:8");
  expect(readFileSync(broken, "utf8")).toBe("{ a = 1 }");
  expect(await run("format", join(folder, "nowhere.nix"))).toMatchObject({ code: 2 });
  expect(await run("format", broken, "--width", "wide")).toMatchObject({
    code: 2,
    output: 'nixgen format: --width takes a whole number, not "wide"',
  });
});
