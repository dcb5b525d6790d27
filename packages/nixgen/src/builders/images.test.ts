import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../../test/problems.js";
import { evaluate } from "../../../../test/evaluate.js";
import { hasNix } from "../../../../test/nix.js";
import {
  binary,
  buildImage,
  indented,
  layeredImage,
  lib,
  nixShellImage,
  pkgs,
  pullImage,
  reference,
  str,
  streamLayeredImage,
  withTrailingComment,
  type ImageConfig,
  type Reference,
} from "../index.js";

const hash = "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=";
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

const placesOf = (run: () => unknown): string[] => problemsOf(run).map(({ path = [] }) => path.join("."));

describe("layeredImage", () => {
  it("adds what is asked for by a word", () => {
    const image = layeredImage({
      name: "site",
      contents: [pkgs.caddy],
      certificates: true,
      tmp: true,
      shell: true,
      user: "app",
      timeZone: "Europe/Berlin",
      config: { Cmd: ["caddy", "run"] },
    });
    expect(String(image)).toBe(`pkgs.dockerTools.buildLayeredImage {
  name = "site";
  contents = [
    pkgs.caddy
    pkgs.dockerTools.caCertificates # for HTTPS
    pkgs.dockerTools.binSh # /bin/sh
    pkgs.tzdata # time zones
    (pkgs.fakeNss.override {
      extraPasswdLines = [ "app:x:1000:1000::/home/app:/bin/sh" ];
      extraGroupLines = [ "app:x:1000:" ];
    }) # /etc/passwd and /etc/group
  ];
  extraCommands = ''
    mkdir -m 1777 tmp
  '';
  fakeRootCommands = ''
    mkdir -p ./home/app
    chown 1000:1000 ./home/app
  '';
  config = {
    Cmd = [
      "caddy"
      "run"
    ];
    User = "1000:1000";
    Env = [
      "TZDIR=\${pkgs.tzdata}/share/zoneinfo"
      "TZ=Europe/Berlin"
    ];
  };
}
`);
    expect(image.warnings).toEqual([]);
  });

  it.skipIf(!hasNix)("evaluates to what the OCI image specification has", () => {
    const image = layeredImage({
      name: "ghcr.io/example/site",
      tag: "1.0",
      architecture: "arm64",
      maxLayers: 50,
      created: "2026-01-31T12:00:00Z",
      contents: binary([pkgs.caddy], "++", [pkgs.git]),
      certificates: true,
      tmp: true,
      user: { name: "www", uid: 101, gid: 102, home: "/srv" },
      extraCommands: indented`
        ln -s ${pkgs.git} git
      `,
      config: {
        Entrypoint: [str`${pkgs.caddy}/bin/caddy`],
        Cmd: ["run"],
        Env: { PORT: "80", CADDY: str`${pkgs.caddy}`, WORKERS: 4 },
        ExposedPorts: [80, "443/udp"],
        Volumes: ["/data"],
        WorkingDir: "/srv",
        Labels: { "org.opencontainers.image.source": "https://example.org" },
        StopSignal: "SIGQUIT",
        Shell: ["/bin/sh", "-c"],
        OnBuild: ["RUN true"],
        Healthcheck: {
          Test: ["CMD", str`${pkgs.curl}/bin/curl`, "-f", "localhost"],
          Interval: 30,
          Timeout: 0.5,
        },
      },
    });
    expect(evaluate(image)).toEqual({
      function: "buildLayeredImage",
      arguments: {
        name: "ghcr.io/example/site",
        tag: "1.0",
        architecture: "arm64",
        maxLayers: 50,
        created: "2026-01-31T12:00:00Z",
        contents: [
          "/nix/store/caddy",
          "/nix/store/git",
          "/nix/store/caCertificates",
          { fakeNss: { extraPasswdLines: ["www:x:101:102::/srv:/bin/sh"], extraGroupLines: ["www:x:102:"] } },
        ],
        extraCommands: "mkdir -m 1777 tmp\nln -s /nix/store/git git\n",
        fakeRootCommands: "mkdir -p ./srv\nchown 101:102 ./srv\n",
        config: {
          Entrypoint: ["/nix/store/caddy/bin/caddy"],
          Cmd: ["run"],
          Env: ["PORT=80", "CADDY=/nix/store/caddy", "WORKERS=4"],
          ExposedPorts: { "80/tcp": {}, "443/udp": {} },
          Volumes: { "/data": {} },
          WorkingDir: "/srv",
          User: "101:102",
          Labels: { "org.opencontainers.image.source": "https://example.org" },
          StopSignal: "SIGQUIT",
          Shell: ["/bin/sh", "-c"],
          OnBuild: ["RUN true"],
          Healthcheck: {
            Test: ["CMD", "/nix/store/curl/bin/curl", "-f", "localhost"],
            Interval: 30_000_000_000,
            Timeout: 500_000_000,
          },
        },
      },
    });
  });

  it("reports every wrong option at its place", () => {
    const run = (): unknown =>
      layeredImage({
        name: "Site!",
        tag: "a tag",
        // @ts-expect-error -- the processor is named as Go names it
        architecture: "x86_64",
        created: "yesterday",
        maxLayers: 1000,
        user: "Root!",
        config: {
          // @ts-expect-error -- a command is a list of words
          Cmd: "nginx -g daemon",
          Env: { "A=B": "c" },
          ExposedPorts: [0, "70000/tcp", "http"],
          Volumes: ["data"],
          User: "a b",
          StopSignal: "kill",
          Healthcheck: { Test: ["curl"] },
        },
      });
    expect(placesOf(run).sort()).toEqual(
      [
        "name",
        "tag",
        "architecture",
        "created",
        "maxLayers",
        "user",
        "config.Cmd",
        "config.Env.A=B",
        "config.ExposedPorts.0",
        "config.ExposedPorts.1",
        "config.ExposedPorts.2",
        "config.Volumes.0",
        "config.User",
        "config.StopSignal",
        "config.Healthcheck.Test",
      ].sort(),
    );
  });

  it("knows its options", () => {
    // @ts-expect-error -- there is no such option
    expect(() => layeredImage({ name: "a", certificate: true })).toThrow("did you mean `certificates`?");
    const config = { Command: ["a"] } as ImageConfig;
    expect(() => layeredImage({ name: "a", config })).toThrow("layeredImage has no option `Command`");
    expect(String(layeredImage({ name: "a", config }, { strict: false }))).toContain("config.Command");
    expect(() => layeredImage({ name: "site:latest" })).toThrow("given as `tag`");
  });

  it("warns of an image that is never the same", () => {
    expect(layeredImage({ name: "a", created: "now" }).warnings).toMatchObject([
      { code: "input/not-reproducible", path: ["created"] },
    ]);
  });
});

