/**
 * Whether an error says that calls are nested too deeply for the stack, as it comes of data that is nested some thousand levels
 * deep. Engines say it in words of their own; other errors of the same class are mistakes in the code.
 */
export function isStackOverflow(error: unknown): boolean {
  return isError(error) && /call stack|too much recursion/i.test(error.message);
}

/** Whether an error says that a text would be longer than a string can be. */
export function isTextTooLong(error: unknown): boolean {
  return isError(error) && /string length|allocation size|out of memory/i.test(error.message);
}

/** V8 and JavaScriptCore throw a `RangeError`, SpiderMonkey for the stack an `InternalError`. */
function isError(error: unknown): error is Error {
  return error instanceof Error && (error instanceof RangeError || error.name === "InternalError");
}
