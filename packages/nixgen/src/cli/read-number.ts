/**
 * The whole number that an option of the command line is given.
 *
 * @throws Error where it is none.
 */
export function readNumber(option: string, value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0 && value.trim() !== "") return number;
  throw new Error(`${option} takes a whole number, not ${JSON.stringify(value)}`);
}
