/**
 * Sorted lines as one text in which each line keeps only what differs from the line before: first the number of
 * characters that are the same, as a character from `0` on, then the rest.
 *
 * @example
 * frontCode(["git", "github", "gitlab"]) // "0git\n3hub\n3lab"
 */
export function frontCode(lines: readonly string[]): string {
  let previous = "";
  return lines
    .map((line) => {
      let same = 0;
      const most = Math.min(line.length, previous.length, mostShared);
      while (same < most && line[same] === previous[same]) same++;
      previous = line;
      return String.fromCharCode(zero + same) + line.slice(same);
    })
    .join("\n");
}

/** The lines of a front-coded text. */
export function frontDecode(text: string): string[] {
  if (text === "") return [];
  let previous = "";
  return text.split("\n").map((line) => {
    previous = previous.slice(0, line.charCodeAt(0) - zero) + line.slice(1);
    return previous;
  });
}

const zero = 48;

/** So that the first character of a line never is a surrogate, whatever is shared. */
const mostShared = 0x1000;
