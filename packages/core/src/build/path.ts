import { requireList, requireTexts } from "../diagnostics/arguments.js";
import { markNode } from "../ast/node.js";
import type { Interpolation, Path, PathText } from "../ast/strings.js";
import { NixError } from "../diagnostics/error.js";
import { interpolation } from "./expr.js";
import type { TextHole } from "./text.js";

/**
 * A path. Relative paths start with `./` or `../`. As a template it takes expressions, which become `${…}`; holes with
 * text or numbers are data.
 *
 * @throws NixError `tree/invalid-name` where the text is no path literal of Nix.
 * @example
 * path("./hardware-configuration.nix") // ./hardware-configuration.nix
 * path`./hosts/${reference("name")}.nix` // ./hosts/${name}.nix
 */
export function path(text: string): Path;
export function path(strings: TemplateStringsArray, ...holes: TextHole[]): Path;
export function path(text: string | TemplateStringsArray, ...holes: TextHole[]): Path {
  return typeof text === "string" ? toPath([text], []) : toPath(text, holes);
}

/**
 * A path from its texts and what stands between each two of them, as {@link path} makes it.
 *
 * @throws NixError `tree/invalid-name` where the texts are no path literal of Nix.
 */
export function toPath(texts: readonly string[], holes: readonly TextHole[]): Path {
  requireTexts(texts, "the text of a path");
  requireList(holes, "what fills the holes of a path");
  const parts: (PathText | Interpolation)[] = [];
  let pending = "";
  const flush = (): void => {
    if (pending !== "") parts.push({ kind: "PathText", text: pending });
    pending = "";
  };
  texts.forEach((text, index) => {
    pending += text;
    if (index >= holes.length) return;
    const hole = holes[index]!;
    if (isPlain(hole)) pending += String(hole);
    else {
      flush();
      parts.push(interpolation(hole));
    }
  });
  flush();
  checkPath(parts);
  return markNode({ kind: "Path", parts });
}

/** Text that is data and can stand in a path as it is; other text is interpolated as a string. */
function isPlain(hole: TextHole): boolean {
  if (typeof hole === "bigint" || typeof hole === "number") return true;
  return typeof hole === "string" && /^[A-Za-z0-9._+-]+$/.test(hole);
}

/** A path has a slash, does not end with one, and has no empty component; `~/` is the home directory. */
function checkPath(parts: Path["parts"]): void {
  const [first] = parts;
  // An interpolation stands for part of a component, but a path is one only from its first slash on.
  const filled = parts.map((part) => (part.kind === "PathText" ? part.text : "x")).join("");
  const isPath = /^(?:[A-Za-z0-9._+-]*|~)(?:\/[A-Za-z0-9._+-]+)+$/.test(filled);
  if (isPath && first?.kind === "PathText" && first.text.includes("/")) return;
  const written = parts.map((part) => (part.kind === "PathText" ? part.text : "${…}")).join("");
  const isRelative = /^[A-Za-z0-9._+-]+(?:\/[A-Za-z0-9._+-]+)*\/?$/.test(written);
  const meant = isRelative ? [{ message: `write ${JSON.stringify(`./${written.replace(/\/$/, "")}`)}` }] : [];
  throw new NixError([
    {
      code: "tree/invalid-name",
      severity: "error",
      message: `${JSON.stringify(written)} is not a Nix path literal`,
      suggestions: [
        ...meant,
        {
          message: "write a path such as `./file.nix`, `../dir` or `/etc/hosts`, without a slash at the end",
        },
        {
          message: 'for other characters, append a string: `binary(path("./."), "+", "/odd name")`',
        },
      ],
    },
  ]);
}
