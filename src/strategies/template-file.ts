import { readFileSync } from 'node:fs';
import { UserMistake } from '../core/errors.ts';
import type { Strategy } from '../core/strategy.ts';
import { slotsOf, unknownSlot } from './fill-template.ts';
import { materialSlots, viewSlots } from './slots.ts';

const bundled = new Map<string, string>();

/** The strategy's own template. */
export function bundledTemplate(strategy: Pick<Strategy, 'template'>): string {
  const known = bundled.get(strategy.template);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`./templates/${strategy.template}`, import.meta.url), 'utf8');
  bundled.set(strategy.template, text);
  return text;
}

/** The text of a user's template, after checking that it shows what the strategy is about and asks for nothing else. */
export function readTemplate(file: string, strategy: Pick<Strategy, 'needs'>): string {
  const text = readText(file);
  const used = slotsOf(text);
  const needed = [['problem'], ...strategy.needs.flatMap((need) => materialSlots[need])];
  for (const alternatives of needed) {
    if (alternatives.some((slot) => used.includes(slot))) continue;
    const slots = alternatives.map((slot) => `{{${slot}}}`).join(' or ');
    throw new UserMistake(`${file}: the slot ${slots} is missing`, { hint: 'write it where its text shall stand' });
  }
  const offered = [...viewSlots, ...needed.flat().slice(1)];
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
