import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(new URL('./gateway/package.json', import.meta.url));

export default defineConfig({
  // NOTE: Vite would take the ESM build of graphql where Node and @apollo/subgraph take the other one:
  // two copies, and no schema of the one is a schema to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '.data/**'],
    globalSetup: ['./test/world/postgres.ts'],
    setupFiles: ['./test/properties/seed.ts', './test/world/failures-told.ts'],
    reporters: ['default', './test/closing-line.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
