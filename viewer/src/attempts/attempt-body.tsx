import type { CutText } from '../../../src/report/page/page-data.ts';
import type { Adjudication } from '../../../src/report/report-document.ts';
import type { OpenedAttempt } from '../data/source.ts';
import { useRun } from '../navigation.ts';
import { Fold } from '../text/fold.tsx';
import { LongText } from '../text/long-text.tsx';
import { Visible } from '../text/visible.tsx';
import { Analyses } from './analyses.tsx';
import { CodePanel } from './code-panel.tsx';
import { Conversation } from './conversation.tsx';
import { Tests } from './tests.tsx';
import { Transcript } from './transcript.tsx';

interface AttemptBodyProps {
  readonly place: number;
  readonly opened: OpenedAttempt | { readonly fault: string } | undefined;
}

/** What came of an attempt, then what it came from: tests and evidence, code, answer, prompt. */
export function AttemptBody({ place, opened }: AttemptBodyProps) {
  if (opened === undefined) {
    return (
      <p class="quiet">
        One file has no room for the texts of every attempt; this one's are in the run's folder:{' '}
        <code>seceval view</code>
      </p>
    );
  }
  if ('fault' in opened) return <p class="quiet">{opened.fault}</p>;
  const { texts, references } = opened;
  const { tests = [], code, answer, prompt, system } = texts;
  return (
    <div class="columns">
      <section class="found-column" aria-label="What came of it">
        {texts.adjudication !== undefined && <Overruling adjudication={texts.adjudication} />}
        <WhatCame place={place} opened={opened} />
        {tests.length > 0 && <Tests tests={tests} />}
        {texts.analyses !== undefined && <Analyses analyses={texts.analyses} />}
      </section>
      <section class="text-column" aria-label="Texts">
        {code !== undefined && <CodePanel code={code} extraction={texts.extraction} references={references} />}
        {answer !== undefined && (
          <Fold title="Answer as it came" open={code === undefined} note={answerNote(opened)}>
            <LongText text={answer} />
          </Fold>
        )}
        {prompt !== undefined && (
          <Fold title="Prompt" note={sizeOf(prompt)}>
            {system !== undefined && (
              <>
                <p class="dim">system</p>
                <LongText text={system} />
              </>
            )}
            {system !== undefined && <p class="dim">user</p>}
            <LongText text={prompt} />
          </Fold>
        )}
        {texts.turns !== undefined && <Conversation turns={texts.turns} />}
        {texts.transcript !== undefined && <Transcript transcript={texts.transcript} />}
      </section>
    </div>
  );
}

/** What a person said in place of the judge. */
function Overruling({ adjudication: { verdict, by, at, reason } }: { readonly adjudication: Adjudication }) {
  return (
    <div class={`evidence ${verdict}`}>
      <p>
        <b>
          <Visible text={by} />
        </b>{' '}
        overruled this as <span class={`badge ${verdict}`}>{verdict}</span> <span class="dim">{at.slice(0, 10)}</span>
      </p>
      <p>
        <Visible text={reason} />
      </p>
    </div>
  );
}

function WhatCame({ place, opened }: { readonly place: number; readonly opened: OpenedAttempt }) {
  const { run } = useRun();
  const { texts } = opened;
  const outcome = run.outcomeOf(place);
  const weak = texts.integrity === 'in-process' && (
    <p>Judged in the process of the candidate: it could have forged this.</p>
  );
  if (outcome === 'right' || outcome === 'wrong') {
    return (
      <p class="verdict-line">
        Right is{' '}
        <b>
          <Visible text={run.textOf('expected', place) ?? ''} />
        </b>
        ; the answer was{' '}
        <b>
          <Visible text={run.textOf('answer', place) ?? 'nothing that can be read'} />
        </b>
        .
      </p>
    );
  }
  if (outcome === 'open') {
    return (
      <p class="verdict-line">
        There is no verdict yet. <Visible text={run.whyOf(place)} />
      </p>
    );
  }
  if (texts.tests !== undefined && texts.tests.length > 0) return <>{weak}</>;
  return (
    <>
      {weak}
      <p class="verdict-line">
        No test ran: <Visible text={run.textOf('reason', place) ?? ''} />.
      </p>
      {texts.detail !== undefined && <LongText text={texts.detail} />}
    </>
  );
}

function answerNote({ texts }: OpenedAttempt): string {
  const { answer, finish, servedBy, warnings = [] } = texts;
  const ended = finish === undefined || finish === 'stop' ? '' : `ended by ${finish}`;
  const by = servedBy === undefined ? '' : `served by ${servedBy}`;
  return [answer === undefined ? '' : sizeOf(answer), ended, by, ...warnings].filter(Boolean).join(' · ');
}

function sizeOf({ text, cut = 0 }: CutText): string {
  const size = text.length + cut;
  return size > 2000 ? `${Math.round(size / 1000)} kB` : '';
}