describe("the options of an image", () => {
  it("have a place for expressions everywhere", () => {
    const v = (name: string): Reference => reference(name);
    const image = streamLayeredImage({
      name: v("name"),
      maxLayers: v("maxLayers"),
      uid: v("uid"),
      gname: v("group"),
      includeNixDB: v("withNix"),
      compressor: v("compressor"),
      config: {
        Cmd: v("Cmd"),
        Env: v("env"),
        ExposedPorts: [8080, "53/udp", str`${v("port")}/tcp`, withTrailingComment("metrics", 9090)],
        Volumes: [v("data"), "/srv"],
        Labels: v("Labels"),
        StopSignal: v("signal"),
        Healthcheck: { Test: v("test"), Interval: v("interval"), Retries: v("retries") },
      },
    });
    expect(String(image)).toBe(`pkgs.dockerTools.streamLayeredImage {
  inherit name maxLayers uid;
  gname = group;
  includeNixDB = withNix;
  inherit compressor;
  config = {
    inherit Cmd Labels;
    StopSignal = signal;
    Env = env;
    ExposedPorts = {
      "8080/tcp" = { };
      "53/udp" = { };
      "\${port}/tcp" = { };
      "9090/tcp" = { }; # metrics
    };
    Volumes = {
      \${data} = { };
      "/srv" = { };
    };
    Healthcheck = {
      Test = test;
      Retries = retries;
      Interval = interval * 1000000000;
    };
  };
}
`);
  });

  it("may be an expression as a whole, to which a user is added, and no variables", () => {
    const config = reference("common");
    expect(String(layeredImage({ name: "a", config, user: "app" }))).toContain(
      'config = {\n    User = "1000:1000";\n  }\n  // common;',
    );
    expect(String(buildImage({ name: "a", config }))).toContain("config = common;");
    expect(placesOf(() => layeredImage({ name: "a", config, timeZone: true }))).toEqual(["timeZone"]);
    const env = binary(reference("common").Env!, "++", ["A=1"]);
    expect(String(layeredImage({ name: "a", timeZone: "UTC", config: { Env: env } }))).toContain(
      '"TZ=UTC"\n  ]\n  ++ common.Env\n  ++ [ "A=1" ];',
    );
  });

  it("are checked in the form of the specification too", () => {
    const config = { Env: ["PATH"], ExposedPorts: { http: {} }, Volumes: { data: {} }, Labels: { a: 1 } };
    expect(placesOf(() => layeredImage({ name: "a", config })).sort()).toEqual([
      "config.Env.0",
      "config.ExposedPorts.http",
      "config.Labels.a",
      "config.Volumes.data",
    ]);
  });

  it("warn of a name that nixpkgs changes", () => {
    expect(layeredImage({ name: "ghcr.io/Example/Site" }).warnings).toMatchObject([
      { code: "input/changed-name", path: ["name"] },
    ]);
  });

  it.skipIf(!hasNix)("may be expressions, and in the form of the specification", () => {
    const image = layeredImage({
      name: str`example/${"site"}`,
      timeZone: "Europe/Berlin",
      config: {
        User: str`${1000}`,
        WorkingDir: str`/srv`,
        Env: ["A=1"],
        ExposedPorts: { "80/tcp": {} },
        Volumes: { "/data": {} },
      },
    });
    expect(evaluate(image)).toMatchObject({
      arguments: {
        name: "example/site",
        config: {
          User: "1000",
          WorkingDir: "/srv",
          Env: ["TZDIR=/nix/store/tzdata/share/zoneinfo", "TZ=Europe/Berlin", "A=1"],
          ExposedPorts: { "80/tcp": {} },
          Volumes: { "/data": {} },
        },
      },
    });
    const config = { Healthcheck: { Test: ["NONE"], Interval: 30_000_000_000 } };
    expect(placesOf(() => layeredImage({ name: "a", config }))).toEqual(["config.Healthcheck.Interval"]);
  });
});

