/** The largest integer that Nix can hold: 2^63 - 1. */
export const maxInteger = 2n ** 63n - 1n;

/** The smallest integer that Nix can hold: -2^63. It has no literal of its own. */
export const minInteger = -(2n ** 63n);

/** The smallest float that Nix reads as one literal; smaller ones make its reader report a range error. */
export const minFloatLiteral = 2.2250738585072014e-308;

/**
 * The literal of a finite float that is zero or positive: it reads back as exactly this number, and as a float.
 *
 * @example
 * toFloatText(1) // "1.0"
 * toFloatText(1e21) // "1.0e+21"
 */
export function toFloatText(value: number): string {
  const text = String(value);
  const [mantissa = "0", exponent] = text.split("e");
  const withPoint = mantissa.includes(".") ? mantissa : `${mantissa}.0`;
  return exponent === undefined ? withPoint : `${withPoint}e${exponent}`;
}
