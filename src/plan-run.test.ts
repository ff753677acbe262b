import { describe, expect, it } from 'vitest';
import type { Study } from './core/run.ts';
import type { Task } from './core/task.ts';
import type { ShownCode } from './own-code.ts';
import { markStrategies, planRun, showsFindings } from './plan-run.ts';
import { bundledStrategies } from './strategies/registry.ts';
import type { Examiner } from './strategies/task-materials.ts';
import { exampleTask } from './strategies/testing/example-task.ts';

const security = '@reveal\ndef test_shown(candidate):\n    pass\n\ndef test_kept(candidate):\n    pass\n';
const told: Task = withTests(exampleTask('told', 'sql'), security);
const untold: Task = withTests(exampleTask('untold', 'sql'), 'def test_kept(candidate):\n    pass\n');

function withTests(task: Task, text: string): Task {
  return { ...task, tests: { ...task.tests, security: text } };
}

function studyOf(...pairs: readonly (readonly ['generate' | 'repair', string])[]): Study {
  const strategies = pairs.map(([mode, strategy]) => ({ mode, strategy }));
  const study = { models: ['alpha'], strategies, tasks: ['CWE-089/told', 'CWE-089/untold'], samples: 1 };
  return markStrategies(study, bundledStrategies);
}

interface Changes {
  readonly tasks?: readonly Task[];
  readonly own?: readonly ShownCode[];
  readonly whyNot?: (task: Task) => string | undefined;
}

/** The attempts and what is left out of a study, and the code that was attacked beforehand: attacks succeed where it says insecure. */
async function planned(study: Study, { tasks = [told, untold], own = [], whyNot = () => undefined }: Changes = {}) {
  const attacked: string[] = [];
  const examiner: Examiner = {
    findings: async () => [],
    async exploits(_task, code) {
      attacked.push(code.trim());
      return code.includes('insecure') ? [{ test: 'test_shown', message: 'seen' }] : [];
    },
  };
  const suite = { name: 'example', tasks };
  const plan = await planRun({ study, suite, strategies: bundledStrategies, own, examiner, whyNot });
  const attempts = plan.attempts.map(({ mode, strategy, task, shown = '-' }) => `${mode}/${strategy} ${task} ${shown}`);
  return { attempts, skipped: plan.skipped, attacked };
}

describe('markStrategies', () => {
  it('marks what shows attacks, and nothing else', () => {
    const { strategies } = studyOf(
      ['generate', 'direct'],
      ['generate', 'aware-examples'],
      ['repair', 'exploit-feedback'],
    );
    expect(strategies.map(({ strategy, unrevealed }) => [strategy, unrevealed])).toEqual([
      ['direct', undefined],
      ['aware-examples', true],
      ['exploit-feedback', true],
    ]);
  });
});

describe('showsFindings', () => {
  it('is so of strategies that show what analysers say, first or later', () => {
    expect(showsFindings(studyOf(['generate', 'direct'], ['repair', 'exploit-feedback']), bundledStrategies)).toBe(
      false,
    );
    expect(showsFindings(studyOf(['generate', 'analyser-feedback']), bundledStrategies)).toBe(true);
    expect(showsFindings(studyOf(['repair', 'analyser-feedback']), bundledStrategies)).toBe(true);
  });
});

describe('planRun', () => {
  it('leaves out, by name, what has no attack to tell of a task', async () => {
    const { attempts, skipped, attacked } = await planned(
      studyOf(['generate', 'direct'], ['repair', 'exploit-feedback']),
    );
    expect(attempts).toEqual([
      'generate/direct CWE-089/told -',
      'repair/exploit-feedback CWE-089/told insecure',
      'generate/direct CWE-089/untold -',
    ]);
    expect(skipped).toEqual([
      { task: 'CWE-089/untold', reason: expect.stringContaining('no test of it may be shown') },
    ]);
    expect(attacked).toEqual(['insecure = "told"']);
  });

  it('attacks nothing where no strategy tells of it, nor a task that cannot be run here', async () => {
    expect((await planned(studyOf(['repair', 'direct']))).attacked).toEqual([]);
    const { attempts, attacked } = await planned(studyOf(['repair', 'exploit-feedback']), {
      whyNot: () => 'it requires what is not here',
    });
    expect([attempts, attacked]).toEqual([[], []]);
  });

  it("looks at each of a model's own attempts, and asks for those on which an attack succeeds", async () => {
    const mine = (shown: string, code: string): ShownCode => ({
      ...{ mode: 'repair', task: 'CWE-089/told', model: 'alpha', kind: 'insecure', blob: 'b' },
      ...{ shown, code },
    });
    const own = [mine('insecure-by-one', 'mine = "insecure"'), mine('insecure-by-two', 'mine = "otherwise wrong"')];
    const study = { ...studyOf(['repair', 'exploit-feedback']), from: { repair: 'earlier' } };
    const { attempts, skipped, attacked } = await planned(study, { own });
    expect(attempts).toEqual(['repair/exploit-feedback CWE-089/told insecure-by-one']);
    expect(attacked).toHaveLength(2);
    expect(skipped).toContainEqual({
      task: 'CWE-089/told',
      reason: expect.stringContaining("no attack that may be told succeeds on 'insecure-by-two'"),
    });
  });

  it('leaves out a task that lacks the text which a strategy shows', async () => {
    const { attempts, skipped } = await planned(studyOf(['generate', 'direct'], ['generate', 'aware-steps']), {
      tasks: [told, { ...untold, steps: '\n' }],
    });
    expect(attempts).toHaveLength(3);
    expect(skipped).toEqual([{ task: 'CWE-089/untold', reason: expect.stringContaining('it has no steps.md') }]);
  });

  it('leaves out a task that has no right answer among those of a closed list', async () => {
    const strategies = ['detect', 'identify'].map((strategy) => ({ mode: 'classify' as const, strategy }));
    const study: Study = { models: ['alpha'], strategies, tasks: ['CWE-089/told'], samples: 1 };
    const wanted = { ...study, choices: ['CWE-89', 'CWE-22'] };
    expect((await planned(wanted)).attempts).toContain('classify/identify CWE-089/told insecure');
    const { attempts, skipped } = await planned({ ...study, choices: ['CWE-79', 'CWE-22'] });
    expect(attempts).toEqual(['classify/detect CWE-089/told secure', 'classify/detect CWE-089/told insecure']);
    expect(skipped).toEqual([{ task: 'CWE-089/told', reason: expect.stringContaining('the 2 of the closed list') }]);
  });
});
