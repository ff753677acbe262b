import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';

/** `{{problem}}`. Braces around anything but a name are the template's own text (JSON, a format string). */
const slotPattern = /\{\{\s*([A-Za-z][A-Za-z0-9-]*)\s*\}\}/g;

/** The slots of a template, each once, in the order of their first use. */
export function slotsOf(template: string): readonly string[] {
  return [...new Set(Array.from(template.matchAll(slotPattern), (match) => match[1] ?? ''))];
}

/** Fills every slot in one pass: what is filled in is never looked at again, so `{{…}}` inside of it stays as it is. */
export function fillTemplate(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(slotPattern, (_, slot: string) => {
    const value = values.get(slot);
    if (value === undefined) throw unknownSlot(slot, values.keys(), 'the template');
    return value;
  });
}

/** The mistake of a template (named by `where`) that asks for something which nobody offers. */
export function unknownSlot(slot: string, offered: Iterable<string>, where: string): UserMistake {
  const names = [...offered];
  const nearest = nearestMatch(slot, names);
  const hint = nearest === undefined ? `it may use ${names.join(', ')}` : `did you mean {{${nearest}}}?`;
  return new UserMistake(`${where} has a slot {{${slot}}} that this strategy does not fill`, { hint });
}
