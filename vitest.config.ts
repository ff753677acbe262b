import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// unit: needs nothing but Node. harness: needs python3. services: starts servers of its own (Redis). sandbox: needs
// bubblewrap and the environment, and looks at all that runs on the machine. e2e: drives the built command line.
// soak: the scoring service under load.
// Vitest leaves a processor free, of two the half. What waits for most of its time, and what needs one only, is run two by two.
const twoByTwo = (groupOrder: number) => ({ maxWorkers: 2, sequence: { groupOrder } });

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          maxWorkers: availableParallelism(),
          isolate: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          include: ['src/**/*.test.ts', 'viewer/src/**/*.test.ts'],
          exclude: ['src/**/*.sandbox.test.ts', 'src/**/*.services.test.ts'],
        },
      },
      { test: { name: 'harness', include: ['test/harness/**/*.test.ts'], testTimeout: 600_000 } },
      {
        test: {
          name: 'services',
          ...twoByTwo(3),
          include: ['src/**/*.services.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'soak',
          sequence: { groupOrder: 4 },
          include: ['test/soak/*.test.ts'],
          testTimeout: 300_000,
        },
      },
      { test: { name: 'sandbox', include: ['src/**/*.sandbox.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: 'e2e',
          ...twoByTwo(2),
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
