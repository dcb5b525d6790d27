import { describe, expect, it } from "vitest";
import { findHashProblem, toSri } from "./hash.js";

// One digest in all its spellings; the nixpkgs manual has this pair as an example of nix-prefetch-docker.
const sri = "sha256-OEgs3uRPMb4Y629FJXAWZW9q9LqHS/A/GUqr3K5wzOA=";
const base32 = "1q6cf2pdrasa34zz0jw7pbs6lvv52rq2aibgxccbwcagwkg2qj1q";
const hex = Buffer.from(sri.slice("sha256-".length), "base64").toString("hex");

describe("hashes", () => {
  it("in the SRI form are right", () => {
    expect(findHashProblem(sri)).toBeUndefined();
    expect(findHashProblem(`sha512-${Buffer.alloc(64, 7).toString("base64")}`)).toBeUndefined();
  });

  it.each([
    ["base 32", base32],
    ["base 32 with its algorithm", `sha256:${base32}`],
    ["hexadecimal digits", hex],
  ])("in %s are converted", (_name, text) => {
    expect(toSri(text)).toBe(sri);
    expect(findHashProblem(text)?.suggestions).toEqual([`write "${sri}"`]);
  });

  it.each([
    ["", "the hash is empty"],
    ["sha256-abc=", "a sha256 digest has 44 characters in Base64, not 4"],
    [`${sri.slice(0, -1)}`, "a sha256 digest has 44 characters in Base64, not 43"],
    ["latest", 'expected a hash in the SRI form, "sha256-…"'],
  ])("%j is refused", (text, message) => {
    expect(findHashProblem(text)?.message).toBe(message);
  });
});
