// A bundle in the form of CommonJS has no address of its own.
const here: string | undefined = import.meta.url;

/** The folder of this package, from its sources as from what is published; `undefined` in a browser. */
export const packageRoot: URL | undefined = here === undefined ? undefined : new URL("..", here);
