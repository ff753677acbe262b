import { describe, expect, it } from 'vitest';
import type { Exchange, StoredTurn } from '../../core/exchange.ts';
import { buildReport } from '../build-report.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { moreTexts } from './more-texts.ts';
import type { AttemptTexts } from './page-data.ts';
import { readTexts } from './read-texts.ts';

const completion = { finish: 'stop' as const, usage: {}, warnings: [] };

async function read(exchange: Exchange, most = 1000): Promise<AttemptTexts> {
  const { attempts } = await buildReport(sampleRun());
  const attempt = attempts.find(({ kind }) => kind === 'judged');
  if (attempt === undefined) throw new Error('the sample has no judged attempt');
  const readBlob = async (hash: string) => (hash === 'exchange' ? JSON.stringify(exchange) : undefined);
  return readTexts({ ...attempt, exchange: 'exchange' }, { readBlob, most });
}

describe('readTexts', () => {
  it('tells a conversation turn by turn, and which answer was judged', async () => {
    const turns: StoredTurn[] = [
      {
        prompt: { user: 'write' },
        completion: { ...completion, text: 'one' },
        feedback: {
          kind: 'analysis',
          findings: [{ tool: 'ruff', rule: 'S608', cwes: ['CWE-89'], line: 7, message: 'built from strings' }],
        },
      },
      {
        prompt: { earlier: [{ user: 'write', assistant: 'one' }], user: 'mend' },
        completion: { ...completion, text: 'two' },
        feedback: { kind: 'exploits', exploits: [{ test: 'test_a', message: 'seen', payload: 'x' }] },
      },
      {
        prompt: {
          earlier: [
            { user: 'write', assistant: 'one' },
            { user: 'mend', assistant: 'two' },
          ],
          user: 'again',
        },
        completion: { ...completion, text: 'sorry' },
      },
    ];
    const [, standing] = turns;
    if (standing === undefined) throw new Error('there is no second turn');
    const { prompt, completion: answer } = standing;
    const texts = await read({ prompt, completion: answer, turns });
    expect(texts.turns).toEqual([
      {
        ...{ prompt: { text: 'write' }, answer: { text: 'one' }, stands: false },
        found: { text: 'line 7: ruff S608: built from strings' },
      },
      {
        ...{ prompt: { text: 'mend' }, answer: { text: 'two' }, stands: true },
        found: { text: 'test_a: seen\ninput: x' },
      },
      { prompt: { text: 'again' }, answer: { text: 'sorry' }, stands: false },
    ]);
    expect(moreTexts(texts)).toContain('sorry');
  });

  it('tells what an agent did, cut where it is long', async () => {
    const transcript = { exitCode: 1, seconds: 2, stdout: 'o'.repeat(20), stderr: '', changes: 'changed solution.py' };
    const texts = await read({ prompt: { user: 'u' }, completion: { ...completion, text: 'a', transcript } }, 12);
    expect(texts.transcript).toEqual({
      ...{ exitCode: 1, seconds: 2, stdout: { text: 'o'.repeat(12), cut: 8 } },
      ...{ stderr: { text: '' }, changes: { text: 'changed solu', cut: 7 } },
    });
    expect(texts).not.toHaveProperty('turns');
    expect(moreTexts(texts)).toContain('changed solu');
  });
});
