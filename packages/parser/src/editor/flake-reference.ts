const revision = /^[0-9a-f]{40}$/;

/** Whether a name of a version is that of a commit, and no branch or tag. */
export function isRevision(ref: string): boolean {
  return revision.test(ref);
}

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
    rest.set(isRevision(ref) ? "rev" : "ref", ref);
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
