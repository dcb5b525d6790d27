import { NixError } from "@nixgen/core";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../../../test/evaluate.js";
import { hasNix } from "../../../../../test/nix.js";
import * as nixgen from "../../index.js";

const hash = "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=";
const repository = { owner: "example", repo: "tool", tag: "v1", hash };

/** Each fetcher with options, and what Nix gets where that is something else. */
const cases: [nixgen.Built, object][] = [
  [
    nixgen.fetchFromGitHub({ ...repository, fetchSubmodules: true }),
    { ...repository, fetchSubmodules: true },
  ],
  [
    nixgen.fetchFromGitLab({ ...repository, domain: "gitlab.gnome.org" }),
    { ...repository, domain: "gitlab.gnome.org" },
  ],
  [
    nixgen.fetchFromGitea({ ...repository, domain: "codeberg.org" }),
    { ...repository, domain: "codeberg.org" },
  ],
  [nixgen.fetchFromCodeberg(repository), repository],
  [nixgen.fetchFromSourcehut({ ...repository, owner: "~example" }), { ...repository, owner: "~example" }],
  [nixgen.fetchFromBitbucket(repository), repository],
  [
    nixgen.fetchgit({ url: "https://example.org/tool.git", rev: "abc", hash, sparseCheckout: ["src"] }),
    { url: "https://example.org/tool.git", rev: "abc", hash, sparseCheckout: ["src"] },
  ],
  [nixgen.fetchurl({ url: "https://example.org/a", hash }), { url: "https://example.org/a", hash }],
  [
    nixgen.fetchzip({ url: "https://example.org/a.zip", stripRoot: false, hash }),
    { url: "https://example.org/a.zip", stripRoot: false, hash },
  ],
  [
    nixgen.fetchpatch({ url: "https://example.org/a.patch", hash }),
    { url: "https://example.org/a.patch", hash },
  ],
  [nixgen.fetchPypi({ pname: "tool", version: "1", hash }), { pname: "tool", version: "1", hash }],
  [nixgen.fetchCrate({ pname: "tool", version: "1", hash }), { pname: "tool", version: "1", hash }],
  [
    nixgen.fetchhg({ url: "https://example.org/hg", rev: "1", hash }),
    { url: "https://example.org/hg", rev: "1", hash },
  ],
];

describe("fetchers", () => {
  it.skipIf(!hasNix).each(cases)("%s, evaluated", (built, wanted) => {
    expect(evaluate(built)).toEqual({ function: built.builder, arguments: wanted });
  });

  it("take a placeholder for the hash, and say so", () => {
    const fake = `sha256-${Buffer.alloc(32).toString("base64")}`;
    for (const placeholder of [nixgen.lib.fakeHash, fake]) {
      const { warnings } = nixgen.fetchFromGitHub({ ...repository, hash: placeholder });
      expect(warnings).toMatchObject([
        { code: "input/placeholder-hash", severity: "warning", path: ["hash"] },
      ]);
    }
  });

  it.each([
    [
      "both a tag and a commit",
      () => nixgen.fetchFromGitHub({ ...repository, rev: "abc" }),
      "exactly one of `tag` and `rev`",
    ],
    ["an owner without tilde", () => nixgen.fetchFromSourcehut(repository), "starts with `~`"],
    [
      "two kinds of addresses",
      () => nixgen.fetchurl({ url: "https://a", urls: ["https://b"], hash }),
      "exactly one of `url` and `urls`",
    ],
    // @ts-expect-error -- the hash is missing
    ["no hash", () => nixgen.fetchFromGitHub({ owner: "a", repo: "b", tag: "c" }), "--> hash"],
    // @ts-expect-error -- the attribute has another name
    ["an old name", () => nixgen.fetchurl({ url: "https://a", hash, sha512: "" }), "no option `sha512`"],
  ])("refuse %s", (_name, run, message) => {
    expect(run).toThrow(NixError);
    expect(run).toThrow(message);
  });
});

describe("hashes of fetchers", () => {
  it.skipIf(!hasNix)("may stand where older package files have them", () => {
    const sha256 = "1q6cf2pdrasa34zz0jw7pbs6lvv52rq2aibgxccbwcagwkg2qj1q";
    const built = nixgen.fetchurl({ url: "https://example.org/a", sha256 });
    expect(evaluate(built)).toEqual({
      function: "fetchurl",
      arguments: { url: "https://example.org/a", sha256 },
    });
    expect(() => nixgen.fetchurl({ url: "https://example.org/a", sha256: "abc" })).toThrow(
      "expected a SHA-256 hash",
    );
    // @ts-expect-error -- there is one hash
    expect(() => nixgen.fetchurl({ url: "https://example.org/a", sha256, hash })).toThrow("--> hash");
  });

  it("stand beside names that are inherited", () => {
    const options = { pname: nixgen.reference("pname"), version: nixgen.reference("version"), hash };
    expect(String(nixgen.fetchPypi(options))).toBe(
      `pkgs.fetchPypi {\n  inherit pname version;\n  hash = "${hash}";\n}\n`,
    );
    const final = nixgen.reference("finalAttrs");
    const fromFinal = { pname: final["pname"]!, version: final["version"]!, hash };
    expect(String(nixgen.fetchPypi(fromFinal))).toContain("inherit (finalAttrs) pname version;");
  });
});
