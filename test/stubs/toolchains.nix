# A `pkgs` with the toolchains that development shells use. Packages evaluate to their paths; what takes arguments gives
# them back.
let
  genAttrs =
    names: f:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = f name;
      }) names
    );
  package = name: {
    outPath = "/nix/store/${name}";
    override = arguments: {
      inherit name arguments;
    };
    home = "/nix/store/${name}/home";
  };
  # A set that knows its packages by any of the names below.
  ofNames = prefix: names: genAttrs names (name: package "${prefix}${name}");
  interpreter =
    name: names:
    package name
    // {
      withPackages = f: { ${name} = f (ofNames "${name}-" names); };
      pkgs.venvShellHook = package "${name}-venvShellHook";
    };
  haskell = name: {
    ghc = package "${name}-ghc";
    ghcWithPackages = f: {
      ${name} = f (
        ofNames "${name}-" [
          "aeson"
          "text"
        ]
      );
    };
    cabal-install = package "${name}-cabal-install";
    haskell-language-server = package "${name}-haskell-language-server";
    hlint = package "${name}-hlint";
  };
  php =
    name:
    package name
    // {
      packages.composer = package "${name}-composer";
      buildEnv = arguments: {
        inherit name;
        extensions = (arguments.extensions or ({ enabled, ... }: enabled)) {
          enabled = [ "mbstring" ];
          all = ofNames "${name}-" [
            "redis"
            "xdebug"
          ];
        };
        config = arguments.extraConfig or null;
      };
    };
  beam = ofNames "erlang_27-" [
    "elixir"
    "elixir_1_18"
    "erlang"
    "elixir-ls"
  ];
  shell = kind: {
    __functor = _: arguments: { inherit kind arguments; };
    override = changes: arguments: { inherit kind changes arguments; };
  };
  toolchain =
    name:
    package name
    // {
      override = arguments: { ${name} = arguments; };
    };
  pkgs =
    ofNames "" [
      "ant"
      "autoconf"
      "automake"
      "bun"
      "cargo"
      "clang-tools"
      "clangStdenv"
      "clippy"
      "cmake"
      "corepack"
      "delve"
      "gccStdenv"
      "gdb"
      "git"
      "gnumake"
      "go"
      "go_1_26"
      "golangci-lint"
      "gopls"
      "gotools"
      "gradle"
      "inotify-tools"
      "jdk"
      "jdk21"
      "jq"
      "libtool"
      "lldb"
      "maven"
      "meson"
      "ninja"
      "nodejs"
      "nodejs_22"
      "openssl"
      "pdm"
      "pkg-config"
      "pnpm"
      "poetry"
      "rust-analyzer"
      "rustc"
      "rustfmt"
      "sbt"
      "typescript"
      "typescript-language-server"
      "uv"
      "yarn"
      "yarn-berry"
      "zig"
      "zig_0_14"
      "zlib"
      "zls"
    ]
    // {
      python3 = interpreter "python3" [ "requests" ];
      python312 = interpreter "python312" [
        "numpy"
        "requests"
      ];
      ruby = interpreter "ruby" [ "rails" ];
      ruby_3_4 = interpreter "ruby_3_4" [ "rails" ];
      php = php "php";
      php84 = php "php84";
      haskellPackages = haskell "haskellPackages";
      haskell.packages.ghc98 = haskell "ghc98";
      beam.packages.erlang_27 = beam;
      beamPackages = beam;
      rustPlatform.rustLibSrc = "/nix/store/rust-lib-src";
      rust-bin = {
        stable.latest.default = toolchain "stable-latest";
        nightly."2025-01-31".default = toolchain "nightly-2025-01-31";
        fromRustupToolchainFile = file: { fromFile = baseNameOf file; };
      };
      fenix = {
        stable.withComponents = components: { stable = components; };
        complete.withComponents = components: { complete = components; };
        combine = parts: { combined = parts; };
        targets.wasm32-unknown-unknown.stable.rust-std = package "rust-std-wasm32";
      };
      stdenv.hostPlatform.isLinux = true;
      lib = {
        makeLibraryPath = packages: builtins.concatStringsSep ":" (map (path: "${path}/lib") packages);
        optionals = condition: list: if condition then list else [ ];
        getName = package: package.pname;
      };
      mkShell = shell "mkShell";
      mkShellNoCC = shell "mkShellNoCC";
    };
in
pkgs
