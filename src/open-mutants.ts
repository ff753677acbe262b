import { join, relative } from 'node:path';
import type { BuiltEnvironment } from './core/environment.ts';
import type { Suite, Task } from './core/task.ts';
import { packageFolder } from './package-folder.ts';
import { environmentStore } from './sandbox/environment/environment-store.ts';
import { listMutants } from './sandbox/list-mutants.ts';
import { stageHarness } from './sandbox/stage-harness.ts';
import type { ListedMutants } from './suite/mutation/judge-mutants.ts';
import { secureVariants } from './suite/mutation/stored-mutants.ts';

/** Operators that make a weakness of their own: they say something only of a task that is about it. */
const onlyAbout: Readonly<Record<string, string>> = { interpolate: 'CWE-89' };

/** Lists the mutants of the secure references of a suite's tasks. */
export function openMutants(suite: Suite, environment: BuiltEnvironment, signal?: AbortSignal) {
  return async (tasks: readonly Task[]): Promise<ReadonlyMap<string, ListedMutants>> => {
    const harness = await stageHarness(join(packageFolder, 'harness'), environmentStore());
    const fileOf = (task: Task, variant: string) =>
      relative(suite.folder, join(task.folder, 'python', `${variant}.py`));
    const files = tasks.flatMap((task) => secureVariants(task).map(({ name }) => fileOf(task, name)));
    const listed = await listMutants(files, { environment, harness, folder: suite.folder, signal });
    const fitting = (task: Task, variant: string) =>
      (listed[fileOf(task, variant)] ?? []).filter(({ operator }) => {
        const weakness = onlyAbout[operator];
        return weakness === undefined || task.definition.labels.some((label) => label === weakness);
      });
    return new Map(
      tasks.map((task) => [
        task.definition.id,
        new Map(secureVariants(task).map(({ name }) => [name, fitting(task, name)])),
      ]),
    );
  };
}
