import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  describeType,
  explainOption,
  foreignNames,
  lookupOption,
  lookupPackage,
  optionKinds,
  searchOptions,
  searchPackages,
  shippedNames,
  topicsOf,
  type OptionKind,
  type TopicKind,
} from "nixgen/names";
import { describe, expect, test } from "vitest";
import { problemsOf } from "./problems.js";

const first = (answer: ReturnType<typeof lookupPackage> | ReturnType<typeof lookupOption>) =>
  answer.answer === "unknown" ? answer.suggestions[0]?.path : answer.answer;

describe("packages", () => {
  test.each([
    ["nodejs-22", "nodejs_22"],
    ["python3.12", "python312"],
    ["google_chrome", "google-chrome"],
    ["ripgrep-bin", "ripgrep"],
    ["libssl-dev", "openssl"],
    ["build-essential", "stdenv.cc"],
    ["golang", "go"],
    ["python3-requests", "python3Packages.requests"],
    ["firefx", "firefox"],
    ["qtile", "python3Packages.qtile"],
    ["python312Packages.reqests", "python312Packages.requests"],
    ["vscode-extensions.ms-python.pythn", "vscode-extensions.ms-python.python"],
  ])("%s → %s", (name, right) => {
    expect(first(lookupPackage(name))).toBe(right);
  });

  test("three answers, each with its source", () => {
    for (const name of ["jq", "jqqq", "haskellPackages.aeson"]) {
      expect(lookupPackage(name).source).toMatch(/^NixOS\/nixpkgs .* of 2026-07-14$/);
    }
    expect(lookupPackage("jq").answer).toBe("known");
    expect(lookupPackage("jqqq").answer).toBe("unknown");
    const other = lookupPackage("rPackages.some_package_of_tomorrow");
    expect(other.answer).toBe("not-covered");
    expect(other.source).toMatch(/^NixOS\/nixpkgs .* of 2026-07-14, osbm\/nixpkgs-vault of 2025-09-27 /);
  });

  test("what rests on an older list alone says so", () => {
    for (const name of ["gnomeExtensions.caffeine", "rPackages.biblioverlap", "haskellPackages.AC-Boolean"]) {
      const answer = lookupPackage(name);
      expect(answer).toMatchObject({ answer: "known", entry: { listed: true } });
      expect(answer.source).toMatch(/^osbm\/nixpkgs-vault of 2025-09-27 \([0-9a-f]{9}\)$/);
      expect(answer).not.toHaveProperty("entry.version");
    }
    // Those of Bioconductor, and the extensions that nixpkgs packages itself, are evaluated.
    for (const name of ["rPackages.limma", "gnomeExtensions.pop-shell"]) {
      const answer = lookupPackage(name);
      expect(answer).toMatchObject({ answer: "known", entry: { version: expect.any(String) } });
      expect(answer.source).toMatch(/^NixOS\/nixpkgs .* of 2026-07-14$/);
    }
    expect(lookupPackage("gnomeExtensions.unite-shell")).toMatchObject({ entry: { alias: true } });
    expect(lookupPackage("gnomeExtensions.nohotcorner")).toMatchObject({ entry: { removed: true } });
  });

  test("of some sets not all names are known", () => {
    for (const name of ["lens", "aeson", "ghcWithPackages", "callCabal2nix", "text"])
      expect(lookupPackage(`haskellPackages.${name}`).answer).toBe("known");
    expect(lookupPackage("haskell.packages.ghc98.aeson").answer).toBe("known");
    expect(lookupPackage("haskell.packages.ghc98.some-package-of-tomorrow").answer).toBe("not-covered");
    const slip = lookupPackage("haskellPackages.aesonn");
    expect(slip).toMatchObject({
      answer: "not-covered",
      suggestions: expect.arrayContaining([{ path: "haskellPackages.aeson", reason: "a similar name" }]),
    });
    expect(lookupPackage("haskellPackages.some-package-of-tomorrow")).not.toHaveProperty("suggestions");
  });

  test("sets for several versions of a language", () => {
    expect(lookupPackage("python3Packages.requests")).toMatchObject({
      entry: { version: expect.any(String) },
    });
    expect(lookupPackage("python312Packages.requests")).not.toHaveProperty("entry.version");
    expect(lookupPackage("idrisPackages.hrtime").answer).toBe("known");
    expect(lookupPackage("idrisPackages.hrtim").answer).toBe("unknown");
  });

  test("what is known of a package", () => {
    const answer = lookupPackage("ripgrep");
    expect(answer).toMatchObject({ entry: { name: "ripgrep", program: "rg", version: expect.any(String) } });
  });

  test("nixpkgs within nixpkgs", () => {
    expect(lookupPackage("pkgsMusl.python3Packages.requests").answer).toBe("known");
    expect(lookupPackage("pkgsMusl.python3Packages.reqests").answer).toBe("unknown");
  });

  test("names of other collections stand for names that exist", () => {
    const wrong = [...foreignNames().values()].flat().filter((path) => {
      const answer = lookupPackage(path);
      return answer.answer === "unknown" || (answer.answer === "known" && answer.entry.removed);
    });
    expect(wrong).toEqual([]);
  });
});

