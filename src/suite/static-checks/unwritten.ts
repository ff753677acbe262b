import type { Task } from '../../core/task.ts';
import { unwritten } from '../task-skeleton.ts';
import type { Finding } from './finding.ts';

/** What `suite new` left for the author to write is written. */
export function checkUnwritten(task: Task): Finding[] {
  const { title, tags, 'entry-points': entryPoints } = task.definition;
  const facts = [title, ...tags, ...entryPoints].filter((fact) => fact.includes(unwritten));
  const inTexts = authoredTexts(task).flatMap(({ file, text }) =>
    text
      .split('\n')
      .flatMap((line, index): Finding[] =>
        line.includes(unwritten) ? [{ check: 'unwritten', detail: `${file}:${index + 1}: ${line.trim()}` }] : [],
      ),
  );
  return [...facts.map((fact): Finding => ({ check: 'unwritten', detail: `task.yaml: ${fact}` })), ...inTexts];
}

function authoredTexts(task: Task): { file: string; text: string }[] {
  const { problem, aware, steps, explanation, tests, variants } = task;
  return [
    { file: 'problem.md', text: problem },
    { file: 'aware.md', text: aware },
    { file: 'steps.md', text: steps },
    { file: 'explanation.md', text: explanation },
    { file: 'fixtures.py', text: tests.fixtures },
    { file: 'test_function.py', text: tests.functional },
    { file: 'test_security.py', text: tests.security },
    ...variants.map(({ name, language, code }) => ({ file: `${language}/${name}`, text: code })),
  ];
}
