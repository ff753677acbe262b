import type { Answer } from './judgement-so-far.ts';

/** What came of one try. `unbegun`: no judge had the candidate yet, so that nothing of it can be the candidate's doing. */
export type Try = Answer & { readonly unbegun?: boolean };

/** Faults with which the judge itself is well: the machine gave a candidate no time, or the task's own files are broken. */
const starved = 'starved';
const taskBroken = 'task-broken';

export function isFaultOfTheJudge({ fault }: Try): boolean {
  return fault !== undefined && fault.fault !== starved && fault.fault !== taskBroken;
}

/**
 * Tries again after a fault of the harness, `retries` times with the candidate at work, and as often when sandboxes end
 * before they have it: what befell those says nothing of it. A candidate that crashes the judge wins nothing by another
 * try: crashing every one of them is its own doing, and a test that it failed before a crash stays failed.
 */
export async function judgeInTries(attempt: (alone: boolean) => Promise<Try>, retries: number): Promise<Answer> {
  const crashed: Answer[] = [];
  let [begun, unbegun] = [0, 0];
  for (let alone = false; ; ) {
    const answer = await attempt(alone);
    if (answer.blaming !== undefined) crashed.push(answer.blaming);
    if (answer.unbegun) unbegun += 1;
    else begun += 1;
    if (answer.fault === undefined) return (isFlawless(answer) && crashed.find(hadFailed)) || answer;
    if (begun > retries || unbegun > retries || answer.fault.fault === taskBroken) {
      // Once it may be the machine's doing; what crashes every judge in turn is in the candidate.
      return crashed.length > Math.max(retries, 1) ? (answer.blaming ?? answer) : answer;
    }
    // A starved candidate is judged with the machine to itself, as far as that is ours to give.
    alone = answer.fault.fault === starved;
  }
}

function isFlawless({ load, tests }: Answer): boolean {
  return load?.loaded === true && tests.every(({ outcome }) => outcome === 'pass');
}

/** The last one is the test in which it crashed. */
function hadFailed({ tests }: Answer): boolean {
  return tests.slice(0, -1).some(({ outcome }) => outcome !== 'pass');
}