describe.skipIf(!hasNix)("other images, evaluated", () => {
  it("streamLayeredImage", () => {
    expect(evaluate(streamLayeredImage({ name: "a", contents: [pkgs.git] }))).toEqual({
      function: "streamLayeredImage",
      arguments: { name: "a", contents: ["/nix/store/git"] },
    });
  });

  it("buildImage", () => {
    const image = buildImage({
      name: "a",
      copyToRoot: [pkgs.git],
      tmp: true,
      user: "app",
      runAsRoot: "groupadd -r app\n",
      compressor: "zstd",
    });
    expect(evaluate(image)).toEqual({
      function: "buildImage",
      arguments: {
        name: "a",
        copyToRoot: [
          "/nix/store/git",
          {
            fakeNss: {
              extraPasswdLines: ["app:x:1000:1000::/home/app:/bin/sh"],
              extraGroupLines: ["app:x:1000:"],
            },
          },
        ],
        extraCommands: "mkdir -m 1777 tmp\nmkdir -p ./home/app\nchmod 1777 ./home/app\n",
        runAsRoot: "groupadd -r app\n",
        compressor: "zstd",
        config: { User: "1000:1000" },
      },
    });
  });

  it("pullImage", () => {
    const options = { imageName: "quay.io/example/base", imageDigest: digest, hash, finalImageTag: "1" };
    expect(evaluate(pullImage(options))).toEqual({ function: "pullImage", arguments: options });
  });

  it("nixShellImage", () => {
    expect(evaluate(nixShellImage({ drv: pkgs.jq, tag: "latest" }))).toEqual({
      function: "buildNixShellImage",
      arguments: { drv: "/nix/store/jq", tag: "latest" },
    });
    expect(evaluate(nixShellImage({ drv: pkgs.jq, stream: true, command: "make" }))).toEqual({
      function: "streamNixShellImage",
      arguments: { drv: "/nix/store/jq", command: "make" },
    });
  });
});

describe("other images", () => {
  it("are checked", () => {
    expect(placesOf(() => pullImage({ imageName: "alpine:3", imageDigest: "latest", hash: "abc" }))).toEqual([
      "imageName",
      "imageDigest",
      "hash",
    ]);
    expect(pullImage({ imageName: "alpine", imageDigest: digest, hash: lib.fakeHash }).warnings).toHaveLength(
      1,
    );
    expect(placesOf(() => nixShellImage({ drv: pkgs.jq, command: "a", run: "b" }))).toEqual(["run"]);
    // @ts-expect-error -- files are copied by `copyToRoot`
    expect(placesOf(() => buildImage({ name: "a", contents: [pkgs.git] }))).toEqual(["contents"]);
    expect(buildImage({ name: "a", copyToRoot: [pkgs.git], config: { Cmd: ["jq"] } }).warnings).toHaveLength(
      1,
    );
  });
});
