// Pins the sources that a team builds from, wherever they are kept, each with its hash: one set that packages take them from.
import {
  fetchCrate,
  fetchFromBitbucket,
  fetchFromCodeberg,
  fetchFromGitea,
  fetchFromGitHub,
  fetchFromGitLab,
  fetchFromSourcehut,
  fetchgit,
  fetchhg,
  fetchpatch,
  fetchPypi,
  fetchurl,
  fetchzip,
  packageFile,
  plan,
} from "nixgen";

const directory = process.argv[2] ?? "out/pinned-sources";

const sources = {
  // A forge has a fetcher of its own, which knows the addresses of its archives.
  router: fetchFromGitHub({
    owner: "example",
    repo: "router",
    tag: "v2.3.0",
    hash: "sha256-dMlWBAQ0J/C+4dDha/pTr9U39zatAHPEzE4cyzqCtdw=",
    fetchSubmodules: true,
  }),
  ledger: fetchFromGitLab({
    domain: "gitlab.example.org",
    group: "finance",
    owner: "core",
    repo: "ledger",
    rev: "4f0e1d5b6a7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e",
    hash: "sha256-/hQBC0/oMwOFLwRnyRnvmnygibkeluOq19Qm3YcHkpc=",
  }),
  terminal: fetchFromCodeberg({
    owner: "example",
    repo: "terminal",
    tag: "1.22.0",
    hash: "sha256-Tmhq973MWuAFokdiT9jHKDJXwlFPazrS/11MttlRluY=",
  }),
  wiki: fetchFromGitea({
    domain: "git.example.org",
    owner: "docs",
    repo: "wiki",
    tag: "2025-10",
    hash: "sha256-EqQ17IRUxtHJCh2SgSsJrxG+5xH75STVao8m6nxczug=",
  }),
  mailer: fetchFromSourcehut({
    owner: "~example",
    repo: "mailer",
    tag: "v0.9.1",
    hash: "sha256-LkMwuAZBIlvT4b5znt+VMq7jNw5soYjUWjLlVNaMLjQ=",
  }),
  encoder: fetchFromBitbucket({
    owner: "example",
    repo: "encoder",
    tag: "4.1",
    hash: "sha256-n/lMPrDB01C3YQHFU+bnDBF4uW/H/XOBguOeKj8bnr4=",
  }),
  // Of a large repository, only what is needed is checked out.
  firmware: fetchgit({
    url: "https://git.example.org/firmware.git",
    rev: "refs/tags/20251021",
    hash: "sha256-w79H6h9KSmBUcDE8rLOkT0pGH2jG+uqwfnN2EMtayDU=",
    sparseCheckout: ["wireless", "LICENSES"],
  }),
  solver: fetchhg({
    url: "https://hg.example.org/solver",
    rev: "5.1",
    hash: "sha256-uHidsMLaa0j/MUcUI9x/+iOGkCxmb6JpHmNsKbU5k2o=",
  }),
  // The registries of languages.
  parser: fetchCrate({
    pname: "example-parser",
    version: "0.4.2",
    hash: "sha256-sX1FEhFQko8hRq9J4ZXv8e711nMlvic6cz+3Ssrao0I=",
  }),
  client: fetchPypi({
    pname: "example_client",
    version: "3.0.1",
    hash: "sha256-lI/mA/YdwDa1xZbcCf484/PTDckPAkyF88gtssyrZ50=",
  }),
  // Plain files: as they are, unpacked, and as a patch that loses what changes from one download to the next.
  manual: fetchurl({
    urls: ["https://example.org/manual.pdf", "https://mirror.example.org/manual.pdf"],
    hash: "sha256-Nr3mbyiaNWg2g7BBxtj0GKXzZge1R9ol0ArVWJHoC4g=",
  }),
  fonts: fetchzip({
    url: "https://example.org/fonts-1.0.zip",
    hash: "sha256-jVDC/rerg3SXyxJEGZwZrm0oJWyB0ZfnRG/W5VpWTxQ=",
    stripRoot: false,
  }),
  "router-ipv6": fetchpatch({
    name: "router-ipv6.patch",
    url: "https://github.com/example/router/commit/9c1185a5c5e9fc54612808977ee8f548b2258d31.patch",
    hash: "sha256-pIletEr8M2/su6blIM1n4XjazgJ2ZV0QL87/qOX3BXA=",
    excludes: ["CHANGELOG.md"],
  }),
};

const files = plan(directory, { "sources.nix": packageFile(sources) });

for (const { path: name, text } of await files.write()) console.log(`── ${directory}/${name}\n${text}`);
