import { defineConfig } from 'vitest/config';

// unit: needs nothing but Node. harness: needs python3. services: starts servers of its own (Redis). sandbox: needs
// bubblewrap and the environment. e2e: drives the built command line.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['src/**/*.test.ts', 'viewer/src/**/*.test.ts'],
          exclude: ['src/**/*.sandbox.test.ts', 'src/**/*.services.test.ts'],
        },
      },
      { test: { name: 'harness', include: ['test/harness/**/*.test.ts'], testTimeout: 600_000 } },
      { test: { name: 'services', include: ['src/**/*.services.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'sandbox', include: ['src/**/*.sandbox.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000 } },
    ],
  },
});
