import { readFileSync } from 'node:fs';
import { UserMistake } from '../core/errors.ts';
import type { Strategy } from '../core/strategy.ts';
import { slotsOf, unknownSlot } from './fill-template.ts';
import { materialSlots, viewSlots } from './slots.ts';

const bundled = new Map<string, string>();

/** The strategy's own template; the text of its file, where it is one of the user's own. */
export function bundledTemplate(strategy: Pick<Strategy, 'template' | 'source'>): string {
  return strategy.source ?? templateText(strategy.template);
}

/** What the template of a strategy's later turns is known by. */
export function laterTurns(name: string): string {
  return `${name}, later turns`;
}

/** The template of a strategy's later turns; empty where it has none. */
export function followUpTemplate(strategy: Pick<Strategy, 'followUp' | 'source'>): string {
  const file = strategy.source === undefined ? strategy.followUp?.template : undefined;
  return file === undefined ? '' : templateText(file);
}

function templateText(file: string): string {
  const known = bundled.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`./templates/${file}`, import.meta.url), 'utf8');
  bundled.set(file, text);
  return text;
}

/** The text of a user's template, after checking that it shows what the strategy is about and asks for nothing else. */
export function readTemplate(file: string, strategy: Pick<Strategy, 'needs' | 'source' | 'name'>): string {
  if (strategy.source !== undefined) {
    throw new UserMistake(`--template: ${strategy.name} is a strategy of your own, and has no template`, {
      hint: 'change its file',
    });
  }
  const needed = [['problem'], ...strategy.needs.flatMap((need) => materialSlots[need])];
  return readChecked(file, needed);
}

/** As `readTemplate`, for what is said after the first answer. */
export function readFollowUpTemplate(file: string, strategy: Pick<Strategy, 'followUp' | 'source' | 'name'>): string {
  if (followUpTemplate(strategy) === '') {
    throw new UserMistake(`--template: ${strategy.name} has no later turns that a template could change`, {
      hint: 'leave out /later',
    });
  }
  const shown = { analysis: [['findings']], exploits: [['exploits']] };
  return readChecked(file, strategy.followUp?.feedback === undefined ? [] : shown[strategy.followUp.feedback]);
}

/** Of each inner list of `needed` a template must use one. */
function readChecked(file: string, needed: readonly (readonly string[])[]): string {
  const text = readText(file);
  const used = slotsOf(text);
  for (const alternatives of needed) {
    if (alternatives.some((slot) => used.includes(slot))) continue;
    const slots = alternatives.map((slot) => `{{${slot}}}`).join(' or ');
    throw new UserMistake(`${file}: the slot ${slots} is missing`, { hint: 'write it where its text shall stand' });
  }
  const offered = [...new Set([...viewSlots, ...needed.flat()])];
  for (const slot of used) {
    if (!offered.includes(slot)) throw unknownSlot(slot, offered, `${file}:`);
  }
  return text;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserMistake(`cannot read the template ${file}`, { cause, hint: 'name a text file' });
  }
}
