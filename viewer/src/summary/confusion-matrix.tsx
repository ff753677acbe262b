import { useMemo } from 'preact/hooks';
import type { Filter } from '../data/filter.ts';
import { useAttemptsLink, useRun } from '../navigation.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { Visible } from '../text/visible.tsx';
import { confusion, noAnswer } from './confusion-cells.ts';
import { Switch } from './switch.tsx';

const allModels = 'all';

/** What was answered where what was right. */
export function ConfusionMatrix({ options }: { readonly options: Filter }) {
  const { run } = useRun();
  const link = useAttemptsLink();
  const asked = run.columns.rows.filter(({ mode }) => mode === 'classify');
  const ways = [...new Set(asked.map(({ strategy }) => `classify/${strategy}`))];
  const models = [...new Set(asked.map(({ model }) => model))];
  const way = ways.find((name) => name === options['matrix']) ?? ways.at(-1);
  const model = models.find((name) => name === options['matrix-model']);
  const matrix = useMemo(() => (way === undefined ? undefined : confusion(run, way, model)), [run, way, model]);
  if (way === undefined || matrix === undefined || matrix.expected.length === 0) return null;
  const { expected, answers, count } = matrix;
  const most = Math.max(...expected.map((right) => answers.reduce((sum, answer) => sum + count(right, answer), 0)));
  const filter = { strategy: way, ...(model === undefined ? {} : { model }) };
  return (
    <section>
      <h2>
        What was taken for what <span class="dim">down: what is right; across: what was answered</span>
      </h2>
      <Switch name="matrix" label="Asked" value={way} choices={ways.map((name) => [name, name])} options={options} />
      <Switch
        name="matrix-model"
        label="Model"
        value={model ?? allModels}
        choices={models.length < 2 ? [] : [[allModels, 'all'], ...models.map((name) => [name, name] as const)]}
        options={options}
      />
      <ScrollBox label="What was taken for what" className="tall">
        <table class="grid matrix" aria-label="What was taken for what">
          <thead>
            <tr>
              <th scope="col">right is</th>
              {answers.map((answer) => (
                <th key={answer} scope="col" title={answer}>
                  <span>
                    <Visible text={answer === noAnswer ? 'no answer' : firstOf(answer)} />
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {expected.map((right) => (
              <tr key={right}>
                <th scope="row" title={right}>
                  <Visible text={firstOf(right)} />
                  {right !== firstOf(right) && <span class="dim"> or its kin</span>}
                </th>
                {answers.map((answer) => {
                  const times = count(right, answer);
                  const good = right === answer;
                  return (
                    <td key={answer}>
                      {times === 0 ? (
                        <span class="cell nought">·</span>
                      ) : (
                        <a
                          class={`cell ${good ? 'hit' : 'miss'}`}
                          style={{ '--share': `${Math.round(20 + (80 * times) / most)}%` }}
                          href={link({ ...filter, expected: right, ...(good ? { outcome: 'right' } : { answer }) })}
                          aria-label={`${right} answered ${answer}: ${times}`}
                        >
                          {times}
                        </a>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

/** Of several right answers (`CWE-22 or CWE-23`) the first, which is the task's own. */
function firstOf(answers: string): string {
  return answers.split(' or ')[0] ?? answers;
}
