import type { AdjudicatedEvent } from '../core/run.ts';
import type { VerdictReason } from '../core/verdict.ts';
import type { BasisFacts, CodeFacts } from '../metrics/code-facts.ts';
import type { Prompt } from './prompt-fold.ts';

const reasons: Readonly<Record<AdjudicatedEvent['verdict'], VerdictReason | undefined>> = {
  secure: undefined,
  vulnerable: 'exploited',
  broken: 'function',
};

/** The prompt as if the judge had said what people said; the prompt itself where nobody did. */
export function asAdjudicated(prompt: Prompt): Prompt {
  const { facts, adjudicated } = prompt;
  if (adjudicated.length === 0) return prompt;
  const overruled = facts.map((judged, sample) => {
    const verdict = adjudicated[sample];
    return judged === undefined || verdict === undefined ? judged : overrule(judged, verdict);
  });
  return { ...prompt, facts: overruled };
}

/** What the tests found against the person is left out: figures by function and by basis follow the verdict. */
function overrule(facts: CodeFacts, verdict: AdjudicatedEvent['verdict']): CodeFacts {
  const basis = ({ tested, fails }: BasisFacts): BasisFacts => ({
    tested,
    fails: verdict === 'secure' ? 'no' : fails,
    isSecure: verdict === 'secure' ? 'yes' : verdict === 'broken' || fails === 'yes' ? 'no' : 'yes',
  });
  const wasSecure = facts.isSecure === 'yes' || facts.isFixedButBroken === 'yes';
  return {
    ...facts,
    verdict,
    reason: reasons[verdict],
    functionHolds: verdict === 'broken' ? 'no' : 'yes',
    isSecure: verdict === 'secure' ? 'yes' : 'no',
    isExploited:
      verdict === 'broken' ? (facts.isExploited === 'yes' ? 'yes' : 'no') : verdict === 'secure' ? 'no' : 'yes',
    isFixedButBroken: verdict === 'broken' && wasSecure ? 'yes' : 'no',
    universal: basis(facts.universal),
    policy: basis(facts.policy),
  };
}
