import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { AttemptKey } from '../../core/attempt.ts';
import { openAgent } from './agent-model.ts';
import type { AgentOptions } from './agent-options.ts';

const packageFolder = fileURLToPath(new URL('../../..', import.meta.url));
const attempt: AttemptKey = { task: 'CWE-089/a', mode: 'generate', strategy: 'direct', model: 'agent:x', sample: 0 };
const stub = 'def solve():\n    raise NotImplementedError\n';

function agent(script: string, changes: Partial<AgentOptions> = {}, env: Record<string, string> = {}) {
  const options: AgentOptions = {
    layOut: () => ({
      files: { 'README.md': 'The problem.\n', 'solution.py': stub },
      candidate: 'solution.py',
      stub: true,
    }),
    sandbox: { kind: 'bubblewrap' },
    network: false,
    timeoutSeconds: 60,
    variables: [],
    mounts: [],
    hidden: [packageFolder],
    ...changes,
  };
  const model = openAgent({ id: 'agent:x', command: `/bin/sh -c '${script}'`, env }, options);
  return (user = 'Do it.', turn: Partial<AttemptKey> = {}) =>
    model.complete({ prompt: { user }, attempt: { ...attempt, ...turn } });
}

const leftFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('seceval-agent-'));

describe('a coding agent in bubblewrap', () => {
  test('that edits the file is answered by it, and what it did is kept', async () => {
    const script =
      'cat README.md; read line; echo "$line" >&2; printf "def solve():\\n    return 1\\n" > solution.py; echo plan > notes.md';
    const before = leftFolders();
    const { text, finish, transcript } = await agent(script)();
    expect(text).toBe('```python\ndef solve():\n    return 1\n```');
    expect(finish).toBe('stop');
    expect(transcript).toMatchObject({ exitCode: 0, stdout: 'The problem.\n', stderr: 'Do it.\n' });
    expect(transcript?.changes).toBe('new notes.md\nplan\n\n\nchanged solution.py');
    expect(leftFolders()).toEqual(before);
  });

  test('is told the prompt as one argument where the command has a place for it', async () => {
    const script = 'printf "%s" "$0" | head -1 > solution.py';
    const model = openAgent(
      { id: 'agent:x', command: `/bin/sh -c '${script}' {prompt}`, env: {} },
      { ...base(), layOut: () => ({ files: {}, candidate: 'solution.py' }) },
    );
    const { text } = await model.complete({ prompt: { user: '$(id) `id` "; rm -rf /' }, attempt });
    expect(text).toContain('$(id) `id` "; rm -rf /');
  });

  test('that hangs is ended, with its children, and a stub is no answer', async () => {
    const started = Date.now();
    const { text, finish, warnings } = await agent('sleep 600 & sleep 600', { timeoutSeconds: 1 })();
    expect({ text, finish, warnings }).toEqual({ text: '', finish: 'length', warnings: ['stopped after 1 s'] });
    expect(Date.now() - started).toBeLessThan(30_000);
  });

  test('gets a TERM first, so that it can tidy up', async () => {
    const script = 'trap "echo def solve\\(\\): pass > solution.py; exit 0" TERM; sleep 600 & wait';
    const { text, finish } = await agent(script, { timeoutSeconds: 2 })();
    expect(text).toContain('def solve(): pass');
    expect(finish).toBe('length');
  });

  test.each([
    'true',
    'rm -rf /project/* /project/.[!.]*',
    'rm solution.py; ln -s /etc/passwd solution.py',
    'rm solution.py; mkfifo solution.py',
  ])('that leaves no file of its own (%s) gives no answer', async (script) => {
    const { text, finish, transcript } = await agent(script)();
    expect({ text, finish }).toEqual({ text: '', finish: 'stop' });
    expect(transcript?.changes).not.toContain('root:');
  });

  test('that fails without a result is a failed request, and no fact about it', async () => {
    await expect(agent('echo no network >&2; exit 3')()).rejects.toMatchObject({
      code: 'model-request',
      failure: 'transient',
      message: expect.stringContaining('ended with 3: no network'),
    });
  });

  // Not below /usr, which takes long and holds what the system's packages put there.
  const search =
    'find / "(" -path /proc -o -path /usr ")" -prune -o "(" -name test_security.py -o -name "insecure-2.py" ")" -print 2>/dev/null > solution.py; ' +
    `ls ${packageFolder} >> solution.py 2>/dev/null; env >> solution.py; echo end >> solution.py`;

  test('that searches the disk finds no test, no reference and no key', async () => {
    const { text } = await agent(search, { variables: ['ALLOWED'] }, { ALLOWED: 'yes', API_KEY: 'secret' })();
    const lines = text.split('\n');
    expect(lines.filter((line) => line.startsWith('/'))).toEqual([]);
    expect(text).toContain('ALLOWED=yes');
    expect(text).not.toContain('secret');
    expect(text).not.toContain('package.json');
    expect(lines.at(-2)).toBe('end');
    // The same search where nothing is hidden finds them: it can.
    const unhidden = await agent(search, { mounts: [packageFolder], hidden: [] })();
    expect(unhidden.text).toContain('test_security.py');
  });

  test('cannot write outside of its folder, and what is mounted hides the package', async () => {
    const script = `mount -o remount,rw /usr; umount ${packageFolder}; touch /usr/x /etc/x && echo wrote > solution.py; ls ${packageFolder} > listing; cat listing solution.py | wc -c > size; true`;
    const { transcript } = await agent(script, { mounts: [packageFolder] })();
    expect(transcript?.changes).toContain('new listing\n');
    expect(transcript?.changes).not.toContain('package.json');
    expect(transcript?.changes).not.toContain('changed solution.py');
  });

  test('tells its cost in its last line of JSON', async () => {
    const report = '{"type":"result","total_cost_usd":0.25,"usage":{"input_tokens":10,"output_tokens":5}}';
    const script = `echo working; printf "%s\\n" "$REPORT"; echo x = 1 > solution.py`;
    const { costUsd, usage } = await agent(script, { variables: ['REPORT'] }, { REPORT: report })();
    expect({ costUsd, usage }).toEqual({ costUsd: 0.25, usage: { inputTokens: 10, outputTokens: 5 } });
    expect(await agent('echo x = 1 > solution.py', { costUsd: 2 })()).toMatchObject({ costUsd: 2 });
  });
});

function base(): AgentOptions {
  return {
    layOut: () => ({ files: {}, candidate: 'solution.py' }),
    sandbox: { kind: 'bubblewrap' },
    ...{ network: false, timeoutSeconds: 60, variables: [], mounts: [], hidden: [packageFolder] },
  };
}

test('a variable that is named and not set is the user’s mistake, and so is a quote that is not closed', () => {
  const open = (command: string, variables: string[]) =>
    openAgent({ id: 'x', command, env: {} }, { ...base(), variables });
  expect(() => open('true', ['NONE'])).toThrow('--agent-env NONE: this variable is not set');
  expect(() => open('sh -c "true', [])).toThrow('is not closed');
});

test('classify is not for agents', async () => {
  await expect(agent('true')('x', { mode: 'classify' })).rejects.toMatchObject({ code: 'user-mistake' });
});