describe("options", () => {
  test.each([
    ["services.ngnix.enable", "services.nginx.enable"],
    ["programs.nginx.enable", "services.nginx.enable"],
    ["environment.systemPackage", "environment.systemPackages"],
    ["networking.firewall.allowed_tcp_ports", "networking.firewall.allowedTCPPorts"],
    ["services.ssh.enable", "services.openssh.enable"],
  ])("%s → %s", (path, right) => {
    expect(first(lookupOption(path, "nixos"))).toBe(right);
  });

  test("a renamed option says what it is now", () => {
    expect(lookupOption("fonts.fonts", "nixos")).toMatchObject({
      entry: { entry: { movedTo: "fonts.packages" } },
    });
  });

  test("a kind that there is not is refused, with the one that is meant", () => {
    for (const look of [
      () => lookupOption("services.nginx", "nixso" as never),
      () => explainOption("services.nginx", "nixso" as never),
      () => searchOptions("nginx", "nixso" as never),
    ])
      expect(problemsOf(look)).toMatchObject([
        { code: "input/invalid", suggestions: [{ message: 'did you mean "nixos"?' }] },
      ]);
    expect(problemsOf(() => searchOptions("nginx", "nixos", { limit: Number.NaN }))).toMatchObject([
      { code: "input/invalid" },
    ]);
  });

  test("a set of options is explained by what lies in it", () => {
    const nginx = explainOption("services.nginx", "nixos");
    expect(nginx?.children).toContain("virtualHosts");
    expect(nginx?.siblings).toEqual([]);
  });

  test("an explanation tells type, default and neighbours", () => {
    const explanation = explainOption('services.nginx.virtualHosts."a.b".root', "nixos");
    expect(explanation).toMatchObject({
      path: "services.nginx.virtualHosts.<name>.root",
      entry: { type: ["nullOr", ["path"]], default: { value: null } },
    });
    expect(explanation?.siblings).toContain("locations");
    expect(explainOption("programs.git.enable", "home-manager")?.entry?.type).toEqual(["bool"]);
    expect(explainOption("homebrew.enable", "nix-darwin")?.entry?.type).toEqual(["bool"]);
  });
});

