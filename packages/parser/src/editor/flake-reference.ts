import { revisionPattern } from "../flake/input.js";

/** A flake reference with another branch, tag or revision; `undefined` where it has no place for one. */
export function withRef(url: string, ref: string): string | undefined {
  const [base = "", query] = url.split("?") as [string, string?];
  const forge = /^((?:github|gitlab|sourcehut):[^/]+\/[^/]+)(?:\/.*)?$/.exec(base);
  if (forge) {
    const rest = new URLSearchParams(query ?? "");
    rest.delete("ref");
    rest.delete("rev");
    const text = rest.toString();
    return `${forge[1]}/${ref}${text === "" ? "" : `?${text}`}`;
  }
  if (/^(?:git\+|git:|hg)/.test(base)) {
    const rest = new URLSearchParams(query ?? "");
    rest.delete("rev");
    rest.delete("ref");
    rest.set(revisionPattern.test(ref) ? "rev" : "ref", ref);
    return `${base}?${rest.toString()}`;
  }
  // An entry of the flake registry: `nixpkgs/nixos-26.05`. Paths and archives have no branches.
  const entry = /^((?:flake:)?[A-Za-z][\w-]*)(?:\/.*)?$/.exec(base);
  return entry ? `${entry[1]}/${ref}` : undefined;
}

/**
 * Whether a text can be the name of a branch, a tag or a revision.
 *
 * @see the Git manual, "git-check-ref-format"
 */
export function isRef(text: string): boolean {
  return text !== "" && !/[\s~^:?*[\\"#&]|\.\.|\p{Cc}/u.test(text);
}
