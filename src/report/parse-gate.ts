import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';

/** `--fail-under secure-pass@1=0.6` */
export interface Gate {
  /** As it stands in a row's metrics: `secure-pass@1`. */
  readonly metric: string;
  /** Lowest acceptable lower bound, in [0, 1]. */
  readonly threshold: number;
}

const form = 'a gate is written METRIC@K=SHARE, for instance --fail-under secure-pass@1=0.6';
// Shares that are better when higher: `exploited@k` falls as a model gets better, so a floor under it would be absurd.
const gateable = ['pass', 'secure-pass', 'joint-pass'] as const;

export function parseGate(text: string): Gate {
  const match = /^([^=]+)=(.*)$/.exec(text.trim());
  const [, metric = '', share = ''] = match ?? [];
  if (match === null) throw new UserMistake(`--fail-under cannot read '${text}'`, { hint: form });
  return { metric: parseMetric(metric.trim()), threshold: parseShare(share.trim()) };
}

function parseMetric(text: string): string {
  const [, name, k] = /^([a-z-]+)@([1-9]\d{0,5})$/.exec(text) ?? [];
  if (k !== undefined && gateable.some((metric) => metric === name)) return text;
  if (name === 'exploited') {
    throw new UserMistake(`--fail-under cannot judge '${text}': it is better when it is lower`, {
      hint: `gate secure-pass@${k} instead`,
    });
  }
  const offered = gateable.map((metric) => `${metric}@${k ?? 1}`);
  const near = nearestMatch(text, offered);
  throw new UserMistake(`--fail-under does not know the metric '${text}'`, {
    hint: near === undefined ? `it judges ${offered.join(', ')}` : `did you mean ${near}?`,
  });
}

function parseShare(text: string): number {
  const share = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw new UserMistake(`--fail-under needs a share from 0 to 1, not '${text}'`, {
    hint: /^\d+(\.\d+)?%?$/.test(text) ? 'sixty per cent is written 0.6' : form,
  });
}
