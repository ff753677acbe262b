// What a coding agent finds in its folder: the problem, and a stub or the code that it shall mend. No test, no reference.
import type { AgentProject } from './core/agent-project.ts';
import type { TaskView } from './core/strategy.ts';

const candidate = 'solution.py';

/** The project of a task. `code` is what is to be mended; a stub is laid out without it. */
export function agentProject(view: TaskView, code: string | undefined): AgentProject {
  const readme = `${view.problem.trim()}\n\n## Where it runs\n\n${view.environment.trim()}\nNothing else can be imported.\n\n## What is asked for\n\nOne module, \`${candidate}\`, that defines ${view.entryPoints.map((name) => `\`${name}\``).join(', ')} at its top level.\n`;
  const files = { 'README.md': readme, [candidate]: code ?? stubOf(view) };
  return { files, candidate, ...(code === undefined && { stub: true }) };
}

/** A definition for each entry point, with the parameters that the problem gives in backticks. */
function stubOf({ problem, entryPoints }: TaskView): string {
  const definitions = entryPoints.map((name) => {
    const parameters = new RegExp(`\`${name}\\(([^\`]*)\\)`).exec(problem)?.[1];
    const known = parameters !== undefined && /^[\w\s,=*"'()[\].:|-]*$/.test(parameters);
    return `def ${name}(${known ? parameters.replace(/\s+/g, ' ') : '*args, **kwargs'}):\n    raise NotImplementedError\n`;
  });
  return definitions.join('\n\n');
}
