import type { RunSource } from './run-source.ts';

/** What the list says of a run: from its manifest alone, for a folder may hold hundreds. */
export interface ListedRun {
  readonly id: string;
  readonly createdAt: string;
  readonly models: readonly string[];
  readonly strategies: readonly string[];
  readonly tasks: number;
  readonly suite: string;
  readonly live: boolean;
  /** Why the run cannot be read; then the rest is empty. */
  readonly fault?: string;
}

export async function listRuns(source: RunSource): Promise<ListedRun[]> {
  return Promise.all((await source.list()).map((name) => listRun(source, name)));
}

async function listRun(source: RunSource, id: string): Promise<ListedRun> {
  try {
    const { createdAt, study, suite } = await source.manifest(id);
    return {
      id,
      createdAt,
      models: study.models,
      strategies: study.strategies.map(({ mode, strategy }) => `${mode}/${strategy}`),
      tasks: study.tasks.length,
      suite: `${suite.name} ${suite.version}`,
      live: await source.isLive(id),
    };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { id, createdAt: '', models: [], strategies: [], tasks: 0, suite: '', live: false, fault };
  }
}
