/** The folder of this package, from its sources as from what is published; `undefined` in a browser. */
export const packageRoot: URL | undefined = new URL("..", import.meta.url);
