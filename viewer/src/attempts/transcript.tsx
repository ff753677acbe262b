import type { TranscriptTexts } from '../../../src/report/page/page-data.ts';
import { Fold } from '../text/fold.tsx';
import { LongText } from '../text/long-text.tsx';

/** What a coding agent did: the files that it changed, and what it printed. */
export function Transcript({ transcript }: { readonly transcript: TranscriptTexts }) {
  const { exitCode, seconds, stdout, stderr, changes } = transcript;
  const ended = exitCode === undefined ? 'ended by a signal' : `exit code ${exitCode}`;
  const parts = [
    ['files', changes],
    ['standard output', stdout],
    ['standard error', stderr],
  ] as const;
  return (
    <Fold title="What the agent did" note={`${ended} after ${seconds.toFixed(1)} s`}>
      {parts
        .filter(([, { text }]) => text !== '')
        .map(([name, text]) => (
          <section key={name} aria-label={name}>
            <p class="dim">{name}</p>
            <LongText text={text} />
          </section>
        ))}
    </Fold>
  );
}
