import type { Answer } from './judgement-so-far.ts';

/**
 * What came of one try. `spared`: what befell it cannot be the candidate's doing. `unbegun`: no judge had the candidate
 * yet. `killed`: somebody killed the outermost process of the sandbox, which nothing inside can see. `killed-unbegun`: both.
 */
export type Try = Answer & { readonly spared?: 'unbegun' | 'killed' | 'killed-unbegun' };

/**
 * Whoever kills sandboxes faster than that has taken the machine out of service. A busy machine takes longer to start a
 * sandbox than to judge in one, and so it is mostly those that start, for the same candidate in turn, that are hit.
 */
const killsBorne = 10;
const killsBorneUnbegun = 50;

/** Faults with which the judge itself is well: the machine gave a candidate no time, or the task's own files are broken. */
const starved = 'starved';
const taskBroken = 'task-broken';

export function isFaultOfTheJudge({ fault }: Try): boolean {
  return fault !== undefined && fault.fault !== starved && fault.fault !== taskBroken;
}

/**
 * Tries again after a fault of the harness: `retries` times with the candidate at work, as often where sandboxes fail to
 * start, and where somebody kills them, oftener. A candidate that crashes the judge wins nothing by another try: crashing
 * every one of them is its own doing, and a test that it failed before a crash stays failed.
 */
export async function judgeInTries(attempt: (alone: boolean) => Promise<Try>, retries: number): Promise<Answer> {
  const left = { begun: retries, unbegun: retries, killed: killsBorne, 'killed-unbegun': killsBorneUnbegun };
  const crashed: Answer[] = [];
  for (let alone = false; ; ) {
    const answer = await attempt(alone);
    if (answer.blaming !== undefined) crashed.push(answer.blaming);
    if (answer.fault === undefined) return (isFlawless(answer) && crashed.find(hadFailed)) || answer;
    const { fault } = answer.fault;
    if (fault === taskBroken || left[answer.spared ?? 'begun']-- === 0) {
      // Once it may be the machine's doing; what crashes every judge in turn is in the candidate.
      return crashed.length > Math.max(retries, 1) ? (answer.blaming ?? answer) : answer;
    }
    // A starved candidate is judged with the machine to itself, as far as that is ours to give.
    alone = fault === starved;
  }
}

function isFlawless({ load, tests }: Answer): boolean {
  return load?.loaded === true && tests.every(({ outcome }) => outcome === 'pass');
}

/** The last one is the test in which it crashed. */
function hadFailed({ tests }: Answer): boolean {
  return tests.slice(0, -1).some(({ outcome }) => outcome !== 'pass');
}
