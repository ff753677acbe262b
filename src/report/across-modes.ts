import { knewIt, type Readings, readingsOf } from '../metrics/knew-it.ts';
import { type RowContext, rowName, unitOf } from './build-rows.ts';
import type { Prompt } from './prompt-fold.ts';
import type { AcrossModes } from './report-document.ts';

/** For every way in which a model wrote code, and every way in which it was asked to recognise a weakness, both together. */
export function acrossModes(prompts: readonly Prompt[], context: RowContext): AcrossModes[] {
  const groups = new Map<string, Prompt[]>();
  for (const prompt of prompts) {
    const name = rowName(prompt);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [prompt]);
    else group.push(prompt);
  }
  const { models, strategies } = context.study;
  const of = (mode: Prompt['mode']) => strategies.filter((pair) => pair.mode === mode);
  const known = new Map<string, Readings>();
  const readings = (row: string): Readings | undefined => {
    const group = groups.get(row);
    if (group === undefined || known.has(row)) return known.get(row);
    const made = readingsOf(group.map((prompt) => unitOf(prompt, prompt.answers, context)));
    known.set(row, made);
    return made;
  };
  return models.flatMap((model) =>
    of('generate').flatMap((write) =>
      of('classify').flatMap((recognise): AcrossModes[] => {
        const written = groups.get(rowName({ model, ...write }));
        const read = readings(rowName({ model, ...recognise }));
        if (written === undefined || read === undefined) return [];
        const both = knewIt(
          written.map((prompt) => unitOf(prompt, prompt.facts, context)),
          read,
        );
        return [{ model, writing: write.strategy, recognising: recognise.strategy, ...both }];
      }),
    ),
  );
}
