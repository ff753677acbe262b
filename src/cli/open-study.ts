import type { Model } from '../core/model.ts';
import type { Study } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import type { EvaluateOptions } from '../evaluate.ts';
import type { StrategyBook } from '../strategies/registry.ts';
import { loadStrategies } from './load-strategies.ts';
import { openOwnCode } from './open-own-code.ts';
import { chosenTemplates, planStudy } from './plan-study.ts';
import { strategiesOfStudy } from './studies.ts';
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
  tellLeftOut(flags, study, book);
  return { study, needs: { strategies: book, own: codes, templates: chosenTemplates(flags, study, book) } };
}

/** A study over recorded answers is that of the strategies which they hold. */
function tellLeftOut(flags: StudyFlags, study: Study, book: StrategyBook): void {
  if (flags.study === undefined) return;
  const asked = new Set(study.strategies.map(nameOf));
  const left = strategiesOfStudy(flags.study, book, flags.mode)
    .map(nameOf)
    .filter((name) => !asked.has(name));
  if (left.length > 0)
    process.stderr.write(
      `not recorded${study.models.length > 1 ? ' by all models' : ''}, and so left out: ${left.join(', ')}\n`,
    );
}

function nameOf({ mode, strategy }: Study['strategies'][number]): string {
  return `${mode}/${strategy}`;
}
