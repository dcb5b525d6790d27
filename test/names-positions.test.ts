import { check, type OptionKind } from "nixgen/names";
import { expect, test } from "vitest";

// Each text has one mistake, marked with what is meant: «wrong|right». It is found, at its place, with the right name proposed;
// and nothing is wrong with the text that has the right name.
type Case = readonly [text: string, kind?: OptionKind];

function problemsOf(text: string, kind: OptionKind | undefined) {
  return check(text, kind === undefined ? {} : { kind }).diagnostics;
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  packages: [
    [`{ pkgs }: { x = pkgs.«ripgrepp|ripgrep»; }`],
    [`{ pkgs }: { inherit (pkgs) jq «ripgrepp|ripgrep»; }`],
    [`{ pkgs }: ''\${pkgs.«jqq|jq»}/bin/jq''`],
    [`{ pkgs }: "\${pkgs.«jqq|jq»}/bin/jq"`],
    [`{ pkgs, lib }: lib.getExe pkgs.«ripgrepp|ripgrep»`],
    [`{ pkgs, lib }: lib.getExe' pkgs.«ripgrepp|ripgrep» "rg"`],
    [`{ pkgs }: builtins.attrValues { inherit (pkgs) «ripgrepp|ripgrep»; }`],
    [`{ pkgs, lib }: with pkgs; with lib; [ «ripgrepp|ripgrep» ]`],
    [`{ pkgs, lib }: with lib; with pkgs; [ (optional true «ripgrepp|ripgrep») ]`],
    [`{ pkgs }: let inherit (pkgs) «ripgrepp|ripgrep»; in 1`],
    [`{ pkgs }: let p = pkgs; in p.«ripgrepp|ripgrep»`],
    [`{ pkgs, ... }@args: args.pkgs.«ripgrepp|ripgrep»`],
    [`args@{ pkgs, ... }: with args.pkgs; [ «ripgrepp|ripgrep» ]`],
    [`{ pkgs }: pkgs.mkShell { packages = with pkgs; [ «ripgrepp|ripgrep» ]; }`],
    [`{ pkgs }: pkgs.mkShell { nativeBuildInputs = [ pkgs.«pkg-confg|pkg-config» ]; buildInputs = [ ]; }`],
    [`{ pkgs }: pkgs.stdenv.mkDerivation { nativeBuildInputs = [ pkgs.«cmakee|cmake» ]; }`],
    [`{ pkgs }: pkgs.«mkShel|mkShell» { }`],
    [
      `{ pkgs }: pkgs.«writeShellAplication|writeShellApplication» { name = "x"; runtimeInputs = with pkgs; [ jq ]; text = ""; }`,
    ],
    [
      `{ pkgs }: pkgs.writeShellApplication { name = "x"; runtimeInputs = with pkgs; [ «jqq|jq» ]; text = ""; }`,
    ],
    [`{ pkgs }: pkgs.dockerTools.«buildLayerdImage|buildLayeredImage» { }`],
    [
      `{ pkgs }: pkgs.dockerTools.buildImage { copyToRoot = pkgs.buildEnv { paths = [ pkgs.«bashh|bash» ]; }; }`,
    ],
    [
      `{ pkgs }: pkgs.dockerTools.buildLayeredImage { contents = with pkgs; [ «cacertt|cacert» ]; config.Cmd = [ "\${pkgs.nginx}/bin/nginx" ]; }`,
    ],
    [`{ pkgs }: pkgs.callPackage ./x.nix { jq = pkgs.«jqq|jq»; }`],
    [`{ pkgs }: pkgs.symlinkJoin { paths = [ pkgs.hello ] ++ (with pkgs; [ «ripgrepp|ripgrep» ]); }`],
    [`{ pkgs }: (pkgs.«ripgrepp|ripgrep»).override { }`],
    [`{ pkgs }: pkgs.hello.«overideAttrs|overrideAttrs» (old: { })`],
    [`final: prev: { ours = prev.jq.«overrideAttr|overrideAttrs» (old: { }); }`],
    [`{ pkgs }: pkgs.«ripgrepp|ripgrep».overrideAttrs (old: { })`],
    [`{ pkgs, lib }: lib.optionals true (with pkgs; [ «ripgrepp|ripgrep» ])`],
    [`{ pkgs, lib }: lib.optionals pkgs.stdenv.isLinux [ pkgs.«ripgrepp|ripgrep» ]`],
    [`{ pkgs, lib }: lib.makeBinPath [ pkgs.«ripgrepp|ripgrep» ]`],
    [`{ pkgs, lib }: lib.makeLibraryPath (with pkgs; [ «opensssl|openssl» zlib ])`],
    [`{ pkgs }: if true then pkgs.«ripgrepp|ripgrep» else null`],
    [`{ pkgs }: assert pkgs.«ripgrepp|ripgrep» != null; 1`],
    [`{ pkgs, x ? pkgs.«ripgrepp|ripgrep» }: x`],
    [`{ pkgs ? import <nixpkgs> { } }: pkgs.«ripgrepp|ripgrep»`],
    [`with import <nixpkgs> { }; mkShell { packages = [ «ripgrepp|ripgrep» ]; }`],
    [`with (import <nixpkgs> { }); [ «ripgrepp|ripgrep» ]`],
    [`let pkgs = import <nixpkgs> { }; in with pkgs; [ «ripgrepp|ripgrep» ]`],
    [
      `let pkgs = import (fetchTarball "https://github.com/NixOS/nixpkgs/archive/nixos-unstable.tar.gz") { }; in pkgs.«ripgrepp|ripgrep»`,
    ],
    [
      `let nixpkgs = builtins.fetchTarball "https://github.com/NixOS/nixpkgs/archive/x.tar.gz"; pkgs = import nixpkgs { }; in pkgs.«ripgrepp|ripgrep»`,
    ],
    [
      `{ inputs.nixpkgs.url = "x"; outputs = { self, nixpkgs }: let pkgs = nixpkgs.legacyPackages.x86_64-linux; in { devShells.x86_64-linux.default = pkgs.mkShell { packages = [ pkgs.«ripgrepp|ripgrep» ]; }; }; }`,
    ],
    [
      `{ outputs = { self, nixpkgs }: let system = "x"; pkgs = import nixpkgs { inherit system; }; in { packages.x.default = pkgs.«ripgrepp|ripgrep»; }; }`,
    ],
    [
      `{ outputs = inputs: let pkgs = inputs.nixpkgs.legacyPackages.x86_64-linux; in { a = pkgs.«ripgrepp|ripgrep»; }; }`,
    ],
    [
      `{ outputs = { nixpkgs, ... }: let forAll = f: nixpkgs.lib.genAttrs [ "x" ] (system: f nixpkgs.legacyPackages.\${system}); in { devShells = forAll (pkgs: { default = pkgs.mkShell { packages = [ pkgs.«ripgrepp|ripgrep» ]; }; }); }; }`,
    ],
    [
      `{ outputs = { nixpkgs, flake-utils, ... }: flake-utils.lib.eachDefaultSystem (system: let pkgs = nixpkgs.legacyPackages.\${system}; in { devShells.default = with pkgs; mkShell { packages = [ «ripgrepp|ripgrep» ]; }; }); }`,
    ],
    [
      `{ outputs = { nixpkgs, flake-utils, ... }: flake-utils.lib.eachDefaultSystem (system: with nixpkgs.legacyPackages.\${system}; { devShells.default = mkShell { packages = [ «ripgrepp|ripgrep» ]; }; }); }`,
    ],
    [
      `{ outputs = inputs@{ flake-parts, ... }: flake-parts.lib.mkFlake { inherit inputs; } { perSystem = { pkgs, ... }: { packages.default = pkgs.«ripgrepp|ripgrep»; }; }; }`,
    ],
    [`{ outputs = { nixpkgs, ... }: { a = nixpkgs.legacyPackages.x86_64-linux.«ripgrepp|ripgrep»; }; }`],
    [`{ outputs = { nixpkgs, ... }: { a = nixpkgs.lib.«mapAtrs|mapAttrs» (n: v: v) { }; }; }`],
    [`(import <nixpkgs> { }).«ripgrepp|ripgrep»`],
    [`{ pkgs }: pkgs.pkgsStatic.«ripgrepp|ripgrep»`],
    [`{ pkgs }: pkgs.pkgsCross.aarch64-multiplatform.«ripgrepp|ripgrep»`],
    [`{ pkgs }: pkgs.buildPackages.«ripgrepp|ripgrep»`],
    [`{ pkgs }: rec { a = pkgs.«ripgrepp|ripgrep»; b = a; }`],
    [`{ pkgs }: map (p: p.name) [ pkgs.«ripgrepp|ripgrep» ]`],
    [`{ pkgs }: { a = pkgs.hello // { b = pkgs.«ripgrepp|ripgrep»; }; }`],
    [`{ pkgs }: { \${pkgs.«ripgrepp|ripgrep».name} = 1; }`],
    [`{ pkgs }: [ pkgs.kdePackages.«dolphinn|dolphin» ]`],
    [`{ pkgs }: with pkgs; [ kdePackages.«dolphinn|dolphin» ]`],
    [`{ pkgs }: with pkgs.kdePackages; [ «dolphinn|dolphin» ]`],
    [`{ pkgs }: builtins.attrValues { inherit (pkgs.kdePackages) «dolphinn|dolphin»; }`],
    [`{ pkgs }: { fonts = with pkgs.nerd-fonts; [ «jetbrain-mono|jetbrains-mono» ]; }`],
    [`{ pkgs }: pkgs.vscode-extensions.ms-python.«pythonn|python»`],
    [`{ pkgs }: pkgs.«vscode-extension|vscode-extensions».ms-python.python`],
    [
      `{ pkgs }: pkgs.vscode-with-extensions.override { vscodeExtensions = with pkgs.vscode-extensions; [ bbenoist.«nixx|nix» ]; }`,
    ],
    [`{ pkgs }: pkgs.linuxPackages.«nvidia_x12|nvidia_x11»`],
    [`{ pkgs }: pkgs.linuxPackages_latest.«v4l2lopback|v4l2loopback»`],
    [`{ pkgs }: pkgs.llvmPackages_21.«clangg|clang»`],
    [`{ pkgs }: pkgs.beamPackages.«elixirr|elixir»`],
    [`{ pkgs }: pkgs.gst_all_1.«gst-plugin-good|gst-plugins-good»`],
  ],
  "lib and builtins": [
    [`{ lib }: { inherit (lib) «mkOptoin|mkOption» types; }`],
    [`{ lib }: with lib; «mkOptoin|mkOption» { type = types.str; }`],
    [`{ lib }: with lib; mkOption { type = types.«strng|str»; }`],
    [`{ lib }: lib.mkOption { type = with lib.types; listOf «strng|str»; }`],
    [`{ lib }: lib.mkOption { type = with lib.types; nullOr (attrsOf «strng|str»); }`],
    [`{ lib }: let inherit (lib) types; in types.«strng|str»`],
    [`{ lib }: let t = lib.types; in t.«strng|str»`],
    [`{ lib }: { meta.license = lib.licenses.«mti|mit»; }`],
    [`{ lib }: { meta = with lib; { license = licenses.«mti|mit»; platforms = platforms.linux; }; }`],
    [`{ lib }: { meta = with lib; { license = with licenses; [ «mti|mit» ]; }; }`],
    [`{ lib }: { meta.platforms = lib.platforms.«linx|linux»; }`],
    [`{ lib }: { meta.platforms = with lib.platforms; «linx|linux» ++ darwin; }`],
    [`{ stdenv, lib }: { meta.license = stdenv.lib.licenses.mit or lib.licenses.«mti|mit»; }`],
    [`{ lib }: { meta.sourceProvenance = with lib.sourceTypes; [ «binaryNative|binaryNativeCode» ]; }`],
    [`{ lib }: lib.strings.«concatMapString|concatMapStrings» (x: x) [ ]`],
    [`{ lib }: lib.attrsets.«mapAtrrs|mapAttrs» 1`],
    [`{ lib }: lib.lists.«foldrr|foldr» 1`],
    [`{ pkgs }: with pkgs.lib; [ «optionl|optional» ]`],
    [`{ lib }: builtins.«readFil|readFile» ./x`],
    [`with builtins; «readFil|readFile» ./x`],
    [`{ lib }: { inherit (builtins) «readFil|readFile» map; }`],
    [`let inherit (builtins) «readFil|readFile»; in 1`],
    [`let b = builtins; in b.«readFil|readFile» ./x`],
    [`{ lib, ... }: lib.trivial.«pip|pipe» 1 [ ]`],
    [`{ lib }: lib.systems.examples.«rasberryPi|raspberryPi»`],
  ],
  "sets of packages": [
    [`{ pkgs }: pkgs.python3.withPackages (ps: [ ps.«requets|requests» ])`],
    [`{ pkgs }: pkgs.python3.withPackages (ps: with ps; [ «requets|requests» numpy ])`],
    [`{ pkgs }: pkgs.python312.withPackages (p: with p; [ «requets|requests» ])`],
    [`{ pkgs }: with pkgs; [ (python3.withPackages (ps: with ps; [ «requets|requests» ])) ]`],
    [`{ pkgs }: with pkgs; [ (python3.withPackages (ps: [ ps.«requets|requests» ])) ]`],
    [`{ pkgs }: let python = pkgs.python3; in python.withPackages (ps: [ ps.«requets|requests» ])`],
    [`{ pkgs }: let env = ps: with ps; [ «requets|requests» ]; in pkgs.python3.withPackages env`],
    [
      `{ pkgs }: let inherit (pkgs) python3; in python3.withPackages (ps: builtins.attrValues { inherit (ps) «requets|requests»; })`,
    ],
    [`{ pkgs }: pkgs.python3Packages.python.withPackages (ps: [ ps.«requets|requests» ])`],
    [`{ python3 }: python3.withPackages (ps: [ ps.«requets|requests» ])`],
    [`{ pkgs }: pkgs.perl.withPackages (p: [ p.«JSN|JSON» ])`],
    [`{ pkgs }: pkgs.php.withExtensions ({ enabled, all }: enabled ++ [ all.«xdebugg|xdebug» ])`],
    [`{ pkgs }: pkgs.php84.withExtensions ({ all, ... }: with all; [ «xdebugg|xdebug» ])`],
    [
      `{ pkgs }: pkgs.php.buildEnv { extensions = { enabled, all }: enabled ++ (with all; [ «xdebugg|xdebug» ]); }`,
    ],
    [`{ pkgs }: pkgs.lua5_1.withPackages (ps: [ ps.«luafilesystm|luafilesystem» ])`],
    [`{ pkgs }: pkgs.luajit.withPackages (ps: with ps; [ «luafilesystm|luafilesystem» ])`],
    [`{ pkgs }: pkgs.emacs.pkgs.withPackages (epkgs: [ epkgs.«magitt|magit» ])`],
    [`{ pkgs }: pkgs.emacs.pkgs.withPackages (epkgs: with epkgs; [ «magitt|magit» ])`],
    [`{ pkgs }: (pkgs.emacsPackagesFor pkgs.emacs).emacsWithPackages (epkgs: [ epkgs.«magitt|magit» ])`],
    [
      `{ pkgs }: ((pkgs.emacsPackagesFor pkgs.emacs-nox).withPackages) (epkgs: [ epkgs.melpaPackages.evil epkgs.«magitt|magit» ])`,
    ],
    [`{ pkgs }: pkgs.emacsPackages.emacsWithPackages (epkgs: [ epkgs.«magitt|magit» ])`],
    [`{ pkgs }: pkgs.ruby.withPackages (ps: [ ps.«nokogirii|nokogiri» ])`],
    [`{ pkgs }: pkgs.texlive.withPackages (ps: [ ps.scheme-small ps.«amsmathh|amsmath» ])`],
    [`{ pkgs }: pkgs.texliveSmall.withPackages (ps: with ps; [ «enumitm|enumitem» ])`],
    [`{ pkgs }: pkgs.octave.withPackages (ps: [ ps.«symbolicc|symbolic» ])`],
    [`{ pkgs }: pkgs.postgresql.withPackages (p: [ p.«postgiss|postgis» ])`],
    [`{ pkgs }: pkgs.postgresql_16.withPackages (p: with p; [ «postgiss|postgis» ])`],
    [`{ pkgs }: pkgs.terraform.withPlugins (p: [ p.«hashicorp_awss|hashicorp_aws» ])`],
    [`{ pkgs }: pkgs.gimp-with-plugins.override { plugins = with pkgs.gimpPlugins; [ «gmicc|gmic» ]; }`],
    [
      `{ pkgs }: pkgs.vim-full.customize { vimrcConfig.packages.x.start = with pkgs.vimPlugins; [ «vim-nixx|vim-nix» ]; }`,
    ],
    [
      `{ pkgs }: pkgs.neovim.override { configure.packages.x.start = [ pkgs.vimPlugins.«vim-nixx|vim-nix» ]; }`,
    ],
    [`{ pkgs }: pkgs.vimPlugins.nvim-treesitter.withPlugins (p: [ p.«nixx|nix» p.lua ])`],
    [`{ pkgs }: pkgs.haskellPackages.ghcWithPackages (p: [ p.«aesonn|aeson» ])`],
    [`{ pkgs }: pkgs.haskellPackages.ghcWithHoogle (p: with p; [ «aesonn|aeson» ])`],
    [`{ pkgs }: pkgs.ocamlPackages.«lwtt|lwt»`],
    [`{ pkgs }: pkgs.wrapOBS { plugins = with pkgs.obs-studio-plugins; [ «wlrobss|wlrobs» ]; }`],
    [`{ pkgs }: pkgs.pass.withExtensions (e: [ e.«pass-otpp|pass-otp» ])`],
    [`{ pkgs }: pkgs.pass.withExtensions (exts: with exts; [ «pass-otpp|pass-otp» ])`],
    [`{ pkgs }: pkgs.mpv.override { scripts = [ pkgs.mpvScripts.«mprisx|mpris» ]; }`],
    [
      `{ pkgs }: pkgs.weechat.override { configure = { availablePlugins, ... }: { scripts = with pkgs.weechatScripts; [ «wee-slackk|wee-slack» ]; }; }`,
    ],
    [`{ pkgs }: pkgs.aspellWithDicts (d: [ d.«enn|en» d.de ])`],
    [`{ pkgs }: (pkgs.hunspell.withDicts (d: [ d.«en_USS|en_US» ]))`],
    [
      `{ pkgs }: pkgs.zathura.override { plugins = with pkgs.zathuraPkgs; [ «zathura_pdf_popler|zathura_pdf_poppler» ]; }`,
    ],
    [
      `{ pkgs }: pkgs.jupyter.override { } // (pkgs.python3.buildEnv.override { extraLibs = with pkgs.python3Packages; [ «numpyy|numpy» ]; })`,
    ],
    [`{ pkgs }: pkgs.agda.withPackages (p: [ p.«standard-libraryy|standard-library» ])`],
    [`{ pkgs }: pkgs.kodi.withPackages (p: [ p.«jellyfinn|jellyfin» ])`],
    [
      `{ pkgs }: pkgs.gnuradio.override { extraPackages = with pkgs.gnuradioPackages; [ «osmosdrr|osmosdr» ]; }`,
    ],
    [`{ pkgs }: pkgs.rust-bin.stable.latest.default.override { x = pkgs.«ripgrepp|ripgrep»; }`],
    [`{ pkgs }: pkgs.beam27Packages.«elixirr|elixir»`],
    [`{ pkgs }: pkgs.coq.withPackages or (with pkgs.coqPackages; [ «mathcompp|mathcomp» ])`],
    [`{ pkgs }: pkgs.sbcl.withPackages (ps: with ps; [ «alexandriaa|alexandria» ])`],
    [
      `{ pkgs }: pkgs.inkscape-with-extensions.override { inkscapeExtensions = with pkgs.inkscape-extensions; [ «textextt|textext» ]; }`,
    ],
    [
      `{ pkgs }: pkgs.azure-cli.withExtensions (with pkgs.azure-cli.extensions; [ aks-preview ]) // { a = pkgs.«ripgrepp|ripgrep»; }`,
    ],
    [`{ pkgs }: pkgs.python3.pkgs.«requets|requests»`],
    [
      `{ pkgs }: pkgs.python3.pkgs.buildPythonPackage { dependencies = with pkgs.python3.pkgs; [ «requets|requests» ]; }`,
    ],
    [
      `{ pkgs }: pkgs.python3Packages.buildPythonApplication { dependencies = with pkgs.python3Packages; [ «requets|requests» ]; }`,
    ],
    [
      `{ python3Packages }: python3Packages.buildPythonApplication { dependencies = with python3Packages; [ «requets|requests» ]; }`,
    ],
    [
      `{ python3 }: python3.pkgs.buildPythonApplication { dependencies = [ python3.pkgs.«requets|requests» ]; }`,
    ],
    [`{ pkgs }: pkgs.emacs.pkgs.«magitt|magit»`],
    [`{ pkgs }: pkgs.perl.pkgs.«JSN|JSON»`],
    [`{ pkgs }: pkgs.php.extensions.«xdebugg|xdebug»`],
    [`{ pkgs }: pkgs.php84.packages.«composerr|composer»`],
    [`{ pkgs }: pkgs.lua.pkgs.«luafilesystm|luafilesystem»`],
    [`{ pkgs }: pkgs.rubyPackages.«nokogirii|nokogiri»`],
    [`{ pkgs }: pkgs.postgresql.pkgs.«postgiss|postgis»`],
    [`{ pkgs }: pkgs.terraform-providers.«hashicorp_awss|hashicorp_aws»`],
  ],
  "functions that options take": [
    [
      `{ pkgs, ... }: { services.xserver.windowManager.xmonad.extraPackages = hp: [ hp.«xmonad-contribb|xmonad-contrib» ]; }`,
      "nixos",
    ],
    [`{ services.home-assistant.extraPackages = ps: with ps; [ «aiohttpp|aiohttp» ]; }`, "nixos"],
    [`{ programs.emacs.extraPackages = epkgs: [ epkgs.«magitt|magit» ]; }`, "home-manager"],
    [`{ programs.emacs.extraPackages = epkgs: with epkgs; [ «magitt|magit» ]; }`, "home-manager"],
    [`{ programs.neovim.extraPython3Packages = ps: with ps; [ «pynvimm|pynvim» ]; }`, "home-manager"],
    [`{ programs.neovim.extraLuaPackages = ps: [ ps.«luafilesystm|luafilesystem» ]; }`, "home-manager"],
    [
      `{ pkgs, ... }: { programs.neovim.plugins = with pkgs.vimPlugins; [ «vim-nixx|vim-nix» { plugin = vim-fugitive; } ]; }`,
      "home-manager",
    ],
    [
      `{ pkgs, ... }: { xsession.windowManager.xmonad.extraPackages = hp: [ hp.«xmonad-contribb|xmonad-contrib» ]; }`,
      "home-manager",
    ],
    [`{ services.postgresql.extensions = ps: with ps; [ «postgiss|postgis» ]; }`, "nixos"],
    [
      `{ services.xserver.windowManager.qtile.extraPackages = p: with p; [ «qtile-extrass|qtile-extras» ]; }`,
      "nixos",
    ],
    [`{ pkgs, ... }: { fonts.packages = with pkgs; [ nerd-fonts.«fira-cod|fira-code» ]; }`, "nixos"],
    [`{ pkgs, ... }: { boot.kernelPackages = pkgs.«linuxPackages_lates|linuxPackages_latest»; }`, "nixos"],
    [
      `{ config, ... }: { boot.extraModulePackages = with config.boot.kernelPackages; [ «v4l2lopback|v4l2loopback» ]; }`,
      "nixos",
    ],
    [
      `{ config, ... }: { boot.extraModulePackages = [ config.boot.kernelPackages.«v4l2lopback|v4l2loopback» ]; }`,
      "nixos",
    ],
  ],
  options: [
    [`{ lib, config, ... }: lib.mkIf config.services.«ngnix|nginx».enable { }`, "nixos"],
    [`{ lib, config, ... }: { config = lib.mkIf config.services.«ngnix|nginx».enable { }; }`, "nixos"],
    [`{ lib, ... }: { services.«ngnix|nginx».enable = lib.mkDefault true; }`, "nixos"],
    [`{ lib, ... }: { services.nginx.enable = lib.mkDefault «"yes"|true»; }`, "nixos"],
    [`{ lib, ... }: { services = lib.mkMerge [ { «ngnix|nginx».enable = true; } ]; }`, "nixos"],
    [
      `{ lib, ... }: { config = lib.mkMerge [ { services.«ngnix|nginx».enable = true; } (lib.mkIf true { }) ]; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { services = { nginx.«enabel|enable» = true; } // lib.optionalAttrs true { }; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { services.nginx = { enable = true; } // lib.optionalAttrs true { «recomendedTlsSettings|recommendedTlsSettings» = true; }; }`,
      "nixos",
    ],
    [`{ pkgs, ... }: { environment.systemPackages = [ ] ++ (with pkgs; [ «ripgrepp|ripgrep» ]); }`, "nixos"],
    [
      `{ config, ... }: let cfg = config.services.«ngnix|nginx»; in { services.nginx.user = cfg.user; }`,
      "nixos",
    ],
    [
      `{ config, ... }: let cfg = config.services.nginx; in { services.nginx.group = cfg.«groop|group»; }`,
      "nixos",
    ],
    [
      `{ config, ... }: let inherit (config.services) «ngnix|nginx»; in { services.nginx.user = nginx.user; }`,
      "nixos",
    ],
    [
      `{ config, ... }: with config.services; { networking.hostName = "\${toString nginx.«defaultHTTPListenPrt|defaultHTTPListenPort»}"; }`,
      "nixos",
    ],
    [`{ config, ... }: { networking.hostName = "\${config.networking.«domian|domain»}"; }`, "nixos"],
    [`{ config, ... }: { networking.hostName = config.networking.«domian|domain»; }`, "nixos"],
    [`args: { networking.hostName = args.config.networking.«domian|domain»; }`, "nixos"],
    [`{ config, ... }@args: { networking.hostName = args.config.networking.«domian|domain»; }`, "nixos"],
    [
      `{ users.users.alice = { isNormalUser = true; extraGroups = [ "wheel" ]; «initalPassword|initialPassword» = "x"; }; }`,
      "nixos",
    ],
    [`{ users.users."alice".«shel|shell» = null; }`, "nixos"],
    [`{ services.nginx.virtualHosts."a.b".locations."/".«proxypass|proxyPass» = "x"; }`, "nixos"],
    [
      `{ services.nginx.virtualHosts = { "a.b" = { locations = { "/" = { «proxypass|proxyPass» = "x"; }; }; }; }; }`,
      "nixos",
    ],
    [`{ services.nginx.virtualHosts.\${x}.«rooot|root» = "/x"; }`, "nixos"],
    [`{ systemd.services.foo = { serviceConfig.ExecStart = "x"; «wantdBy|wantedBy» = [ ]; }; }`, "nixos"],
    [`{ systemd.services.foo.«serviceconfig|serviceConfig».ExecStart = "x"; }`, "nixos"],
    [`{ fileSystems."/" = { device = "x"; «fstype|fsType» = "ext4"; }; }`, "nixos"],
    [`{ networking.firewall.«allowedTcpPorts|allowedTCPPorts» = [ 80 ]; }`, "nixos"],
    [`{ networking.firewall.allowedTCPPorts = [ 22 ] ++ [ «"80"|80» ]; }`, "nixos"],
    [`{ boot.loader.systemd-boot.«enabled|enable» = true; }`, "nixos"],
    [`{ boot.loader.«systemdBoot|systemd-boot».enable = true; }`, "nixos"],
    [`{ time.«timezone|timeZone» = "Europe/Berlin"; }`, "nixos"],
    [`{ system.stateVersion = «24.05|"24.05"»; }`, "nixos"],
    [`{ services.openssh.settings.PermitRootLogin = «"noo"|"no"»; }`, "nixos"],
    [`{ services.openssh.settings.PasswordAuthentication = «"no"|false»; }`, "nixos"],
    [
      `{ services.postgresql.ensureUsers = [ { name = "x"; «ensureDbOwnership|ensureDBOwnership» = true; } ]; }`,
      "nixos",
    ],
    [`{ nix.gc = { automatic = true; «date|dates» = "weekly"; }; }`, "nixos"],
    [
      `{ virtualisation.docker.«enabel|enable» = true; virtualisation.oci-containers.containers.x = { image = "a"; }; }`,
      "nixos",
    ],
    [`{ virtualisation.oci-containers.containers.x = { image = "a"; «port|ports» = [ ]; }; }`, "nixos"],
    [`{ containers.x.config = { services.«ngnix|nginx».enable = true; }; }`, "nixos"],
    [`{ containers.x = { config = { pkgs, ... }: { services.«ngnix|nginx».enable = true; }; }; }`, "nixos"],
    [
      `{ containers.x = { config = { config, ... }: { services.nginx.enable = config.services.«opensh|openssh».enable; }; }; }`,
      "nixos",
    ],
    [`{ specialisation.x.configuration = { services.«ngnix|nginx».enable = true; }; }`, "nixos"],
    [`{ specialisation = { x = { configuration.services.«ngnix|nginx».enable = true; }; }; }`, "nixos"],
    [
      `{ virtualisation.vmVariant = { services.«ngnix|nginx».enable = true; virtualisation.memorySize = 1; }; }`,
      "nixos",
    ],
    [`{ virtualisation.vmVariant.virtualisation.«memroySize|memorySize» = 1024; }`, "nixos"],
    [`{ home-manager.users.me = { pkgs, ... }: { programs.«gti|git».enable = true; }; }`, "nixos"],
    [`{ home-manager.users.me.programs.«gti|git».enable = true; }`, "nixos"],
    [
      `{ home-manager.users.me = { config, ... }: { home.file.x.text = config.home.«homeDirectry|homeDirectory»; }; }`,
      "nixos",
    ],
    [
      `{ home-manager = { useGlobalPkgs = true; users.me = { programs.git = { «enabel|enable» = true; }; }; }; }`,
      "nixos",
    ],
    [`{ home-manager.sharedModules = [ { programs.«gti|git».enable = true; } ]; }`, "nixos"],
    [`{ home-manager.«useGlobalPkg|useGlobalPkgs» = true; }`, "nixos"],
    [`{ home-manager.users.me = { home.stateVersion = «24.05|"24.05"»; }; }`, "nixos"],
    [
      `{ pkgs }: pkgs.testers.runNixOSTest { name = "x"; nodes.machine = { services.«ngnix|nginx».enable = true; }; testScript = ""; }`,
    ],
    [
      `{ pkgs }: pkgs.testers.nixosTest { name = "x"; nodes.machine = { config, pkgs, ... }: { services.«ngnix|nginx».enable = true; }; testScript = ""; }`,
    ],
    [
      `{ pkgs }: pkgs.testers.nixosTest { name = "x"; nodes = { a = { services.nginx.«enabel|enable» = true; }; b = { }; }; testScript = ""; }`,
    ],
    [
      `import <nixpkgs/nixos/tests/make-test-python.nix> { name = "x"; nodes.machine = { ... }: { services.«ngnix|nginx».enable = true; }; testScript = ""; }`,
    ],
    [
      `{ pkgs }: pkgs.testers.runNixOSTest { name = "x"; nodes.machine = { virtualisation.«memroySize|memorySize» = 1024; }; testScript = ""; }`,
    ],
    [
      `nixpkgs.lib.nixosSystem { system = "x"; modules = [ ./c.nix ({ pkgs, config, ... }: { services.«ngnix|nginx».enable = true; }) ]; }`,
    ],
    [
      `nixpkgs.lib.nixosSystem { modules = [ ({ config, ... }: { services.nginx.enable = config.services.«opensh|openssh».enable; }) ]; }`,
    ],
    [`nixpkgs.lib.nixosSystem { modules = [ ./x.nix ] ++ [ { services.«ngnix|nginx».enable = true; } ]; }`],
    [
      `home-manager.lib.homeManagerConfiguration { pkgs = 1; modules = [ { programs.«gti|git».enable = true; } ]; }`,
    ],
    [`let m = { services.«ngnix|nginx».enable = true; }; in nixpkgs.lib.nixosSystem { modules = [ m ]; }`],
    [
      `{ outputs = { ... }: { nixosModules.default = { config, lib, ... }: { services.«ngnix|nginx».enable = true; }; }; }`,
    ],
    [`{ nix.settings = { «experimental-feature|experimental-features» = [ ]; }; }`, "nixos"],
    [`{ nix.settings.«experimentalFeatures|experimental-features» = [ ]; }`, "nix-darwin"],
    [`{ systemd.services.x.serviceConfig = { «ExecStrat|ExecStart» = "x"; }; }`, "nixos"],
    [`{ systemd.user.services.x.serviceConfig.«RestartSecs|RestartSec» = 5; }`, "nixos"],
    [`{ systemd.timers.x.timerConfig.«onCalendar|OnCalendar» = "daily"; }`, "nixos"],
    [`{ systemd.user.services.x = { Install.«wantedBy|WantedBy» = [ ]; }; }`, "home-manager"],
    [`{ systemd.services.x.serviceConfig = { Type = «"one-shot"|"oneshot"»; }; }`, "nixos"],
    [`{ systemd.services.x.serviceConfig.Type = «"one-shot"|"oneshot"»; }`, "nixos"],
    [`{ flake.modules.nixos.web = { pkgs, ... }: { services.«ngnix|nginx».enable = true; }; }`],
    [`{ flake.modules = { homeManager.shell = { programs.«gti|git».enable = true; }; }; }`],
    [`{ config.flake.modules.darwin = { base = { homebrew.«enabel|enable» = true; }; }; }`],
    [
      `{ ours.web = { pkgs, ... }: { services.nginx.enable = true; services.nginx.group = "a"; services.nginx.«usr|user» = "a"; }; }`,
    ],
    [`{ den.aspects.web = { nixos = { services.«ngnix|nginx».enable = true; }; }; }`],
    [
      `{ outputs = { ... }: { nixosModules.x = { config, lib, ... }: { config = lib.mkIf config.services.«ngnix|nginx».enable { }; }; }; }`,
    ],
    [`{ outputs = { ... }: { homeModules.x = { ... }: { programs.«gti|git».enable = true; }; }; }`],
    [
      `nixos-generators.nixosGenerate { format = "iso"; modules = [ { services.«ngnix|nginx».enable = true; } ]; }`,
    ],
    [`darwin.lib.darwinSystem { modules = [ { homebrew.«enabel|enable» = true; } ]; }`],
    [`{ imports = [ { services.«ngnix|nginx».enable = true; } ]; }`, "nixos"],
    [
      `{ lib, ... }: { imports = [ ./x.nix (lib.mkIf true { }) ({ ... }: { services.nginx.«enabel|enable» = true; }) ]; }`,
      "nixos",
    ],
    [`{ programs.git.«setings|settings» = { }; }`, "home-manager"],
    [`{ programs.zsh.oh-my-zsh = { enable = true; «plugns|plugins» = [ ]; }; }`, "home-manager"],
    [`{ home.file.".x".«txt|text» = "x"; }`, "home-manager"],
    [`{ pkgs, ... }: { home.packages = with pkgs; [ «ripgrepp|ripgrep» ]; }`, "home-manager"],
    [`{ lib, ... }: { home.activation.x = lib.hm.dag.«entryAfer|entryAfter» [ ] ""; }`, "home-manager"],
    [`{ services.gpg-agent = { enable = true; pinentry.«pakage|package» = null; }; }`, "home-manager"],
    [`{ wayland.windowManager.hyprland.«setings|settings» = { }; }`, "home-manager"],
    [`{ system.defaults.dock.«autoHide|autohide» = true; }`, "nix-darwin"],
    [
      `{ system.defaults.NSGlobalDomain.«AppleShowAllExtension|AppleShowAllExtensions» = true; }`,
      "nix-darwin",
    ],
    [`{ homebrew = { enable = true; onActivation.«cleanUp|cleanup» = "zap"; }; }`, "nix-darwin"],
    [`{ homebrew.onActivation.cleanup = «"zapp"|"zap"»; }`, "nix-darwin"],
  ],
  "options that a module declares itself": [
    [
      `{ lib, config, ... }: { options.services.my.port = lib.mkOption { type = lib.types.port; }; config.services.my.port = «"80"|80»; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: with lib; { options.services.my = { mode = mkOption { type = types.enum [ "fast" "slow" ]; }; }; config.services.my.mode = «"fst"|"fast"»; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: let inherit (lib) mkOption types; in { options.my.list = mkOption { type = with types; listOf str; default = [ ]; }; config.my.list = [ «1|"1"» ]; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { options.my.enable = lib.mkEnableOption "x"; config.my.enable = «"yes"|true»; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { options.my.a = lib.mkOption { type = lib.types.nullOr lib.types.int; }; config.my.a = «"1"|1»; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { options.my.a = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { options.port = lib.mkOption { type = lib.types.port; }; }); }; config.my.a.x.port = «"1"|1»; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { options.my.a = lib.mkOption { type = lib.types.attrsOf (lib.types.submodule { options.port = lib.mkOption { type = lib.types.port; }; }); }; config.my.a.x.«prt|port» = 1; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { options.my.a = lib.mkOption { type = lib.types.listOf (lib.types.submodule { options = { port = lib.mkOption { type = lib.types.port; }; }; }); }; config.my.a = [ { «prt|port» = 1; } ]; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { options.my.a = lib.mkOption { type = lib.types.submodule ({ name, ... }: { options.b = lib.mkEnableOption "b"; }); }; config.my.a = { «bb|b» = true; }; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { options.my.a = lib.mkOption { type = lib.types.either lib.types.int lib.types.bool; }; config.my.a = «"true"|true»; }`,
      "nixos",
    ],
    [
      `{ lib, config, ... }: let cfg = config.my; in { options.my.port = lib.mkOption { type = lib.types.port; }; config.services.nginx.defaultHTTPListenPort = cfg.«prt|port»; }`,
      "nixos",
    ],
    [
      `{ lib, config, ... }: { options.my.port = lib.mkOption { type = lib.types.port; }; config.services.nginx.defaultHTTPListenPort = config.my.«prt|port»; }`,
      "nixos",
    ],
    [
      `{ lib, pkgs, ... }: { options.my.package = lib.mkOption { type = lib.types.package; default = pkgs.«ripgrepp|ripgrep»; }; }`,
      "nixos",
    ],
  ],
  overlays: [
    [
      `let mine = final: prev: { a = prev.«ripgrepp|ripgrep»; }; in import <nixpkgs> { overlays = [ mine ]; }`,
    ],
    [`let mine = a: b: { c = b.«ripgrepp|ripgrep»; }; in import <nixpkgs> { overlays = [ mine ]; }`],
    [
      `let mine = a: b: { tool = b.jq; }; pkgs = import <nixpkgs> { overlays = [ mine ]; }; in [ pkgs.tool pkgs.«ripgrepp|ripgrep» ]`,
    ],
    [
      `let pkgs = import <nixpkgs> { overlays = [ (a: b: { tool = b.jq; }) ]; }; in [ pkgs.tool pkgs.«ripgrepp|ripgrep» ]`,
    ],
    [
      `{ outputs = { self, nixpkgs }: { overlays.default = a: b: { tool = b.jq; }; packages.x = let pkgs = import nixpkgs { overlays = [ self.overlays.default ]; }; in [ pkgs.tool pkgs.«ripgrepp|ripgrep» ]; }; }`,
    ],
    [
      `{ outputs = { self, nixpkgs }: { overlays.default = final: prev: { tool = final.callPackage ./x.nix { }; b = final.«ripgrepp|ripgrep»; }; }; }`,
    ],
    [
      `{ outputs = { nixpkgs, ... }: let overlay = a: b: { tool = b.«ripgrepp|ripgrep»; }; in { overlays.default = overlay; }; }`,
    ],
    [
      `{ nixpkgs }: let pkgs = nixpkgs.legacyPackages.x86_64-linux.extend (a: b: { tool = b.«ripgrepp|ripgrep»; }); in pkgs.tool`,
    ],
    [`{ pkgs }: (pkgs.extend (final: prev: { tool = prev.«ripgrepp|ripgrep»; })).tool`],
    [`{ pkgs }: pkgs.appendOverlays [ (a: b: { tool = b.«ripgrepp|ripgrep»; }) ]`],
    [
      `{ nixpkgs.overlays = [ (final: prev: { x = prev.python3.override { packageOverrides = pyfinal: pyprev: { y = pyprev.«requets|requests»; }; }; }) ]; }`,
      "nixos",
    ],
    [
      `final: prev: { pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (pyfinal: pyprev: { y = pyprev.«requets|requests»; }) ]; }`,
    ],
    [`final: prev: { vimPlugins = prev.vimPlugins // { x = prev.vimPlugins.«vim-nixx|vim-nix»; }; }`],
    [`final: prev: { vimPlugins = prev.vimPlugins.extend (f: p: { x = p.«vim-nixx|vim-nix»; }); }`],
    [
      `final: prev: { haskellPackages = prev.haskellPackages.override { overrides = hf: hp: { x = hp.«aesonn|aeson»; }; }; }`,
    ],
    [`final: prev: { x = prev.ripgrep.override { jq = final.«jqq|jq»; }; }`],
  ],
  "files of packages": [
    [`{ pkgs }: pkgs.mkShell { «buildInput|buildInputs» = [ ]; }`],
    [`{ pkgs }: pkgs.mkShell { «shellhook|shellHook» = ""; }`],
    [`{ pkgs }: pkgs.stdenv.mkDerivation { pname = "x"; «installphase|installPhase» = ""; }`],
    [`{ stdenv }: stdenv.mkDerivation (finalAttrs: { pname = "x"; meta.«mainprogram|mainProgram» = "x"; })`],
    [`{ stdenv }: stdenv.mkDerivation { pname = "x"; meta = { «licence|license» = [ ]; }; }`],
    [`{ pkgs }: pkgs.buildGoModule { «vendorSha256|vendorHash» = ""; }`],
    [`{ rustPlatform }: rustPlatform.buildRustPackage { «cargoSha256|cargoHash» = ""; }`],
    [`{ pkgs }: pkgs.python3Packages.buildPythonPackage { «dependancies|dependencies» = [ ]; }`],
    [`{ pkgs }: pkgs.writeShellApplication { name = "x"; «runtimeInput|runtimeInputs» = [ ]; text = ""; }`],
    [`{ lib, stdenv, «fetchFromGithub|fetchFromGitHub» }: stdenv.mkDerivation { src = 1; }`],
    [`{ lib, stdenv, «pkg-confg|pkg-config» }: stdenv.mkDerivation { nativeBuildInputs = [ 1 ]; }`],
    [`{ lib, rustPlatform, «opensssl|openssl» }: rustPlatform.buildRustPackage { x = 1; }`],
    [`{ lib, buildGoModule, «fetchFromGithub|fetchFromGitHub» }: buildGoModule { x = 1; }`],
    [`{ lib, buildGoModule, fetchFromGitHub }: buildGoModule rec { meta.license = lib.licenses.«mti|mit»; }`],
    [`{ lib, python3Packages, «fetchPipy|fetchPypi» }: python3Packages.buildPythonApplication { x = 1; }`],
    [
      `{ stdenv, python3Packages }: stdenv.mkDerivation { buildInputs = with python3Packages; [ «requets|requests» ]; }`,
    ],
    [`{ lib, buildPythonPackage, fetchPypi, «requets|requests» }: buildPythonPackage { x = 1; }`],
    [
      `{ stdenv, darwin, libsForQt5 }: stdenv.mkDerivation { buildInputs = [ libsForQt5.«qtbasee|qtbase» ]; }`,
    ],
    [`{ stdenv, qt6 }: stdenv.mkDerivation { buildInputs = [ qt6.«qtbasee|qtbase» ]; }`],
    [`{ mkShell, «ripgrepp|ripgrep» }: mkShell { packages = [ ]; }`],
    [`{ writeShellApplication, «ripgrepp|ripgrep», jq }: writeShellApplication { name = "x"; }`],
    [
      `{ stdenv, lib, gtk3, makeWrapper, «wrapGAppsHook33|wrapGAppsHook3» }: stdenv.mkDerivation (finalAttrs: { pname = "x"; })`,
    ],
  ],
  "more of all": [
    [`{ pkgs }: pkgs.lib.getExe pkgs.«ripgrepp|ripgrep»`],
    [`{ pkgs }: with pkgs; { inherit «ripgrepp|ripgrep»; }`],
    [`{ pkgs, ... }: { a = with pkgs; with pkgs.python3Packages; [ «requets|requests» jq ]; }`],
    [`{ pkgs }: with pkgs.lib; with pkgs; map (p: p) [ «ripgrepp|ripgrep» ]`],
    [`{ pkgs }: pkgs.runCommand "x" { nativeBuildInputs = [ pkgs.«jqq|jq» ]; } ""`],
    [`{ pkgs }: pkgs.writeScriptBin "x" ''exec \${pkgs.«basch|bash»}/bin/bash''`],
    [
      `{ pkgs }: pkgs.mkShell { shellHook = ''export A=\${pkgs.lib.makeLibraryPath [ pkgs.«zlibb|zlib» ]}''; }`,
    ],
    [`{ pkgs }: pkgs.mkShell.override { stdenv = pkgs.«clangStdnv|clangStdenv»; } { }`],
    [`{ pkgs }: pkgs.«clang-toools|clang-tools».override { }`],
    [`{ pkgs }: let f = p: [ p.a ]; in f { a = pkgs.«jqq|jq»; }`],
    [`{ pkgs }: rec { inherit (pkgs) «jqq|jq»; }`],
    [`{ pkgs }: let x = { inherit (pkgs) jq; }; in x.jq or pkgs.«jqq|jq»`],
    [`{ pkgs }: { x.y.z = pkgs.«jqq|jq»; }`],
    [`{ pkgs }: if pkgs ? jq then pkgs.«jqq|jq» else null`],
    [`{ pkgs }: !(pkgs.«jqq|jq».meta.broken)`],
    [`{ pkgs }: pkgs.jq.version == pkgs.«jqq|jq».version`],
    [`{ pkgs }: [ pkgs.jq ] ++ [ pkgs.«jqq|jq» ]`],
    [`{ pkgs }: -pkgs.«jqq|jq».x`],
    [`{ pkgs }: assert (pkgs.jq != null); { a = pkgs.«jqq|jq»; }`],
    [`let f = { pkgs ? import <nixpkgs> { } }: pkgs.«jqq|jq»; in f { }`],
    [`let inherit (import <nixpkgs> { }) «jqq|jq»; in 1`],
    [
      `let pkgs = import (builtins.fetchTarball { url = "https://github.com/NixOS/nixpkgs/archive/abc.tar.gz"; sha256 = "x"; }) { }; in pkgs.«jqq|jq»`,
    ],
    [`{ nixpkgs ? <nixpkgs> }: let pkgs = import nixpkgs { }; in pkgs.«jqq|jq»`],
    [
      `{ system ? builtins.currentSystem }: let pkgs = import <nixpkgs> { inherit system; config = { allowUnfree = true; }; }; in pkgs.«jqq|jq»`,
    ],
    [
      `{ outputs = { self, nixpkgs, ... }@inputs: let pkgsFor = system: import nixpkgs { inherit system; }; in { a = (pkgsFor "x").jq; b = nixpkgs.legacyPackages.x86_64-linux.«jqq|jq»; }; }`,
    ],
    [
      `{ outputs = { nixpkgs, ... }: let systems = [ "x" ]; in { formatter = nixpkgs.lib.genAttrs systems (s: nixpkgs.legacyPackages.\${s}.«nixfmtt|nixfmt»); }; }`,
    ],
    [
      `{ outputs = { nixpkgs, ... }: { formatter.x86_64-linux = nixpkgs.legacyPackages.x86_64-linux.«alejandr|alejandra»; }; }`,
    ],
    [
      `{ outputs = { nixpkgs, ... }: let inherit (nixpkgs) lib; in { x = lib.«genAttr|genAttrs» [ ] (x: x); }; }`,
    ],
    [`{ outputs = { nixpkgs, ... }: let lib = nixpkgs.lib; in { x = lib.«genAttr|genAttrs» [ ] (x: x); }; }`],
    [`{ outputs = inputs: { x = inputs.nixpkgs.lib.«genAttr|genAttrs» [ ] (x: x); }; }`],
    [`{ outputs = inputs: with inputs.nixpkgs.lib; { x = «genAttr|genAttrs» [ ] (x: x); }; }`],
    [`{ lib, ... }: { a = lib.«mkMerg|mkMerge» [ ]; }`],
    [`{ lib, ... }: with lib; { a = «mkMerg|mkMerge» [ ]; }`],
    [`{ lib, ... }: { a = lib.types.attrsOf lib.types.«intt|int»; }`],
    [`{ lib, ... }: { a = lib.types.«listOff|listOf» lib.types.int; }`],
    [`{ lib, ... }: { a = (lib.mkIf true { }) // { b = lib.«optionalAttr|optionalAttrs» true { }; }; }`],
    [`{ lib, ... }: { a = lib.pipe 1 [ (lib.«mapAttrsToLis|mapAttrsToList» (n: v: n)) ]; }`],
    [`{ lib, ... }: { a = builtins.map lib.«toLowerr|toLower» [ ]; }`],
    [`{ lib, ... }: { a = "\${lib.«concatString|concatStrings» [ ]}"; }`],
    [`{ lib, ... }: { a = lib.fileset.«toSorce|toSource» { }; }`],
    [`{ lib, ... }: { a = lib.generators.«toINi|toINI» { }; }`],
    [`{ lib, ... }: { meta = { license = [ lib.licenses.mit lib.licenses.«gpl3plus|gpl3Plus» ]; }; }`],
    [`{ lib, ... }: { meta.license = with lib.licenses; [ mit «bsd33|bsd3» ]; }`],
    [`{ lib, ... }: { meta.platforms = lib.platforms.linux ++ lib.platforms.«darwn|darwin»; }`],
    [`{ stdenv, lib }: stdenv.mkDerivation { meta = with lib; { platforms = platforms.«unixx|unix»; }; }`],
    [`{ pkgs }: pkgs.«stdnv|stdenv».mkDerivation { }`],
    [`{ pkgs }: pkgs.«fetchFromGitHb|fetchFromGitHub» { }`],
    [`{ pkgs }: pkgs.«rustPlatfom|rustPlatform».buildRustPackage { }`],
    [`{ pkgs }: pkgs.rustPlatform.«buildRustPackge|buildRustPackage» { }`],
    [`{ pkgs }: pkgs.python3Packages.«buildPythonPackge|buildPythonPackage» { }`],
    [`{ pkgs }: pkgs.«buildGoModul|buildGoModule» { }`],
    [`{ pkgs }: pkgs.«buildNpmPackag|buildNpmPackage» { }`],
    [`{ pkgs }: pkgs.«writeShellScriptBn|writeShellScriptBin» "x" ""`],
    [
      `{ pkgs, lib, ... }: { environment.systemPackages = lib.mkIf true (with pkgs; [ «ripgrepp|ripgrep» ]); }`,
      "nixos",
    ],
    [
      `{ pkgs, lib, ... }: { environment.systemPackages = lib.optionals true [ pkgs.«ripgrepp|ripgrep» ]; }`,
      "nixos",
    ],
    [
      `{ pkgs, ... }: { environment.systemPackages = builtins.attrValues { inherit (pkgs) jq «ripgrepp|ripgrep»; }; }`,
      "nixos",
    ],
    [`{ pkgs, ... }: { systemd.services.x.script = ''\${pkgs.«jqq|jq»}/bin/jq''; }`, "nixos"],
    [`{ pkgs, ... }: { systemd.services.x.path = [ pkgs.«jqq|jq» ]; }`, "nixos"],
    [`{ pkgs, ... }: { users.users.a.shell = pkgs.«zshh|zsh»; }`, "nixos"],
    [`{ pkgs, ... }: { services.postgresql.package = pkgs.«postgresql-16|postgresql_16»; }`, "nixos"],
    [`{ pkgs, ... }: { fonts.packages = [ pkgs.«noto-font|noto-fonts» ]; }`, "nixos"],
    [
      `{ pkgs, ... }: { programs.steam.package = pkgs.steam.override { extraPkgs = pkgs: with pkgs; [ «xorg-servr|xorg-server» ]; }; }`,
      "nixos",
    ],
    [
      `{ pkgs, ... }: { environment.systemPackages = [ (pkgs.python3.withPackages (ps: with ps; [ «requets|requests» ])) ]; }`,
      "nixos",
    ],
    [
      `{ pkgs, ... }: { environment.systemPackages = with pkgs; [ (python3.withPackages (python-pkgs: [ python-pkgs.«pandass|pandas» ])) ]; }`,
      "nixos",
    ],
    [
      `{ pkgs, ... }: { environment.systemPackages = with pkgs; [ (emacs.pkgs.withPackages (e: with e; [ «magitt|magit» ])) ]; }`,
      "nixos",
    ],
    [
      `{ pkgs, ... }: { services.phpfpm.pools.x.phpPackage = pkgs.php.withExtensions ({ enabled, all }: enabled ++ [ all.«imagik|imagick» ]); }`,
      "nixos",
    ],
    [
      `{ pkgs, ... }: { services.phpfpm.pools.x.phpPackage = pkgs.php.buildEnv { extensions = ({ enabled, all }: enabled ++ (with all; [ «rediss|redis» ])); }; }`,
      "nixos",
    ],
    [
      `{ config, lib, ... }: { assertions = [ { assertion = config.services.«ngnix|nginx».enable; message = ""; } ]; }`,
      "nixos",
    ],
    [
      `{ config, lib, ... }: { networking.firewall.allowedTCPPorts = lib.optional config.services.«ngnix|nginx».enable 80; }`,
      "nixos",
    ],
    [
      `{ config, lib, ... }: { networking.firewall.«alowedTCPPorts|allowedTCPPorts» = lib.optional config.services.nginx.enable 80; }`,
      "nixos",
    ],
    [
      `{ config, ... }: { networking.hostName = if config.services.«ngnix|nginx».enable then "a" else "b"; }`,
      "nixos",
    ],
    [
      `{ config, ... }: { networking.hostName = builtins.toString config.«sevices|services».nginx.enable; }`,
      "nixos",
    ],
    [`{ config, lib, ... }: with lib; { config = mkIf config.services.«ngnix|nginx».enable { }; }`, "nixos"],
    [
      `{ config, lib, ... }: let inherit (lib) mkIf; cfg = config.services.«ngnix|nginx»; in { config = mkIf cfg.enable { }; }`,
      "nixos",
    ],
    [
      `{ config, lib, ... }: let inherit (config.networking) «hostNme|hostName»; in { networking.domain = "x"; }`,
      "nixos",
    ],
    [
      `{ config, lib, ... }: { networking.domain = with config.networking; hostName; services.nginx.«enble|enable» = true; }`,
      "nixos",
    ],
    [
      `{ lib, ... }: { config = lib.mkIf true (lib.mkMerge [ { services.«ngnix|nginx».enable = true; } ]); }`,
      "nixos",
    ],
    [`{ lib, ... }: lib.mkMerge [ { services.«ngnix|nginx».enable = true; } ]`, "nixos"],
    [
      `{ lib, ... }: let common = { services.nginx.enable = true; }; in { imports = [ common ]; services.nginx.«enble|enable» = lib.mkForce false; }`,
      "nixos",
    ],
    [`let hosts = { a = 1; }; in { services.«ngnix|nginx».enable = true; }`, "nixos"],
    [`with import ./x.nix; { services.«ngnix|nginx».enable = true; }`, "nixos"],
    [
      `{ services.openssh = { enable = true; settings = { PasswordAuthentication = false; «PermitRootlogin|PermitRootLogin» = "no"; }; }; }`,
      "nixos",
    ],
    [`{ services.nginx = rec { enable = true; «usr|user» = "x"; }; }`, "nixos"],
    [`{ users.users = builtins.listToAttrs [ ]; users.«mutableUser|mutableUsers» = false; }`, "nixos"],
    [
      `{ systemd.services."foo@".serviceConfig.Type = "oneshot"; systemd.timers.foo.«timerConf|timerConfig».OnCalendar = "daily"; }`,
      "nixos",
    ],
    [`{ systemd.user.services.foo.«serviceConf|serviceConfig» = { }; }`, "nixos"],
    [
      `{ networking.interfaces.eth0.ipv4.addresses = [ { address = "x"; «prefixLen|prefixLength» = 24; } ]; }`,
      "nixos",
    ],
    [
      `{ networking.interfaces.eth0.ipv4.addresses = [ { address = "x"; prefixLength = «"24"|24»; } ]; }`,
      "nixos",
    ],
    [`{ boot.kernel.sysctl."net.ipv4.ip_forward" = 1; boot.«kernelParam|kernelParams» = [ ]; }`, "nixos"],
    [`{ swapDevices = [ { «devic|device» = "x"; } ]; }`, "nixos"],
    [`{ security.acme = { acceptTerms = true; defaults.«emial|email» = "x"; }; }`, "nixos"],
    [`{ security.sudo.extraRules = [ { «user|users» = [ "x" ]; commands = [ ]; } ]; }`, "nixos"],
    [`{ virtualisation.oci-containers.«backnd|backend» = "podman"; }`, "nixos"],
    [`{ virtualisation.oci-containers.backend = «"podmn"|"podman"»; }`, "nixos"],
    [`{ i18n.«defaultLocal|defaultLocale» = "x"; }`, "nixos"],
    [`{ console.«keymap|keyMap» = "de"; }`, "nixos"],
    [`{ services.xserver.xkb.«layot|layout» = "de"; }`, "nixos"],
    [`{ hardware.«grafics|graphics».enable = true; }`, "nixos"],
    [`{ services.pipewire = { enable = true; alsa.«support32bit|support32Bit» = true; }; }`, "nixos"],
    [`{ nixpkgs.config.allowUnfree = true; nixpkgs.«overlay|overlays» = [ ]; }`, "nixos"],
    [`{ nixpkgs.«hostPlatfrm|hostPlatform» = "x86_64-linux"; }`, "nixos"],
    [`{ system.autoUpgrade = { enable = true; «flak|flake» = "x"; }; }`, "nixos"],
    [
      `{ programs.git = { enable = true; settings.user.name = "x"; «ignore|ignores» = [ ]; }; }`,
      "home-manager",
    ],
    [`{ programs.bash.«shellAlias|shellAliases» = { }; }`, "home-manager"],
    [`{ programs.tmux.«keymode|keyMode» = "vi"; }`, "home-manager"],
    [`{ programs.tmux.keyMode = «"vim"|"vi"»; }`, "home-manager"],
    [`{ services.syncthing.«enabled|enable» = true; }`, "home-manager"],
    [`{ home.«sessionVariable|sessionVariables».EDITOR = "vim"; }`, "home-manager"],
    [`{ xdg.configFile."a".«sorce|source» = ./a; }`, "home-manager"],
    [
      `{ config, ... }: { home.file.a.source = config.lib.file.mkOutOfStoreSymlink "x"; home.«usrname|username» = "a"; }`,
      "home-manager",
    ],
    [`{ config, ... }: { home.file.a.text = config.xdg.«configHom|configHome»; }`, "home-manager"],
    [
      `{ pkgs, ... }: { programs.vscode.profiles.default.extensions = with pkgs.vscode-extensions; [ ms-python.«pythonn|python» ]; }`,
      "home-manager",
    ],
    [
      `{ pkgs, ... }: { programs.tmux.plugins = with pkgs.tmuxPlugins; [ «sensble|sensible» { plugin = resurrect; } ]; }`,
      "home-manager",
    ],
    [
      `{ pkgs, ... }: { programs.tmux.plugins = with pkgs; [ tmuxPlugins.«sensble|sensible» ]; }`,
      "home-manager",
    ],
    [
      `{ pkgs, ... }: { programs.neovim.plugins = [ { plugin = pkgs.vimPlugins.«telescope-nvm|telescope-nvim»; } ]; }`,
      "home-manager",
    ],
    [
      `{ pkgs, ... }: { programs.neovim.plugins = [ (pkgs.vimPlugins.nvim-treesitter.withPlugins (p: [ p.«luaa|lua» p.tree-sitter-nix ])) ]; }`,
      "home-manager",
    ],
    [`{ pkgs, ... }: { gtk.theme.package = pkgs.«adw-gtk|adw-gtk3»; }`, "home-manager"],
    [
      `{ pkgs, ... }: { programs.firefox.package = pkgs.«firefox-dev-edition|firefox-devedition»; }`,
      "home-manager",
    ],
    [`{ pkgs, ... }: { environment.systemPackages = [ pkgs.«ripgrepp|ripgrep» ]; }`, "nix-darwin"],
    [`{ services.«yabay|yabai».enable = true; }`, "nix-darwin"],
    [
      `{ system.keyboard = { enableKeyMapping = true; «remapCapslockToEscape|remapCapsLockToEscape» = true; }; }`,
      "nix-darwin",
    ],
    [`{ security.pam.services.sudo_local.«touchIdauth|touchIdAuth» = true; }`, "nix-darwin"],
    [`{ system.defaults.finder.«AppleShowAllFile|AppleShowAllFiles» = true; }`, "nix-darwin"],
    [`{ pkgs }: with pkgs.dockerTools; «buildLayerdImage|buildLayeredImage» { }`],
    [`{ pkgs }: { inherit (pkgs.dockerTools) «buildImag|buildImage»; }`],
    [`{ pkgs }: with pkgs; with dockerTools; [ «buildImag|buildImage» ]`],
    [`{ pkgs }: with pkgs.dockerTools; with pkgs; [ (buildImage { }) «jqq|jq» ]`],
    [`{ pkgs }: pkgs.stdenv.«mkDerivaton|mkDerivation» { }`],
    [`{ pkgs }: pkgs.testers.«runNixosTest|runNixOSTest» { }`],
    [`{ pkgs }: pkgs.formats.«jsn|json» { }`],
    [`{ pkgs }: pkgs.writers.«writePythn3|writePython3» "x" { } ""`],
    [`{ stdenv, jq }: stdenv.mkDerivation { a = stdenv.«hostPlatfrm|hostPlatform».system; }`],
    [`{ lib, ... }: { home.activation.x = with lib.hm; dag.«entryAfer|entryAfter» [ ] ""; }`, "home-manager"],
  ],
  "what a name stands for": [
    [
      `{ pkgs, ... }: { environment.systemPackages = [ «pkgs.nerd-fonts|pkgs.nerd-fonts.adwaita-mono» ]; }`,
      "nixos",
    ],
    [`{ pkgs, ... }: { fonts.packages = with pkgs; [ «nerd-fonts|nerd-fonts.adwaita-mono» ]; }`, "nixos"],
    [
      `{ pkgs, ... }: { home.packages = with pkgs; [ git «nerd-fonts|nerd-fonts.adwaita-mono» ]; }`,
      "home-manager",
    ],
    [
      `{ pkgs, lib, ... }: { home.packages = lib.optionals true (with pkgs; [ «nerd-fonts|nerd-fonts.adwaita-mono» ]); }`,
      "home-manager",
    ],
    [`{ pkgs, ... }: { services.postgresql.package = lib.mkForce «pkgs.qt5|pkgs.qt5.qmake»; }`, "nixos"],
    [`{ pkgs }: pkgs.mkShell { packages = [ «pkgs.nerd-fonts|pkgs.nerd-fonts.adwaita-mono» ]; }`],
    [`{ pkgs }: with pkgs; mkShell { nativeBuildInputs = [ «nerd-fonts|nerd-fonts.adwaita-mono» ]; }`],
    [`{ pkgs }: pkgs.mkShell { buildInputs = «pkgs.zlib|[ pkgs.zlib ]»; }`],
    [`{ pkgs, ... }: { environment.systemPackages = «pkgs.git|[ pkgs.git ]»; }`, "nixos"],
    [
      `{ pkgs, lib, ... }: { environment.systemPackages = lib.optionals true «pkgs.git|[ pkgs.git ]»; }`,
      "nixos",
    ],
    [`{ pkgs, ... }: { environment.systemPackages = with pkgs; «git|[ git ]»; }`, "nixos"],
    [`{ pkgs, ... }: { systemd.services.a.path = «pkgs.git|[ pkgs.git ]»; }`, "nixos"],
  ],
  "arguments of functions of lib": [
    [`{ lib, ... }: { options.a = lib.mkOption { «defualt|default» = 3; }; }`],
    [`{ lib, ... }: { options.a = lib.mkOption { «descripton|description» = ""; }; }`],
    [`{ lib, ... }: { options.a = lib.mkOption { «desc|description» = ""; }; }`],
    [`{ lib, ... }: with lib; { options.a = mkOption { «typ|type» = types.int; }; }`],
    [
      `{ lib, ... }: let inherit (lib) mkOption types; in { options.a = mkOption { «typ|type» = types.int; }; }`,
    ],
    [`{ lib, pkgs, ... }: { options.a = lib.mkPackageOption pkgs "git" { «nullabel|nullable» = true; }; }`],
    [
      `{ lib, ... }: { options.a = lib.mkOption { type = lib.types.oneOf [ lib.types.str «"int"|lib.types.int» ]; }; }`,
    ],
    [`{ lib, ... }: { options.a = lib.mkOption { type = «"str"|lib.types.str»; }; }`],
    [
      `{ lib, ... }: { options.a = lib.mkOption { type = with lib.types; nullOr (listOf «"str"|lib.types.str»); }; }`,
    ],
  ],
};

const all = Object.entries(cases).flatMap(([group, list]) =>
  list.map(([text, kind]) => ({ group, text, kind })),
);

test.each(all)("$group: $text", ({ text, kind }) => {
  const [mark, wrong = "", right = ""] = /«([^|»]*)\|([^»]*)»/.exec(text)!;
  const start = text.indexOf(mark);
  const found = problemsOf(
    text.replace(mark, () => wrong),
    kind,
  );
  expect(found.map(({ span }) => span)).toEqual([{ start, end: start + wrong.length }]);
  expect(found[0]!.suggestions.map(({ message }) => message).join("\n")).toContain(right.replaceAll('"', ""));
  expect(
    problemsOf(
      text.replace(mark, () => right),
      kind,
    ),
  ).toEqual([]);
});
