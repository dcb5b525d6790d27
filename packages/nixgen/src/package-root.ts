/** The folder of this package, from its sources as from what is published. */
export const packageRoot = new URL("..", import.meta.url);
