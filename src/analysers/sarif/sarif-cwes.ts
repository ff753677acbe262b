import { type CweId, cweIdSchema } from '../../core/cwe.ts';
import { banditCwes } from '../rules/bandit-rules.ts';
import type { SarifResult, SarifRule, SarifTaxon } from './sarif-schema.ts';

// `external/cwe/cwe-089` (CodeQL), `CWE-89: Improper …` (semgrep), `cwe-89`, `CWE:89`.
const written = /\bcwe[-_:/ ]{0,2}0{0,4}([1-9]\d{0,4})(?!\d)/gi;

/** The weaknesses that a result is about, as the tool tags it or, where it does not, as our table of bandit's rules has it. */
export function sarifCwes(ruleId: string, rule: SarifRule | undefined, result: SarifResult): CweId[] {
  const texts = [rule?.properties, result.properties].flatMap((properties) => [
    ...(properties?.tags ?? []),
    ...[properties?.cwe ?? []].flat(),
  ]);
  const taxa = [...(rule?.relationships ?? []).map(({ target }) => target), ...(result.taxa ?? [])];
  const found = [...texts.flatMap(cwesInText), ...taxa.flatMap(idOfTaxon)];
  return found.length > 0 ? [...new Set(found)] : [...banditCwes(ruleId)];
}

/** The weaknesses that a tag names. */
export function cwesInText(text: unknown): CweId[] {
  if (typeof text === 'number') return toId(String(text));
  if (typeof text !== 'string') return [];
  return Array.from(text.slice(0, 1000).matchAll(written)).flatMap(([, digits = '']) => toId(digits));
}

function idOfTaxon({ id, toolComponent }: SarifTaxon): CweId[] {
  if (id === undefined) return [];
  if (toolComponent?.name?.toUpperCase() === 'CWE') return toId(id.replace(/^CWE-?0*/i, ''));
  return cwesInText(id);
}

function toId(digits: string): CweId[] {
  const id = cweIdSchema.safeParse(`CWE-${digits}`);
  return id.success ? [id.data] : [];
}
