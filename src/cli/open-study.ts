import type { Model } from '../core/model.ts';
import type { Study } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import { loadStrategies } from './load-strategies.ts';
import { openOwnCode } from './open-own-code.ts';
import { chosenTemplates, planStudy } from './plan-study.ts';
import type { StudyFlags } from './study-flags.ts';

export interface OpenStudy {
  readonly study: Study;
  /** What `evaluate` needs of it beside the study. */
  readonly needs: Pick<EvaluateOptions, 'strategies' | 'own' | 'templates'>;
}

/** The study that flags describe, with the strategies, templates and earlier attempts that they name by a file or a run. */
export async function openStudy(
  flags: StudyFlags & { readonly runs: string },
  { suite, models }: { readonly suite: Suite; readonly models: readonly Model[] },
): Promise<OpenStudy> {
  const { book, names } = await loadStrategies(flags.strategy);
  const { from, codes } = await openOwnCode(flags, { suite, models });
  const chosen = { ...flags, ...(names && { strategy: names }) };
  const study = await planStudy(chosen, { suite, models, strategies: book, ...(from && { from }) });
  return { study, needs: { strategies: book, own: codes, templates: chosenTemplates(flags, study, book) } };
}
