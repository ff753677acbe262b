// Strategies: how a task is put to a model, and how its answer is read. Nothing here sees a test, or a reference that
// the strategy's own name does not promise; nothing here runs or repairs code.
import { UserMistake } from '../core/errors.ts';
import { type Mode, modes } from '../core/mode.ts';
import type { Prompt } from '../core/model.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { Material, Materials, Strategy, TaskView } from '../core/strategy.ts';
import { classifyDetect } from './classify-detect.ts';
import { classifyDetectReasoned } from './classify-detect-reasoned.ts';
import { classifyIdentify } from './classify-identify.ts';
import { classifyIdentifyReasoned } from './classify-identify-reasoned.ts';
import { classifyPair } from './classify-pair.ts';
import { classifyPairReasoned } from './classify-pair-reasoned.ts';
import { generateAnalyserFeedback } from './generate-analyser-feedback.ts';
import { generateAware } from './generate-aware.ts';
import { generateAwareExamples } from './generate-aware-examples.ts';
import { generateAwareSteps } from './generate-aware-steps.ts';
import { generateContrast } from './generate-contrast.ts';
import { generateCweNamed } from './generate-cwe-named.ts';
import { generateDirect } from './generate-direct.ts';
import { generateFewShot } from './generate-few-shot.ts';
import { generateOneShot } from './generate-one-shot.ts';
import { generateSecureReminder } from './generate-secure-reminder.ts';
import { generateSelfReview } from './generate-self-review.ts';
import { repairAnalyserFeedback } from './repair-analyser-feedback.ts';
import { repairCweNamed } from './repair-cwe-named.ts';
import { repairDirect } from './repair-direct.ts';
import { repairExplained } from './repair-explained.ts';
import { repairExploitFeedback } from './repair-exploit-feedback.ts';
import { repairSelfReview } from './repair-self-review.ts';
import type { OfferedMaterials } from './task-materials.ts';
import { bundledTemplate } from './template-file.ts';

const bundled: Readonly<Record<Mode, readonly Strategy[]>> = {
  generate: [
    generateDirect,
    generateAware,
    generateAwareSteps,
    generateAwareExamples,
    generateCweNamed,
    generateSecureReminder,
    generateOneShot,
    generateFewShot,
    generateContrast,
    generateSelfReview,
    generateAnalyserFeedback,
  ],
  repair: [
    repairDirect,
    repairExplained,
    repairCweNamed,
    repairAnalyserFeedback,
    repairExploitFeedback,
    repairSelfReview,
  ],
  classify: [
    classifyDetect,
    classifyDetectReasoned,
    classifyIdentify,
    classifyIdentifyReasoned,
    classifyPair,
    classifyPairReasoned,
  ],
};

/** The strategies of a session: ours, and those of the user's own. */
export interface StrategyBook {
  /** Every strategy, by mode. */
  list(): readonly Strategy[];
  /** Throws UserMistake, with the nearest name. */
  find(mode: Mode, name: string): Strategy;
}

/** Ours, and `own` beside them. Throws UserMistake where two have the same mode and name. */
export function createStrategyBook(own: readonly Strategy[] = []): StrategyBook {
  const all = modes.flatMap((mode) => [...bundled[mode], ...own.filter((strategy) => strategy.mode === mode)]);
  const names = new Set<string>();
  for (const { mode, name } of all) {
    if (names.has(`${mode}/${name}`)) {
      throw new UserMistake(`there are two strategies ${mode}/${name}`, { hint: 'give your own another name' });
    }
    names.add(`${mode}/${name}`);
  }
  return { list: () => all, find: (mode, name) => find(all, mode, name) };
}

/** Ours alone. */
export const bundledStrategies: StrategyBook = createStrategyBook();

function find(all: readonly Strategy[], mode: Mode, name: string): Strategy {
  const offered = all.filter((strategy) => strategy.mode === mode);
  const found = offered.find((strategy) => strategy.name === name);
  if (found !== undefined) return found;
  const names = offered.map((strategy) => strategy.name);
  const nearest = nearestMatch(name, names);
  const hint = nearest === undefined ? `${mode} has ${names.join(', ')}` : `did you mean ${mode}/${nearest}?`;
  throw new UserMistake(`there is no strategy ${mode}/${name}`, { hint });
}

export interface RenderOptions {
  readonly strategy: Strategy;
  readonly view: TaskView;
  /** Everything that there is; only what the strategy needs is read, so getters that cannot answer are not called. */
  readonly materials: OfferedMaterials;
  /** Text of a template in place of the strategy's own. */
  readonly template?: string;
}

/** The first prompt of an attempt. */
export async function renderPrompt({ strategy, view, materials, template }: RenderOptions): Promise<Prompt> {
  const given = await pickMaterials(materials, strategy.needs);
  return strategy.render(view, given, template ?? bundledTemplate(strategy));
}

async function pickMaterials<Needs extends Material>(
  materials: OfferedMaterials,
  needs: readonly Needs[],
): Promise<Pick<Materials, Needs>> {
  const entries = await Promise.all(needs.map(async (need) => [need, await materials[need]] as const));
  const picked: unknown = Object.fromEntries(entries);
  // The types cannot follow fromEntries; the keys are exactly `needs`.
  return picked as Pick<Materials, Needs>;
}
