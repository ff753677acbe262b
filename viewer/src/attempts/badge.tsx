import { signs } from '../../../src/report/page/outcome.ts';
import type { Outcome } from '../data/run.ts';

/** An outcome as sign, word and colour: never colour alone. */
export function Badge({ outcome }: { readonly outcome: Outcome }) {
  return (
    <span class={`badge ${outcome}`}>
      <span aria-hidden="true">{signs[outcome]}</span> {outcome}
    </span>
  );
}
