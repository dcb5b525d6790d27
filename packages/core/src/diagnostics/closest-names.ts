import { refusedArgument, requireText, requireTexts } from "./arguments.js";
import { distance } from "fastest-levenshtein";

/** The names that are most like a given one, the most similar first; none where all of them are quite different. */
export function closestNames(name: string, known: Iterable<string>, limit = 3): string[] {
  requireText(name, "the name that was meant");
  if (!Number.isInteger(limit) || limit < 0)
    throw refusedArgument("`limit` is no number of names", "give one from 0");
  const most = Math.max(1, Math.floor(name.length / 3));
  const scored: [number, string][] = [];
  const wanted = name.toLowerCase();
  const candidates =
    typeof known === "object" && known !== null && Symbol.iterator in known ? Array.from(known) : known;
  requireTexts(candidates, "the names that there are");
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > most) continue;
    const score = countMistakes(wanted, candidate.toLowerCase());
    if (score <= most) scored.push([score, candidate]);
  }
  return scored
    .sort(([a, left], [b, right]) => a - b || left.localeCompare(right))
    .slice(0, limit)
    .map(([, candidate]) => candidate);
}

/** How many letters are wrong, missing or too many; two neighbours that changed places count as one mistake. */
function countMistakes(name: string, candidate: string): number {
  const count = distance(name, candidate);
  if (count !== 2 || name.length !== candidate.length) return count;
  const at = [...name].findIndex((letter, index) => letter !== candidate[index]);
  return name[at] === candidate[at + 1] && name[at + 1] === candidate[at] ? 1 : count;
}
