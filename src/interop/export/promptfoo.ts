import { stringify } from 'yaml';
import { canary, type ExportFiles, type ExportSource } from './exported-task.ts';

/** A configuration with which promptfoo asks the questions, and `seceval score` judges the answers. */
export function promptfooFiles(source: ExportSource): ExportFiles {
  const { suite, tasks, promptOf } = source;
  const config = {
    description: `seceval ${suite.name} ${suite.version}`,
    prompts: ['{{prompt}}'],
    providers: ['openai:gpt-4.1-mini'],
    defaultTest: {
      assert: [{ type: 'javascript', value: 'file://judge.mjs' }],
      options: { disableVarExpansion: true },
    },
    tests: 'file://tests.json',
  };
  const tests = tasks.map((task) => ({
    description: task.definition.id,
    // A prompt may hold what promptfoo's templates would take for their own.
    vars: { task: task.definition.id, prompt: `{% raw %}${promptOf(task).replaceAll('{% endraw %}', '')}{% endraw %}` },
    metadata: { cwe: task.definition.cwe, family: task.definition.family, canary: canary(suite) },
  }));
  return new Map([
    ['promptfooconfig.yaml', `# ${canary(suite)}\n# providers: name your own.\n${stringify(config)}`],
    ['tests.json', `${JSON.stringify(tests, null, 2)}\n`],
    ['judge.mjs', judge(suite.name)],
  ]);
}

function judge(suite: string): string {
  return `// promptfoo calls this with an answer; seceval judges it in its sandbox. SECEVAL_SUITE: a suite's name or folder.
import { spawnSync } from 'node:child_process';

const suite = process.env.SECEVAL_SUITE ?? ${JSON.stringify(suite)};

export default (output, { vars }) => {
  const line = JSON.stringify({ task: vars.task, completion: String(output) });
  const ran = spawnSync('seceval', ['score', '-', '--json', '--suite', suite], { input: line, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(\`seceval score: \${ran.stderr || ran.error}\`);
  const { verdict, reason, detail } = JSON.parse(ran.stdout.trim().split('\\n')[0]);
  if (verdict === 'inconclusive') throw new Error(\`not judged: \${detail}\`);
  const pass = verdict === 'secure' || verdict === 'pass';
  return { pass, score: pass ? 1 : 0, reason: [verdict, reason, detail].filter(Boolean).join(': ') };
};
`;
}
