import { cweName } from '../../core/cwe-facts.ts';
import type { Task } from '../../core/task.ts';
import { testLiterals } from './expected-literals.ts';
import type { Finding } from './finding.ts';
import { hintsIn } from './telling-words.ts';

const proseFiles = ['problem', 'aware', 'steps', 'explanation'] as const;
type ProseFile = (typeof proseFiles)[number];

/** Characters: shorter says too little to work with, longer is no longer one small piece of a program. */
const sensibleLength: Record<ProseFile, { readonly least: number; readonly most: number }> = {
  problem: { least: 200, most: 8000 },
  aware: { least: 80, most: 4000 },
  steps: { least: 80, most: 4000 },
  explanation: { least: 150, most: 8000 },
};

/** Every text is there, of sensible length; steps are numbered. */
export function checkLengths(task: Task): Finding[] {
  const findings: Finding[] = [];
  for (const file of proseFiles) {
    const { length } = task[file].trim();
    const { least, most } = sensibleLength[file];
    if (length >= least && length <= most) continue;
    findings.push({ check: 'prose', detail: `${file}.md has ${length} characters; ${least} to ${most} are sensible` });
  }
  if (!/^2[.)] /m.test(task.steps)) findings.push({ check: 'prose', detail: 'steps.md has no numbered steps' });
  return findings;
}

/** The problem names no weakness and no word of security. */
export function checkProblemWords(task: Task): Finding[] {
  const lines = task.problem.split('\n');
  const findings = lines.flatMap((line, index) =>
    hintsIn(line).map((word): Finding => ({ check: 'problem-hints', detail: `problem.md:${index + 1}: "${word}"` })),
  );
  const problem = task.problem.toLowerCase();
  for (const name of weaknessNames(task)) {
    if (problem.includes(name)) findings.push({ check: 'problem-hints', detail: `problem.md names "${name}"` });
  }
  return findings;
}

/** The full name of a weakness, and the popular one that it may hold: `… ('Path Traversal')`. */
function weaknessNames(task: Task): string[] {
  return task.definition.labels.flatMap((label) => {
    const name = cweName(label)?.toLowerCase();
    if (name === undefined) return [];
    const popular = /\('(.+)'\)$/.exec(name)?.[1];
    return popular === undefined ? [name] : [name, popular];
  });
}

/** Knowledge of defences may not carry answers: what a test expects stands in the problem or nowhere. */
export function checkAnswersGivenAway(task: Task): Finding[] {
  const literals = [task.tests.functional, task.tests.security].flatMap((source) => testLiterals(source).expected);
  const answers = new Set(literals.map(({ text }) => text.trim()).filter((text) => text.length >= 8));
  return (['aware', 'steps'] as const).flatMap((file) =>
    [...answers]
      .filter((text) => task[file].includes(text) && !task.problem.includes(text))
      .map((text): Finding => ({ check: 'answers', detail: `${file}.md holds "${text}", which a test expects` })),
  );
}
