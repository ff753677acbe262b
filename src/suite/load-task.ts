import { join } from 'node:path';
import { cweFolder } from '../core/cwe.ts';
import { UserMistake } from '../core/errors.ts';
import { type Language, type Task, type TaskDefinition, taskDefinitionSchema, type Variant } from '../core/task.ts';
import { readYaml } from './read-yaml.ts';
import type { SuiteFiles } from './suite-files.ts';

const requiredFiles = ['problem.md', 'aware.md', 'steps.md', 'explanation.md', 'test_function.py', 'test_security.py'];

/** The source file's ending in a language's folder of references. */
export const sourceEndings: Record<Language, string> = { python: '.py' };

/** Loads the task in the folder `id` (`CWE-089/order-search`) of a suite. */
export async function loadTask(files: SuiteFiles, id: string): Promise<Task> {
  const text = await files.read(`${id}/task.yaml`);
  if (text === undefined) throw new UserMistake(`${id} has no task.yaml`, { hint: 'docs/guide/write-a-task.md' });
  const definition = readYaml(text, taskDefinitionSchema, `${id}/task.yaml`);
  checkDefinition(definition, id);

  const [problem, aware, steps, explanation, functional, security] = await readRequired(files, id);
  const variants = (
    await Promise.all(definition.languages.map((language) => loadVariants(files, id, language)))
  ).flat();
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

async function loadVariants(files: SuiteFiles, id: string, language: Language): Promise<Variant[]> {
  const ending = sourceEndings[language];
  const variants: Variant[] = [];
  for (const file of await files.list(`${id}/${language}`)) {
    const name = file.endsWith(ending) ? file.slice(0, -ending.length) : '';
    const kind = /^(secure|insecure)(?:-\d+)?$/.exec(name)?.[1];
    const code = kind === undefined ? undefined : await files.read(`${id}/${language}/${file}`);
    if (code !== undefined) variants.push({ name, kind: kind === 'secure' ? 'secure' : 'insecure', language, code });
  }
  for (const needed of ['secure', 'insecure']) {
    if (!variants.some((variant) => variant.name === needed)) {
      throw new UserMistake(`${id} lacks ${language}/${needed}${ending}`);
    }
  }
  return variants.sort((a, b) => variantOrder(a) - variantOrder(b));
}

/** secure, secure-2, … secure-10, insecure, insecure-2 …: the main reference of each kind first. */
function variantOrder(variant: Variant): number {
  const number = Number(/-(\d+)$/.exec(variant.name)?.[1] ?? 1);
  return (variant.kind === 'secure' ? 0 : 100_000) + number;
}
