import { join } from 'node:path';
import { cweFolder } from '../core/cwe.ts';
import { UserMistake } from '../core/errors.ts';
import { type Task, type TaskDefinition, taskDefinitionSchema, type Variant } from '../core/task.ts';
import { loadForeignTask } from './load-foreign-task.ts';
import { loadAllVariants, sourceEndings } from './load-variants.ts';
import { readYaml } from './read-yaml.ts';
import type { SuiteFiles } from './suite-files.ts';

const requiredFiles = ['problem.md', 'aware.md', 'steps.md', 'explanation.md', 'test_function.py', 'test_security.py'];

/** Loads the task in the folder `id` (`CWE-089/order-search`) of a suite. */
export async function loadTask(files: SuiteFiles, id: string): Promise<Task> {
  const text = await files.read(`${id}/task.yaml`);
  if (text === undefined) throw new UserMistake(`${id} has no task.yaml`, { hint: 'docs/guide/write-a-task.md' });
  const definition = readYaml(text, taskDefinitionSchema, `${id}/task.yaml`);
  checkDefinition(definition, id);

  if (definition.oracle !== 'judge') return loadForeignTask(files, definition);

  const [problem, aware, steps, explanation, functional, security] = await readRequired(files, id);
  const variants = await loadAllVariants(files, definition);
  requireReferences(definition, variants);
  return {
    definition,
    folder: join(files.folder, id),
    problem,
    aware,
    steps,
    explanation,
    tests: {
      functional,
      security,
      fixtures: (await files.read(`${id}/fixtures.py`)) ?? '',
      companion: (await files.read(`${id}/companion.py`)) ?? '',
    },
    variants,
  };
}

function requireReferences({ id, languages }: TaskDefinition, variants: readonly Variant[]): void {
  for (const language of languages) {
    for (const needed of ['secure', 'insecure']) {
      if (!variants.some((variant) => variant.name === needed && variant.language === language)) {
        throw new UserMistake(`${id} lacks ${language}/${needed}${sourceEndings[language]}`);
      }
    }
  }
}

function checkDefinition(definition: TaskDefinition, id: string): void {
  const file = `${id}/task.yaml`;
  const folder = id.slice(0, id.indexOf('/'));
  if (definition.id !== id) throw new UserMistake(`${file}: id is ${definition.id}, but its folder is ${id}`);
  if (cweFolder(definition.cwe) !== folder) {
    throw new UserMistake(`${file}: cwe is ${definition.cwe}, so its folder must be ${cweFolder(definition.cwe)}`);
  }
  if (!definition.labels.includes(definition.cwe)) {
    throw new UserMistake(`${file}: labels must contain ${definition.cwe}, the task's own weakness`);
  }
  if (
    definition['entry-points'].length === 0 &&
    (definition.oracle === 'judge' || definition.oracle === 'in-process')
  ) {
    throw new UserMistake(`${file}: entry-points: names none`, { hint: 'a test calls at least one' });
  }
  const inProcess = definition['in-process'] !== undefined;
  if (inProcess !== (definition.oracle === 'in-process')) {
    throw new UserMistake(`${file}: in-process: ${inProcess ? `the oracle is ${definition.oracle}` : 'missing'}`, {
      hint: "it stands exactly where 'oracle: in-process' does",
    });
  }
}

type Required = readonly [string, string, string, string, string, string];

async function readRequired(files: SuiteFiles, id: string): Promise<Required> {
  const texts = await Promise.all(requiredFiles.map((name) => files.read(`${id}/${name}`)));
  const missing = requiredFiles.filter((_, index) => texts[index] === undefined);
  if (missing.length > 0) {
    throw new UserMistake(`${id} lacks ${missing.join(', ')}`, { hint: 'docs/guide/write-a-task.md' });
  }
  const [problem = '', aware = '', steps = '', explanation = '', functional = '', security = ''] = texts;
  return [problem, aware, steps, explanation, functional, security];
}
