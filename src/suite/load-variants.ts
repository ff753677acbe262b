import type { Language, TaskDefinition, Variant } from '../core/task.ts';
import type { SuiteFiles } from './suite-files.ts';

/** The source file's ending in a language's folder of references. */
export const sourceEndings: Record<Language, string> = { python: '.py' };

/** The references of a task, the main one of each kind first. */
export async function loadAllVariants(files: SuiteFiles, { id, languages }: TaskDefinition): Promise<Variant[]> {
  return (await Promise.all(languages.map((language) => loadVariants(files, id, language)))).flat();
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
  return variants.sort((a, b) => variantOrder(a) - variantOrder(b));
}

/** secure, secure-2, … secure-10, insecure, insecure-2 …: the main reference of each kind first. */
function variantOrder(variant: Variant): number {
  const number = Number(/-(\d+)$/.exec(variant.name)?.[1] ?? 1);
  return (variant.kind === 'secure' ? 0 : 100_000) + number;
}
