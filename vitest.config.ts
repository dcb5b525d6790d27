import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Tests run on the sources, so that no build is needed before them and failures point into src/.
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@nixgen\/core$/, replacement: source("packages/core/src/index.ts") },
      { find: /^@nixgen\/core\/schema$/, replacement: source("packages/core/src/schema.ts") },
      { find: /^@nixgen\/parser$/, replacement: source("packages/parser/src/index.ts") },
      { find: /^@nixgen\/parser\/files$/, replacement: source("packages/parser/src/files.ts") },
      { find: /^#package-root$/, replacement: source("packages/nixgen/src/package-root.ts") },
      { find: /^nixgen$/, replacement: source("packages/nixgen/src/index.ts") },
      { find: /^nixgen\/([a-z-]+)$/, replacement: source("packages/nixgen/src/$1.ts") },
    ],
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts", "examples/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
