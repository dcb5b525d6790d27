// Texts that hardly ever are Nix. The same seed gives the same text.
import { makeRandom } from "./random-nix.mjs";
import { vocabulary } from "./mutants.mjs";

/** From 2 to 80 bytes, most of them such as Nix is written with. */
export function makeBytes(seed) {
  const random = makeRandom(seed * 2654435761 + 3);
  const bytes = new Uint8Array(2 * (1 + random(40)));
  const isAscii = random(2) === 0;
  for (let i = 0; i < bytes.length; i++) bytes[i] = isAscii && random(8) > 0 ? 32 + random(95) : random(256);
  return bytes;
}

/** Tokens of Nix, and what is often mistaken for such, in any order. */
export function makeSoup(seed, pieces = undefined) {
  const random = makeRandom(seed * 2654435761 + 5);
  const count = pieces ?? 1 + random(60);
  let text = "";
  for (let i = 0; i < count; i++) {
    text += vocabulary[random(vocabulary.length)];
    if (random(3) > 0) text += random(12) === 0 ? "\n" : " ";
  }
  return text;
}
