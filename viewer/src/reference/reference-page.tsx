import { useRun } from '../navigation.ts';
import { Visible } from '../text/visible.tsx';
import { AllFigures } from './all-figures.tsx';
import { settingsOf } from './settings.ts';

const words: readonly (readonly [string, string])[] = [
  ['secure', 'every functional test and every attack test passes'],
  ['vulnerable', 'the function holds, and an attack demonstrably succeeds'],
  ['broken', 'a functional test fails, or the code dies under an attack; code that does nothing is not secure'],
  ['invalid', 'no code, a syntax error, a missing function or library, a refusal, an answer cut off'],
  [
    'pass',
    'of foreign tests that do not tell function from security, or look at function only; of analysers where nothing is run',
  ],
  ['fail', 'the other outcome of these'],
  ['inconclusive', 'a fault of the judge itself; nothing that a candidate does can cause it'],
  ['open', 'a request failed: there is no answer yet, and “seceval resume” asks again'],
];

/** For those who want to know exactly: the words, every figure, what the run was made with. */
export function ReferencePage() {
  const { document } = useRun().run;
  return (
    <>
      <h1>For reference</h1>
      <section>
        <h2>What the verdicts mean</h2>
        <dl class="facts-list">
          {words.map(([word, meaning]) => (
            <>
              <dt>
                <span class={`swatch ${word}`} />
                {word}
              </dt>
              <dd>{meaning}</dd>
            </>
          ))}
        </dl>
      </section>
      <AllFigures label="Every figure" rows={document.overall} />
      <AllFigures label="Every figure of tasks outside the headline" rows={document.outsideHeadline} />
      <section>
        <h2>What the run was made with</h2>
        <dl class="facts-list">
          {settingsOf(document).map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>
                <Visible text={value} />
              </dd>
            </>
          ))}
        </dl>
      </section>
    </>
  );
}