describe("search", () => {
  test("packages", () => {
    expect(searchPackages("json processor jq")[0]?.path).toBe("jq");
    expect(searchPackages("nodejs 22")[0]?.path).toBe("nodejs_22");
    expect(searchPackages("in:python3Packages requests")[0]?.path).toBe("python3Packages.requests");
  });

  test("says what each result rests on", () => {
    const [first] = searchOptions("nginx ssl", "nixos");
    expect(first?.source).toBe(lookupOption(first!.path, "nixos").source);
    for (const { path, entry, source } of searchPackages("in:rPackages ggplot")) {
      expect(source).toBe(lookupPackage(path).source);
      expect(source).toMatch(entry.listed ? /2025/ : /2026/);
    }
  });

  test.each([
    ["golang", "go"],
    ["postgres 16", "postgresql_16"],
    ["http client curl", "curl"],
    ["terminal multiplexer tmux", "tmux"],
    ["libssl", "openssl"],
  ])("package: %s → %s", (query, path) => {
    expect(searchPackages(query, { limit: 3 }).map((result) => result.path)).toContain(path);
  });

  test.each([
    ["hostname", "networking.hostName"],
    ["timezone", "time.timeZone"],
    ["time zone", "time.timeZone"],
    ["postgres enable", "services.postgresql.enable"],
    ["ssh port", "services.openssh.ports"],
    ["docker rootless", "virtualisation.docker.rootless.enable"],
    ["grub", "boot.loader.grub.enable"],
    ["bluetooth", "hardware.bluetooth.enable"],
    ["users shell", "users.users.<name>.shell"],
    ["gc automatic", "nix.gc.automatic"],
    ["xkb layout", "services.xserver.xkb.layout"],
  ])("option: %s → %s", (query, path) => {
    expect(searchOptions(query, "nixos", { limit: 3 }).map((result) => result.path)).toContain(path);
  });

  test("options, by name and by type", () => {
    const paths = searchOptions("nginx ssl", "nixos", { limit: 8 }).map((result) => result.path);
    expect(paths.filter((path) => !path.startsWith("services.nginx."))).toEqual([]);
    const booleans = searchOptions("nginx type:bool", "nixos");
    expect(booleans.length).toBeGreaterThan(0);
    expect(booleans.filter(({ entry }) => !describeType(entry.type).includes("bool"))).toEqual([]);
  });

  test.each(optionKinds)("all options of %s with a choice in their type, however deep", (kind) => {
    const all = shippedNames.options(kind)!.entries();
    const choices = all.filter(({ type }) => JSON.stringify(type).includes('["enum"'));
    const found = searchOptions("type:enum", kind, { limit: 100_000 }).map(({ path }) => path);
    expect(found.toSorted()).toEqual(choices.map(({ path }) => path).toSorted());
  });

  test("a set of packages, by what its packages are for", () => {
    const found = (query: string) => searchPackages(query, { limit: 5 }).map(({ path }) => path);
    expect(found("in:python312Packages web framework")).toContain("python312Packages.django");
    expect(found("in:kdePackages video editor")[0]).toBe("kdePackages.kdenlive");
    expect(found("python web framework")[0]).toBe("python3Packages.django");
    expect(found("in:vimPlugins telescope")[0]).toBe("vimPlugins.telescope-nvim");
  });

  test("looks for each word once, and not for endlessly many", () => {
    expect(searchPackages("jq ".repeat(50_000))).toEqual(searchPackages("jq"));
    const words = Array.from({ length: 5000 }, (_, at) => `w${at}`);
    expect(searchPackages(["jq", ...words].join(" "))).toEqual(
      searchPackages(["jq", ...words.slice(0, 31)].join(" ")),
    );
  });

  test("what is plain to people comes first", () => {
    let kind: "packages" | OptionKind = "packages";
    const wrong: unknown[] = [];
    for (const line of readFileSync(new URL("search-queries.txt", import.meta.url), "utf8").split("\n")) {
      if (line.startsWith("[")) kind = line.slice(1, -1) as typeof kind; // One of those that the file has.
      const [, among, query, right] = line.startsWith("#")
        ? []
        : (/^(~+ )?([^[].*?): (.+)$/.exec(line) ?? []);
      if (query === undefined) continue;
      const limit = among === undefined ? 1 : among === "~ " ? 3 : 5;
      const found =
        kind === "packages" ? searchPackages(query, { limit }) : searchOptions(query, kind, { limit });
      const paths = found.map(({ path }) => path);
      if (!paths.some((path) => right!.split(", ").includes(path))) wrong.push({ kind, query, paths });
    }
    expect(wrong).toEqual([]);
  });

  const topicSets = [
    "gnomeExtensions",
    "python3Packages",
    "tmuxPlugins",
    "vimPlugins",
    "vscode-extensions",
  ] as const;

  test("the names of topics exist", () => {
    const namesOfTopics = (kind: TopicKind) => topicsOf(kind).flatMap(({ names }) => names);
    const isName = (path: string) => {
      const answer = lookupPackage(path);
      return answer.answer === "known" && !answer.entry.removed && !answer.entry.alias;
    };
    const isOption = (path: string) =>
      optionKinds.some((kind) => {
        const answer = lookupOption(path, kind);
        if (answer.answer !== "known") return false;
        // A name in an option that takes any is one by what uses it.
        if (answer.entry.place !== "option") return answer.entry.place === "inside";
        return !answer.entry.entry.removed && answer.entry.entry.movedTo === undefined;
      });
    const wrong = [
      ...namesOfTopics("options").filter((name) => !isOption(name)),
      ...namesOfTopics("packages").filter((name) => !isName(name)),
      ...topicSets.flatMap((set) =>
        namesOfTopics(set)
          .map((name) => `${set}.${name}`)
          .filter((name) => !isName(name)),
      ),
    ];
    expect(wrong).toEqual([]);
  });
});

test("all indexes are below two megabytes", () => {
  const folder = fileURLToPath(new URL("../packages/nixgen/data/", import.meta.url));
  const sizes = readdirSync(folder)
    .filter((name) => name.endsWith(".index"))
    .map((name) => statSync(folder + name).size);
  expect(sizes).toHaveLength(4);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(2_000_000);
});

test("every option of an index is found by its path", () => {
  for (const kind of ["nixos", "home-manager", "nix-darwin"] as const) {
    const index = shippedNames.options(kind)!;
    expect(index.entries()).toHaveLength(index.count);
    for (const { path } of index.entries().slice(0, 400)) {
      expect([path, lookupOption(path, kind).answer]).toEqual([path, "known"]);
    }
  }
});

test("what lies in a package is not covered, but for what all packages have", () => {
  expect(lookupPackage("git.out").answer).toBe("known");
  expect(lookupPackage("git.foo")).toMatchObject({
    answer: "not-covered",
    reason: "what lies in git is not listed",
  });
  expect(lookupPackage("cinnamon.nemo")).toMatchObject({
    answer: "not-covered",
    suggestions: [{ path: "nemo" }],
  });
  const unknown = lookupPackage("docker.io");
  expect(unknown.answer === "unknown" && unknown.suggestions[0]?.path).toBe("docker");
});
