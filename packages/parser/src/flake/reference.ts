import { closestNames, requireText } from "@nixgen/core";

/** What is wrong with a flake reference, and what could be written instead. */
export interface ReferenceProblem {
  readonly message: string;
  readonly suggestions: readonly string[];
}

/** The schemes of flake references, with what follows the colon. */
const schemes: Readonly<Record<string, { readonly rest: RegExp; readonly form: string }>> = {
  flake: { rest: /^[A-Za-z][\w-]*(\/[^/?]+){0,2}(\?.*)?$/, form: "flake:nixpkgs" },
  github: { rest: /^[^/?#\s]+\/[^/?#\s]+(\/[^?#\s]+)?(\?\S*)?$/, form: "github:owner/repository" },
  gitlab: { rest: /^[^/?#\s]+\/[^/?#\s]+(\/[^?#\s]+)?(\?\S*)?$/, form: "gitlab:owner/repository" },
  sourcehut: { rest: /^~[^/?#\s]+\/[^/?#\s]+(\/[^?#\s]+)?(\?\S*)?$/, form: "sourcehut:~owner/repository" },
  path: { rest: /^[^?#]+(\?\S*)?$/, form: "path:./directory" },
  http: { rest: /^\/\/\S+$/, form: "http://example.org/archive.tar.gz" },
  https: { rest: /^\/\/\S+$/, form: "https://example.org/archive.tar.gz" },
  file: { rest: /^\/\/\S+$/, form: "file:///directory/archive.tar.gz" },
  "tarball+http": { rest: /^\/\/\S+$/, form: "tarball+http://example.org/archive" },
  "tarball+https": { rest: /^\/\/\S+$/, form: "tarball+https://example.org/archive" },
  "tarball+file": { rest: /^\/\/\S+$/, form: "tarball+file:///directory/archive" },
  "file+http": { rest: /^\/\/\S+$/, form: "file+http://example.org/file" },
  "file+https": { rest: /^\/\/\S+$/, form: "file+https://example.org/file" },
  "file+file": { rest: /^\/\/\S+$/, form: "file+file:///directory/file" },
  git: { rest: /^\/\/\S+$/, form: "git://example.org/repository" },
  "git+http": { rest: /^\/\/\S+$/, form: "git+http://example.org/repository" },
  "git+https": { rest: /^\/\/\S+$/, form: "git+https://example.org/repository" },
  "git+ssh": { rest: /^\/\/\S+$/, form: "git+ssh://git@example.org/repository" },
  "git+git": { rest: /^\/\/\S+$/, form: "git+git://example.org/repository" },
  "git+file": { rest: /^\S+$/, form: "git+file:///directory" },
  "hg+http": { rest: /^\/\/\S+$/, form: "hg+http://example.org/repository" },
  "hg+https": { rest: /^\/\/\S+$/, form: "hg+https://example.org/repository" },
  "hg+ssh": { rest: /^\/\/\S+$/, form: "hg+ssh://hg@example.org/repository" },
  "hg+file": { rest: /^\/\/\S+$/, form: "hg+file:///directory" },
};

/**
 * What is wrong with a text as a flake reference; `undefined` where it is one.
 *
 * @param isFiles whether the input is no flake but files, for which any file on a server will do.
 * @see the Nix manual, "nix flake": flake references
 */
export function findReferenceProblem(text: string, isFiles: boolean): ReferenceProblem | undefined {
  requireText(text, "a flake reference");
  if (text === "") return { message: "the flake reference is empty", suggestions: [] };
  if (/^(\.{0,2}\/|\.{1,2}($|\?))/.test(text)) return undefined;
  const [, scheme, rest] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return findPlainProblem(text);
  if (!Object.hasOwn(schemes, scheme)) {
    return {
      message: `there is no kind of flake reference \`${scheme}:\``,
      suggestions: closestNames(scheme, Object.keys(schemes)).map((name) => `did you mean \`${name}:\`?`),
    };
  }
  const { rest: pattern, form } = schemes[scheme]!;
  if (!pattern.test(rest))
    return { message: `\`${text}\` is no flake reference`, suggestions: [`write it like \`${form}\``] };
  const page = /^https?:\/\/(?:www\.)?(github|gitlab)\.com\/([^/]+)\/([^/?#]+?)(?:\.git)?\/?$/.exec(text);
  if (page && !isFiles) {
    return {
      message: `\`${text}\` is a page on the web, which Nix would read as an archive`,
      suggestions: [`write \`${page[1]}:${page[2]}/${page[3]}\``],
    };
  }
  return undefined;
}

/** A text without a scheme is the name of a flake in the registry. */
function findPlainProblem(text: string): ReferenceProblem | undefined {
  const host = /^(?:www\.)?(github|gitlab)\.com\/([^/]+)\/([^/?#]+)/.exec(text);
  if (host) {
    return {
      message: `\`${text}\` has no scheme`,
      suggestions: [`write \`${host[1]}:${host[2]}/${host[3]}\``],
    };
  }
  const parts = text.split("/");
  if (/^[A-Za-z][\w-]*(\/[^/?#\s]+){0,2}(\?\S*)?$/.test(text)) {
    // In the registry's form a second part is a branch; two unusual parts are an owner and a repository.
    const looksLikeRepository = parts.length === 2 && /^[A-Z]|-/.test(parts[0]!) && parts[0] !== "nixpkgs";
    if (!looksLikeRepository) return undefined;
    return {
      message: `\`${text}\` is the branch \`${parts[1]}\` of the flake \`${parts[0]}\` in the registry`,
      suggestions: [`write \`github:${text}\` for a repository`, `write \`flake:${text}\` for the registry`],
    };
  }
  return {
    message: `\`${text}\` is no flake reference`,
    suggestions: ["write it like `github:owner/repository`"],
  };
}
