import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  build,
  callPackage,
  derivation,
  devShell,
  disko,
  flake,
  layeredImage,
  NixError,
  nixosModule,
  overlay,
  override,
  overrideAttrs,
  path,
  pkgs,
  plan,
  reference,
  type Diagnostic,
} from "../index.js";

function errorOf(run: () => unknown): NixError {
  try {
    run();
  } catch (error) {
    if (error instanceof NixError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const messageOf = (run: () => unknown): string => errorOf(run).diagnostics[0]!.message;

describe("the messages of builders", () => {
  it.each([
    [{ env: { A: NaN } }, /, found NaN$/],
    [{ env: () => 1 }, "devShell: expected an object, found a function"],
    [{ shellHook: new Date(0) }, /, found a Date$/],
    [{ shellHook: new Error("x") }, /, found an Error$/],
    [{ noCC: "yes" }, 'devShell: expected true or false, found "yes"'],
  ])("say what was found: %o", (options, message) => {
    expect(messageOf(() => devShell(options as never))).toMatch(message);
  });

  it("name what could be meant", () => {
    const helpOf = (run: () => unknown): string[] =>
      errorOf(run).diagnostics[0]!.suggestions.map(({ message }) => message);
    expect(helpOf(() => devShell({}, { strickt: false } as never))).toEqual(["did you mean `strict`?"]);
    const system = "x86_64-linus";
    expect(helpOf(() => flake({ systems: [system] }))).toEqual(['did you mean "x86_64-linux"?']);
    const disk = { device: "/dev/sda", content: { type: "gtp", partitions: {} } };
    expect(helpOf(() => disko({ disk: { main: disk } } as never))).toEqual(['did you mean "gpt"?']);
    const meta = { license: "LGPL" };
    expect(helpOf(() => derivation({ pname: "a", version: "1", meta }))).toEqual(
      ["lgpl2Only", "lgpl2Plus", "lgpl3Only", "lgpl3Plus"].map((name) => `did you mean \`${name}\`?`),
    );
  });

  it.each([
    [() => callPackage(path("./foo.nix") as never), "write `callPackage({ file: … })`"],
    [() => override(pkgs.vim as never), "write `override({ package: …, arguments: … })`"],
    [() => overrideAttrs(pkgs.vim as never), "write `overrideAttrs({ package: …, attributes: … })`"],
    [() => derivation(pkgs.hello as never), "write `derivation({ … })`"],
    [() => overlay(((_final: object, prev: object) => prev) as never), "write `({ final, prev }) => …`"],
    [
      () => overlay(((final: { jq: never }) => ({ jq: final.jq })) as never),
      "write `({ final, prev }) => …`",
    ],
    [
      () =>
        overrideAttrs({
          package: pkgs.vim,
          attributes: ((prev: { src: never }) => ({ src: prev.src })) as never,
        }),
      "write `({ previousAttrs, finalAttrs }) => …`",
    ],
  ])("say how to write what nixpkgs takes as several arguments: %o", (run, help) => {
    expect(errorOf(run).diagnostics.map(({ suggestions }) => suggestions[0]?.message)).toEqual([help]);
  });

  it("say where a variable that nothing binds is used, all of them, and which input is missing", () => {
    const { diagnostics } = errorOf(() =>
      flake({
        devShells: { default: devShell({ packages: [reference("pkg").git!] }) },
        checks: { a: reference("nope") },
        outputs: { disks: reference("disko") },
      }),
    );
    expect(diagnostics.map(({ path }) => path!.join("."))).toEqual([
      "devShells.default.packages.0",
      "checks.a",
      "disks",
    ]);
    expect(diagnostics[2]!.suggestions[0]!.message).toBe(
      'add it to `inputs`: `disko: "github:nix-community/disko"`',
    );
    expect(() => nixosModule({ services: { a: { b: reference("c") } } })).toThrow("--> services.a.b");
  });

  it("never speak of options that are not there as undefined", () => {
    // @ts-expect-error no options
    expect(messageOf(() => flake())).toBe("flake: expected an object, found nothing");
  });

  it("are in words of this library", () => {
    const all = [
      () => layeredImage({ name: 5, config: { ExposedPorts: 5 } } as never),
      () => flake({ nixosConfigurations: { host: 1 } } as never),
      () => nixosModule([] as never),
    ].flatMap((run) => errorOf(run).diagnostics.map(({ message }) => message));
    expect(all.length).toBeGreaterThan(3);
    for (const message of all) expect(message).not.toMatch(/Too |Invalid|received|undefined|record/);
  });

  it.each([[["git"]], ["git"], [["pkgs.git"]]])("tell code from text: %o", (packages) => {
    const { diagnostics } = errorOf(() => devShell({ packages: packages as never }));
    expect(diagnostics[0]!.suggestions[0]!.message).toContain("write `pkgs.git`");
  });

  it("stand once in an error that nobody catches", () => {
    const text = inspect(errorOf(() => devShell({ noCC: "yes" } as never)));
    expect(text.split("expected true or false")).toHaveLength(2);
    expect(text).not.toContain("diagnostics");
  });
});

describe("all problems at once", () => {
  const places = (diagnostics: readonly Diagnostic[]): unknown[] =>
    diagnostics.map(({ code, file }) => [code, file]);

  it("of the files of a plan, each with its file", () => {
    const files = { "../x": 1, "a.nix": { x: NaN }, "b.nix": () => 1 };
    expect(places(errorOf(() => plan(".", files as never)).diagnostics)).toEqual([
      ["file/outside", "../x"],
      ["value/not-a-number", "a.nix"],
      ["value/unsupported", "b.nix"],
    ]);
  });

  it("of the files of a request", () => {
    const wrong = { builder: "devShell", options: { pakages: [] } };
    const answer = build({ files: { "../x": wrong, "C:\\y": wrong, "z..nix": { builder: "devShell" } } });
    expect(answer.ok).toBe(false);
    expect(answer.ok ? [] : answer.diagnostics.map(({ code }) => code).sort()).toEqual([
      "file/outside",
      "file/outside",
      "input/unknown-key",
      "input/unknown-key",
    ]);
  });
});
