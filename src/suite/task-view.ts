import type { TaskView } from '../core/strategy.ts';
import type { Language, Task } from '../core/task.ts';

/** The part of a task that strategies see. `environmentText` tells what is installed, see `describeEnvironment`. */
export function taskView(task: Task, environmentText: string, language: Language): TaskView {
  return {
    id: task.definition.id,
    language,
    problem: task.problem,
    entryPoints: task.definition['entry-points'],
    environment: environmentText,
  };
}
