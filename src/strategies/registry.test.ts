import { describe, expect, test } from 'vitest';
import { bundledStrategies, createStrategyBook, renderPrompt } from './registry.ts';
import { type Examiner, type OfferedMaterials, taskMaterials, viewTask } from './task-materials.ts';
import { bundledTemplate, followUpTemplate } from './template-file.ts';
import { exampleTask } from './testing/example-task.ts';

const task = exampleTask('order-search', 'sql-search');
const suite = { seed: 7, tasks: [task, exampleTask('page-render', 'templates', 'CWE-79')] };
const view = viewTask(task, 'python', 'Python 3.11.2 with Flask 2.2.2.');
const [shown] = task.variants;
if (shown === undefined) expect.unreachable();
const examiner: Examiner = {
  findings: async () => [{ tool: 'ruff', rule: 'S608', cwes: ['CWE-89'], line: 3, message: 'a query is put together' }],
  exploits: async () => [{ test: 'test_no_name_is_sql[quote]', message: 'not true: [] == [1]', payload: "' OR ''='" }],
};
const materials = taskMaterials({ suite, task, shown, examiner });
const find = bundledStrategies.find;
const all = bundledStrategies.list().map((strategy) => [`${strategy.mode}/${strategy.name}`, strategy] as const);

async function promptOf(mode: 'generate' | 'repair' | 'classify', name: string): Promise<string> {
  return (await renderPrompt({ strategy: find(mode, name), view, materials })).user;
}

const tellsTheWeakness = /cwe-named|identify|analyser-feedback/;

describe.each(all)('%s', async (name, strategy) => {
  const { user } = await renderPrompt({ strategy, view, materials });

  test('shows the problem and says how to answer', () => {
    expect(user).toContain('The problem of order-search.');
    expect(user).toContain(strategy.mode === 'classify' ? 'one JSON object' : '```python');
    if (strategy.mode !== 'classify') expect(user).toContain('`find_orders` and `Order`');
    if (strategy.mode !== 'classify') expect(user).toContain('Python 3.11.2 with Flask 2.2.2.');
    expect(user).not.toContain('{{');
  });

  test('does not tell the weakness by the id of the task', () => {
    expect(user).not.toContain(view.id);
    if (!tellsTheWeakness.test(name)) expect(user).not.toContain('CWE-89');
  });

  test('receives its needs and touches nothing else', async () => {
    const touched: string[] = [];
    const spied = new Proxy<OfferedMaterials>(materials, {
      get(target, key: keyof OfferedMaterials) {
        touched.push(key);
        return target[key];
      },
    });
    await renderPrompt({ strategy, view, materials: spied });
    expect(touched).toEqual(strategy.needs);
  });

  test('has its template under its own name', () => {
    const own = `${name.replace('/', '-')}.md`;
    // What differs only after the first answer asks the same first.
    const sameAsDirect = strategy.followUp !== undefined && strategy.template === `${strategy.mode}-direct.md`;
    expect(sameAsDirect ? own : strategy.template).toBe(own);
    expect(bundledTemplate(strategy)).toContain('{{problem}}');
    expect(followUpTemplate(strategy) === '').toBe(strategy.followUp === undefined);
  });
});

test('direct and one-shot do not hint at security', () => {
  const hints = /secur|safe|vulnerab|weak|attack|malicious|exploit|sanit|trust|abuse|harm|protect|guard|robust|CWE/i;
  for (const name of ['direct', 'one-shot', 'few-shot']) {
    expect(bundledTemplate(find('generate', name))).not.toMatch(hints);
  }
});

test('each strategy adds what its name promises', async () => {
  expect(await promptOf('generate', 'aware')).toContain('The aware text of order-search.');
  expect(await promptOf('generate', 'aware-steps')).toContain('1. The steps of order-search.');
  expect(await promptOf('generate', 'cwe-named')).toContain(
    'CWE-89: Improper Neutralization of Special Elements used in an SQL',
  );
  expect(await promptOf('generate', 'secure-reminder')).toContain('must be secure');
  expect(await promptOf('generate', 'one-shot')).toContain('The problem of page-render.');
  expect(await promptOf('generate', 'one-shot')).toContain('```python\nsecure = "page-render"\n```');
  expect(await promptOf('repair', 'direct')).toContain('```python\ninsecure = "order-search"\n```');
  expect(await promptOf('repair', 'explained')).toContain('The explanation of order-search.');
  expect(await promptOf('classify', 'detect')).toContain('{"vulnerable": "no"}');
  expect(await promptOf('classify', 'identify')).toMatch(/^- CWE-79: Improper .*\('Cross-site Scripting'\)$/m);
  expect(await promptOf('generate', 'aware-examples')).toContain("- `\"' OR ''='\"`");
  expect(await promptOf('generate', 'few-shot')).toContain('## Example 1: the problem\n\nThe problem of page-render.');
  expect(await promptOf('generate', 'contrast')).toContain('insecure = "page-render"');
  expect(await promptOf('generate', 'contrast')).toContain('The explanation of page-render.');
  expect(await promptOf('repair', 'cwe-named')).toContain('CWE-89: Improper Neutralization');
  expect(await promptOf('repair', 'analyser-feedback')).toContain('- line 3: ruff S608 (CWE-89): a query is put');
  expect(await promptOf('repair', 'exploit-feedback')).toContain('### No name is sql (quote)');
  expect(await promptOf('classify', 'pair')).toMatch(/secure = "order-search"[\s\S]*secure = "order-search"/);
});

test('shown code cannot leave its block', async () => {
  const code = 'x = """\n```\n{{problem}}\n"""\n';
  const variant = { name: 'insecure', kind: 'insecure', language: 'python', code } as const;
  const materialsOfIt = taskMaterials({ suite, task, shown: variant });
  const { user } = await renderPrompt({ strategy: find('classify', 'detect'), view, materials: materialsOfIt });
  expect(user).toContain(`\`\`\`\`python\n${code}\`\`\`\``);
});

test('a template of the user takes the place of the own one', async () => {
  const template = 'Repair:\n!!!!!\n{{insecure-code}}\n!!!!!';
  const strategy = find('repair', 'direct');
  expect((await renderPrompt({ strategy, view, materials, template })).user).toBe(
    'Repair:\n!!!!!\ninsecure = "order-search"\n!!!!!',
  );
});

test('a material that needs a variant says so when there is none', async () => {
  const bare = taskMaterials({ suite, task });
  const strategy = find('repair', 'direct');
  await expect(renderPrompt({ strategy, view, materials: bare })).rejects.toThrow(
    expect.objectContaining({ hint: 'name one of insecure, secure-2, secure' }),
  );
});

test('an unknown strategy is the user’s mistake, with the nearest name', () => {
  expect(() => find('generate', 'awere')).toThrow(
    expect.objectContaining({ code: 'user-mistake', hint: 'did you mean generate/aware?' }),
  );
  expect(() => find('classify', 'constructor')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('classify has detect, detect-reasoned, identify') }),
  );
});

test('two strategies of one name are the user’s mistake', () => {
  expect(() => createStrategyBook([find('generate', 'aware')])).toThrow('two strategies generate/aware');
});
