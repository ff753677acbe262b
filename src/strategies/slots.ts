import type { Material, Materials, TaskView } from '../core/strategy.ts';
import { exploitsText, findingsText, refusedInputText } from './feedback-text.ts';
import { fencedBlock } from './fenced-block.ts';

/** A slot and what is filled in; of a group with the same material a template needs one. */
type Filled = readonly (readonly [slot: string, text: string])[];

/** What a template shows of a task itself. */
export const viewSlots = ['problem', 'environment', 'entry-points'] as const;

/** The slots that each material fills. A template must use one of each inner list: `-block` is the same, fenced. */
export const materialSlots: Readonly<Record<Material, readonly (readonly string[])[]>> = {
  aware: [['aware']],
  steps: [['steps']],
  cwe: [['cwe']],
  example: [['example-problem'], ['example-code-block', 'example-code']],
  insecureCode: [['insecure-code-block', 'insecure-code']],
  explanation: [['explanation']],
  shownCode: [['shown-code-block', 'shown-code']],
  choices: [['choices']],
  examples: [['examples']],
  contrast: [['contrast-problem'], ['contrast-code-block', 'contrast-code'], ['contrast-explanation']],
  findings: [['findings']],
  exploits: [['exploits', 'refused-input']],
  pair: [
    ['first-code-block', 'first-code'],
    ['second-code-block', 'second-code'],
  ],
};

/** A task's id is not among them: it names the weakness. */
export function fillView(view: TaskView): Filled {
  return [
    ['problem', view.problem.trim()],
    ['environment', view.environment.trim()],
    ['entry-points', namesInText(view.entryPoints)],
  ];
}

/** One filler for each material; a missing one does not compile. */
export const fillMaterial: {
  readonly [Name in Material]: (material: Materials[Name], view: TaskView) => Filled;
} = {
  aware: (text) => [['aware', text.trim()]],
  steps: (text) => [['steps', text.trim()]],
  cwe: (cwe) => [['cwe', `${cwe.id}: ${cwe.name}`]],
  example: (example, view) => [
    ['example-problem', example.problem.trim()],
    ...code('example-code', example.code, view),
  ],
  insecureCode: (text, view) => code('insecure-code', text, view),
  explanation: (text) => [['explanation', text.trim()]],
  shownCode: (text, view) => code('shown-code', text, view),
  choices: (choices) => [['choices', choices.map((choice) => `- ${choice.id}: ${choice.name}`).join('\n')]],
  examples: (examples, view) => [
    ['examples', examples.map((one, index) => exampleText(one, index, view)).join('\n\n')],
  ],
  contrast: (contrast, view) => [
    ['contrast-problem', contrast.problem.trim()],
    ...code('contrast-code', contrast.code, view),
    ['contrast-explanation', contrast.explanation.trim()],
  ],
  findings: (findings) => [['findings', findingsText(findings)]],
  exploits: (exploits) => [
    ['exploits', exploitsText(exploits)],
    ['refused-input', refusedInputText(exploits)],
  ],
  pair: ([first, second], view) => [...code('first-code', first, view), ...code('second-code', second, view)],
};

function exampleText({ problem, code }: Materials['example'], index: number, view: TaskView): string {
  const title = `## Example ${index + 1}: the`;
  return `${title} problem\n\n${problem.trim()}\n\n${title} module\n\n${fencedBlock(code, view.language)}`;
}

function code(slot: string, text: string, view: TaskView): Filled {
  return [
    [slot, text.replace(/\n+$/, '')],
    [`${slot}-block`, fencedBlock(text, view.language)],
  ];
}

/** `` `a`, `b` and `c` ``. */
function namesInText(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
