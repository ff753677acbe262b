import { type Task, taskDefinitionSchema } from '../../core/task.ts';

/** A task for tests, told apart by its name and family; every text in it says what it is. */
export function exampleTask(name: string, family: string, cwe = 'CWE-89'): Task {
  return {
    definition: taskDefinitionSchema.parse({
      id: `CWE-${cwe.slice(4).padStart(3, '0')}/${name}`,
      title: name,
      cwe,
      labels: [cwe],
      severity: 'high',
      fit: 'strong',
      family,
      'entry-points': ['find_orders', 'Order'],
      languages: ['python'],
    }),
    folder: `/suite/${name}`,
    problem: `The problem of ${name}.\n`,
    aware: `The aware text of ${name}.\n`,
    steps: `1. The steps of ${name}.\n`,
    explanation: `The explanation of ${name}.\n`,
    tests: { functional: '', security: '', fixtures: '', companion: '' },
    variants: [
      { name: 'insecure', kind: 'insecure', language: 'python', code: `insecure = "${name}"\n` },
      { name: 'secure-2', kind: 'secure', language: 'python', code: `other = "${name}"\n` },
      { name: 'secure', kind: 'secure', language: 'python', code: `secure = "${name}"\n` },
    ],
  };
}
