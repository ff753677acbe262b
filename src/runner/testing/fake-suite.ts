import type { AttemptKey } from '../../core/attempt.ts';
import { type Task, taskDefinitionSchema } from '../../core/task.ts';
import { type Plan, planStudy } from '../1-plan.ts';

export function fakeTask(id: string, variants: readonly string[] = ['secure', 'insecure']): Task {
  const definition = taskDefinitionSchema.parse({
    id,
    title: id,
    cwe: 'CWE-89',
    labels: ['CWE-89'],
    severity: 'high',
    fit: 'strong',
    family: 'any',
    'entry-points': ['solve'],
    languages: ['python'],
  });
  const prose = { problem: '', aware: '', steps: '', explanation: '' };
  const tests = { functional: '', security: '', fixtures: '', companion: '' };
  return {
    definition,
    folder: `/suite/${id}`,
    ...prose,
    tests,
    variants: variants.map((name) => ({
      name,
      kind: name.startsWith('insecure') ? ('insecure' as const) : ('secure' as const),
      language: 'python',
      code: '',
    })),
  };
}

/** A plan over two models, writing and recognising. */
export function fakePlan(tasks: number, samples = 1): Plan {
  const names = Array.from({ length: tasks }, (_, index) => `CWE-089/task-${index}`);
  const strategies = [
    { mode: 'generate' as const, strategy: 'direct' },
    { mode: 'classify' as const, strategy: 'detect' },
  ];
  return planStudy({
    study: { models: ['alpha', 'beta'], strategies, tasks: names, samples },
    suite: { name: 'fake', tasks: names.map((name) => fakeTask(name)) },
  });
}

/** Attempts to write code, all of one model. */
export function codeAttempts(count: number, model = 'alpha'): { readonly attempts: AttemptKey[] } {
  const attempts = Array.from({ length: count }, (_, sample) => ({
    task: 'CWE-089/any',
    mode: 'generate' as const,
    strategy: 'direct',
    model,
    sample,
  }));
  return { attempts };
}
