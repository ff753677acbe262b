import type { Completion } from '../../core/completion.ts';
import type { StoredTurn, TurnExchange } from '../../core/exchange.ts';
import type { Feedback } from '../../core/feedback.ts';
import { cutText } from './cut-text.ts';
import type { TranscriptTexts, TurnTexts } from './page-data.ts';

interface TurnOptions {
  /** What was judged. */
  readonly standing: TurnExchange;
  /** UTF-16 units of one text at most. */
  readonly most: number;
}

/** A conversation, turn by turn. */
export function turnTexts(turns: readonly StoredTurn[], { standing, most }: TurnOptions): TurnTexts[] {
  // The prompts of two turns are never the same: a later one holds the earlier.
  const earlier = standing.prompt.earlier?.length ?? 0;
  return turns.map(({ prompt, completion, feedback }, place) => ({
    prompt: cutText(prompt.user, most),
    answer: cutText(completion.text, most),
    ...(feedback && { found: cutText(foundText(feedback), most) }),
    stands: place === earlier,
  }));
}

export function transcriptTexts(
  { exitCode, seconds, stdout, stderr, changes }: NonNullable<Completion['transcript']>,
  most: number,
): TranscriptTexts {
  return {
    ...(exitCode !== undefined && { exitCode }),
    seconds,
    stdout: cutText(stdout, most),
    stderr: cutText(stderr, most),
    changes: cutText(changes, most),
  };
}

function foundText(feedback: Feedback): string {
  if (feedback.kind === 'analysis') {
    const lines = feedback.findings.map(({ tool, rule, line, message }) => `line ${line}: ${tool} ${rule}: ${message}`);
    return lines.length === 0 ? 'The analysers found nothing.' : lines.join('\n');
  }
  const attacks = feedback.exploits.map(
    ({ test, message, payload }) => `${test}: ${message}${payload === undefined ? '' : `\ninput: ${payload}`}`,
  );
  return attacks.length === 0 ? 'No attack that may be told succeeded.' : attacks.join('\n\n');
}
