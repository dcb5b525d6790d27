/** A text that was valid, with one token deleted, doubled, or swapped with the next. */
export interface Mutant {
  readonly text: string;
  /** What was done, for a report. */
  readonly change: string;
}

// Rough on purpose: where the tokens really end is what the parsers are tested for.
const piece =
  /\s+|#[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][\w'-]*|\d+|''|\$\{|\.\.\.|==|!=|<=|>=|&&|\|\||->|\/\/|\+\+|[\s\S]/g;

/** Mutants of a text, `count` at most, chosen by `random` (a number from 0 up to its argument). */
export function makeMutants(text: string, count: number, random: (limit: number) => number): Mutant[] {
  const pieces = text.match(piece) ?? [];
  const tokens = pieces.flatMap((token, index) => (/^\s/.test(token) ? [] : [index]));
  if (tokens.length < 2) return [];
  return Array.from({ length: count }, () => {
    const at = random(tokens.length);
    const [here, next] = [tokens[at]!, tokens[(at + 1) % tokens.length]!];
    const copy = [...pieces];
    switch (random(4)) {
      case 0:
        copy[here] = "";
        return { text: copy.join(""), change: `deleted ${pieces[here]} (token ${at})` };
      case 1:
        copy[here] = `${pieces[here]} ${pieces[here]}`;
        return { text: copy.join(""), change: `doubled ${pieces[here]} (token ${at})` };
      case 2:
        copy[here] = pieces[next]!;
        copy[next] = pieces[here]!;
        return { text: copy.join(""), change: `swapped ${pieces[here]} and ${pieces[next]} (token ${at})` };
      default: {
        const other = pieces[tokens[random(tokens.length)]!]!;
        copy[here] = other;
        return { text: copy.join(""), change: `replaced ${pieces[here]} by ${other} (token ${at})` };
      }
    }
  });
}

/** Numbers that look random and are the same in each run. */
export function seededRandom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
