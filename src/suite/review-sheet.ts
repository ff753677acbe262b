import { cweName } from '../core/cwe-facts.ts';
import type { Suite, Task, Variant } from '../core/task.ts';

const questions = [
  'From `problem.md` alone: is there anything a correct answer has to guess?',
  'Does the problem name or hint at the weakness?',
  'Is `insecure` exploitable as the explanation says, and is what the attack gains rated right (severity)?',
  'Is every `secure` variant one that you would approve in a review?',
  'Which sound answer would these tests refuse?',
  'Which unsound answer would these tests accept?',
  'Are the weakness and the accepted labels right?',
  'Would a programmer in a hurry make this mistake?',
];

/** A task as Markdown that a human expert reads and fills in: everything that the verdict rests on, and room to disagree. */
export function reviewSheet(task: Task, suite: Suite): string {
  const { definition } = task;
  const { cwe, labels, severity, fit, family } = definition;
  const accepted = labels.map((label) => `${label} ${cweName(label) ?? ''}`.trim());
  const parts = [
    `# Review of ${definition.id}: ${definition.title}`,
    `Suite ${suite.name} ${suite.version}, fingerprint ${suite.fingerprint}.`,
    list([
      `weakness: ${cwe} ${cweName(cwe) ?? ''}`,
      `accepted as well: ${accepted.join('; ')}`,
      `severity ${severity}, fit ${fit}, family ${family}`,
    ]),
    '## What the model is asked',
    quote(task.problem),
    '## What `aware` adds',
    quote(task.aware),
    '## What `aware-steps` adds',
    quote(task.steps),
    '## Where the weakness lies',
    task.explanation.trim(),
    ...task.variants.flatMap((variant) => [`## ${heading(variant)}`, fenced(variant.code)]),
    '## What any correct answer does',
    fenced(task.tests.functional),
    '## What an attacker tries',
    fenced(task.tests.security),
    ...(task.tests.fixtures === '' ? [] : ['## What both find there', fenced(task.tests.fixtures)]),
    '## Judgement',
    ...questions.map((question, index) => `${index + 1}. ${question}\n\n   > `),
    list(['reviewer: ', 'date: ', 'this task should: ☐ stay  ☐ be mended  ☐ go']),
  ];
  return `${parts.join('\n\n')}\n`;
}

function heading({ name, kind }: Variant): string {
  return `\`${name}\`, held to be ${kind}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item.trimEnd()}`).join('\n');
}

function quote(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** A fence longer than any run of backticks in the code, so that nothing ends it early. */
function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}python\n${code.trim()}\n${fence}`;
}
