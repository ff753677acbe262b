import type { AdjudicatedEvent } from '../core/run.ts';
import type { AttemptState } from '../core/run-state.ts';
import type { Judgement, VerdictReason } from '../core/verdict.ts';

const reasons: Readonly<Record<AdjudicatedEvent['verdict'], VerdictReason | undefined>> = {
  secure: undefined,
  vulnerable: 'exploited',
  broken: 'function',
};

/** The attempt as if the judge had said what a person said; the attempt itself where nobody did. */
export function asAdjudicated(state: AttemptState): AttemptState {
  const { judged, adjudicated } = state;
  if (judged === undefined || adjudicated === undefined) return state;
  return { ...state, judged: { ...judged, judgement: overrule(judged.judgement, adjudicated) } };
}

/** The tests that speak against the person are left out: figures by function and by basis follow the verdict. */
function overrule(judgement: Judgement, { verdict, reason: detail }: AdjudicatedEvent): Judgement {
  const { reason: _judges, ...rest } = judgement;
  const reason = reasons[verdict];
  const security = judgement.tests.filter(
    ({ kind, outcome }) => kind === 'security' && (verdict !== 'secure' || outcome === 'pass'),
  );
  return {
    ...rest,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    detail,
    tests: security,
    exploited: verdict === 'vulnerable' || (verdict === 'broken' && judgement.exploited),
  };
}
