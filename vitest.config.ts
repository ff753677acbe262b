import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// unit: needs nothing but Node. harness: needs python3. services: starts servers of its own (Redis). sandbox: needs
// bubblewrap and the environment. e2e: drives the built command line. soak: a minute of the scoring service under load.
// Vitest leaves a processor free, of two the half: unit tests use both. Services wait for most of their time, and share
// that with the soak. Whatever is judged in sandboxes goes on by itself.
const besideOneAnother = { maxWorkers: 2, sequence: { groupOrder: 2 } };

/** The longest of its group, which nothing else shows: files are begun by size. */
class SoakFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSoak = ({ project }: TestSpecification) => Number(project.name === 'soak');
    return (await super.sort(files)).toSorted((one, other) => isSoak(other) - isSoak(one));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SoakFirst },
    projects: [
      {
        test: {
          name: 'unit',
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
          include: ['src/**/*.test.ts', 'viewer/src/**/*.test.ts'],
          exclude: ['src/**/*.sandbox.test.ts', 'src/**/*.services.test.ts'],
        },
      },
      { test: { name: 'harness', include: ['test/harness/**/*.test.ts'], testTimeout: 600_000 } },
      {
        test: {
          name: 'services',
          ...besideOneAnother,
          include: ['src/**/*.services.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'soak', ...besideOneAnother, include: ['test/soak/*.test.ts'], testTimeout: 300_000 } },
      { test: { name: 'sandbox', include: ['src/**/*.sandbox.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000 } },
    ],
  },
});
