import type { AttemptTexts } from './page-data.ts';

/** The texts of a conversation and of an agent, for a search. */
export function moreTexts({ turns = [], transcript }: Pick<AttemptTexts, 'turns' | 'transcript'>): string[] {
  const ofTurns = turns.flatMap(({ prompt, answer, found }) => [prompt, answer, ...(found ? [found] : [])]);
  const ofAgent = transcript === undefined ? [] : [transcript.stdout, transcript.stderr, transcript.changes];
  return [...ofTurns, ...ofAgent].map(({ text }) => text);
}
