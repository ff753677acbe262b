// Strategies: how a task is put to a model, and how its answer is read. Nothing here sees a test, or a reference that
// the strategy's own name does not promise; nothing here runs or repairs code.
import { UserMistake } from '../core/errors.ts';
import { type Mode, modes } from '../core/mode.ts';
import type { Prompt } from '../core/model.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { Material, Materials, Strategy, TaskView } from '../core/strategy.ts';
import { classifyDetect } from './classify-detect.ts';
import { classifyIdentify } from './classify-identify.ts';
import { generateAware } from './generate-aware.ts';
import { generateAwareSteps } from './generate-aware-steps.ts';
import { generateCweNamed } from './generate-cwe-named.ts';
import { generateDirect } from './generate-direct.ts';
import { generateOneShot } from './generate-one-shot.ts';
import { generateSecureReminder } from './generate-secure-reminder.ts';
import { repairDirect } from './repair-direct.ts';
import { repairExplained } from './repair-explained.ts';
import { bundledTemplate } from './template-file.ts';

const strategies: Readonly<Record<Mode, readonly Strategy[]>> = {
  generate: [
    generateDirect,
    generateAware,
    generateAwareSteps,
    generateCweNamed,
    generateSecureReminder,
    generateOneShot,
  ],
  repair: [repairDirect, repairExplained],
  classify: [classifyDetect, classifyIdentify],
};

/** Every strategy, by mode. */
export function listStrategies(): readonly Strategy[] {
  return modes.flatMap((mode) => strategies[mode]);
}

export function findStrategy(mode: Mode, name: string): Strategy {
  const offered = strategies[mode];
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
  readonly materials: Materials;
  /** Text of a template in place of the strategy's own. */
  readonly template?: string;
}

export function renderPrompt({ strategy, view, materials, template }: RenderOptions): Prompt {
  return strategy.render(view, pickMaterials(materials, strategy.needs), template ?? bundledTemplate(strategy));
}

function pickMaterials<Needs extends Material>(materials: Materials, needs: readonly Needs[]) {
  // The types cannot follow fromEntries; the keys are exactly `needs`.
  return Object.fromEntries(needs.map((need) => [need, materials[need]])) as Pick<Materials, Needs>;
}
