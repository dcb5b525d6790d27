/** There are no files in a browser. A bundler for browsers takes this in place of what Node.js gets. */
export const packageRoot: URL | undefined = undefined;
