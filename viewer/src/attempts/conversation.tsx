import type { TurnTexts } from '../../../src/report/page/page-data.ts';
import { Fold } from '../text/fold.tsx';
import { LongText } from '../text/long-text.tsx';

/** All turns of a conversation, with what was found out between them. */
export function Conversation({ turns }: { readonly turns: readonly TurnTexts[] }) {
  const judged = turns.findIndex(({ stands }) => stands) + 1;
  const note = `${turns.length} ${turns.length === 1 ? 'turn' : 'turns'}, answer ${judged} was judged`;
  return (
    <Fold title="Conversation" note={note}>
      {turns.map(({ prompt, answer, found }, place) => (
        <section key={place} aria-label={`Turn ${place + 1}`}>
          <p class="dim">prompt {place + 1}</p>
          <LongText text={prompt} />
          <p class="dim">
            answer {place + 1}
            {place + 1 === judged && ', which was judged'}
          </p>
          <LongText text={answer} />
          {found !== undefined && (
            <>
              <p class="dim">found out about it</p>
              <LongText text={found} />
            </>
          )}
        </section>
      ))}
    </Fold>
  );
}
