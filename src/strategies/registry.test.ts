import { describe, expect, test } from 'vitest';
import type { Materials } from '../core/strategy.ts';
import { findStrategy, listStrategies, renderPrompt } from './registry.ts';
import { taskMaterials, viewTask } from './task-materials.ts';
import { bundledTemplate } from './template-file.ts';
import { exampleTask } from './testing/example-task.ts';

const task = exampleTask('order-search', 'sql-search');
const suite = { seed: 7, tasks: [task, exampleTask('page-render', 'templates', 'CWE-79')] };
const view = viewTask(task, 'python', 'Python 3.11.2 with Flask 2.2.2.');
const [shown] = task.variants;
if (shown === undefined) expect.unreachable();
const materials = taskMaterials({ suite, task, shown });
const all = listStrategies().map((strategy) => [`${strategy.mode}/${strategy.name}`, strategy] as const);

function promptOf(mode: 'generate' | 'repair' | 'classify', name: string): string {
  return renderPrompt({ strategy: findStrategy(mode, name), view, materials }).user;
}

describe.each(all)('%s', (name, strategy) => {
  const { user } = renderPrompt({ strategy, view, materials });

  test('shows the problem and says how to answer', () => {
    expect(user).toContain('The problem of order-search.');
    expect(user).toContain(strategy.mode === 'classify' ? 'one JSON object' : '```python');
    if (strategy.mode !== 'classify') expect(user).toContain('`find_orders` and `Order`');
    if (strategy.mode !== 'classify') expect(user).toContain('Python 3.11.2 with Flask 2.2.2.');
    expect(user).not.toContain('{{');
  });

  test('does not tell the weakness by the id of the task', () => {
    expect(user).not.toContain(view.id);
    if (!['generate/cwe-named', 'classify/identify'].includes(name)) expect(user).not.toContain('CWE-89');
  });

  test('receives its needs and touches nothing else', () => {
    const touched: string[] = [];
    const spied = new Proxy<Materials>(materials, {
      get(target, key: keyof Materials) {
        touched.push(key);
        return target[key];
      },
    });
    renderPrompt({ strategy, view, materials: spied });
    expect(touched).toEqual(strategy.needs);
  });

  test('has its template under its own name', () => {
    expect(strategy.template).toBe(`${name.replace('/', '-')}.md`);
    expect(bundledTemplate(strategy)).toContain('{{problem}}');
  });
});

test('direct and one-shot do not hint at security', () => {
  const hints = /secur|safe|vulnerab|weak|attack|malicious|exploit|sanit|trust|abuse|harm|protect|guard|robust|CWE/i;
  for (const name of ['direct', 'one-shot']) {
    expect(bundledTemplate(findStrategy('generate', name))).not.toMatch(hints);
  }
});

test('each strategy adds what its name promises', () => {
  expect(promptOf('generate', 'aware')).toContain('The aware text of order-search.');
  expect(promptOf('generate', 'aware-steps')).toContain('1. The steps of order-search.');
  expect(promptOf('generate', 'cwe-named')).toContain(
    'CWE-89: Improper Neutralization of Special Elements used in an SQL',
  );
  expect(promptOf('generate', 'secure-reminder')).toContain('must be secure');
  expect(promptOf('generate', 'one-shot')).toContain('The problem of page-render.');
  expect(promptOf('generate', 'one-shot')).toContain('```python\nsecure = "page-render"\n```');
  expect(promptOf('repair', 'direct')).toContain('```python\ninsecure = "order-search"\n```');
  expect(promptOf('repair', 'explained')).toContain('The explanation of order-search.');
  expect(promptOf('classify', 'detect')).toContain('{"vulnerable": "no"}');
  expect(promptOf('classify', 'identify')).toMatch(/^- CWE-79: Improper .*\('Cross-site Scripting'\)$/m);
});

test('shown code cannot leave its block', () => {
  const code = 'x = """\n```\n{{problem}}\n"""\n';
  const variant = { name: 'insecure', kind: 'insecure', language: 'python', code } as const;
  const materialsOfIt = taskMaterials({ suite, task, shown: variant });
  const { user } = renderPrompt({ strategy: findStrategy('classify', 'detect'), view, materials: materialsOfIt });
  expect(user).toContain(`\`\`\`\`python\n${code}\`\`\`\``);
});

test('a template of the user takes the place of the own one', () => {
  const template = 'Repair:\n!!!!!\n{{insecure-code}}\n!!!!!';
  const strategy = findStrategy('repair', 'direct');
  expect(renderPrompt({ strategy, view, materials, template }).user).toBe(
    'Repair:\n!!!!!\ninsecure = "order-search"\n!!!!!',
  );
});

test('a material that needs a variant says so when there is none', () => {
  const bare = taskMaterials({ suite, task });
  const strategy = findStrategy('repair', 'direct');
  expect(() => renderPrompt({ strategy, view, materials: bare })).toThrow(
    expect.objectContaining({ hint: 'name one of insecure, secure-2, secure' }),
  );
});

test('an unknown strategy is the user’s mistake, with the nearest name', () => {
  expect(() => findStrategy('generate', 'awere')).toThrow(
    expect.objectContaining({ code: 'user-mistake', hint: 'did you mean generate/aware?' }),
  );
  expect(() => findStrategy('classify', 'constructor')).toThrow(
    expect.objectContaining({ hint: 'classify has detect, identify' }),
  );
});
