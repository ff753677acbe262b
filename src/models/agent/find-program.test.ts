import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAgent } from './agent-model.ts';
import type { AgentOptions } from './agent-options.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-program-'));
  await writeFile(join(folder, 'text'), '');
  await writeFile(join(folder, 'coder'), '#!/bin/sh\n');
  await chmod(join(folder, 'coder'), 0o755);
});
afterEach(() => rm(folder, { recursive: true }));

function open(command: string, changes: Partial<AgentOptions> = {}) {
  const options: AgentOptions = {
    layOut: () => ({ files: {}, candidate: 'solution.py' }),
    sandbox: { kind: 'none' },
    ...{ network: false, timeoutSeconds: 60, variables: [], mounts: [], hidden: [] },
    ...changes,
  };
  return openAgent({ id: `agent:${command}`, command, env: { PATH: `:${folder}` } }, options);
}

test('an agent that is not installed is the user’s mistake before anything is asked', () => {
  const refused = /^agent:.*: there is no program coder in \/usr\/local\/bin:\/usr\/bin:\/bin$/;
  expect(() => open('coder --fast {prompt}')).toThrow(refused);
  expect(() => open('coder', { sandbox: { kind: 'bubblewrap' } })).toThrow(refused);
  expect(() => open('text', { variables: ['PATH'] })).toThrow('there is no program text in');
  expect(() => open(join(folder, 'text'))).toThrow('text is no program');
  expect(() => open(folder)).toThrow('is no program');
  expect(() => open('./coder')).toThrow('is not in the project');
  expect(() => open('coder')).toThrow(expect.objectContaining({ exitCode: 2 }));
});

test('one that is there is opened, and what an image holds is not looked for', () => {
  for (const command of ['sh -c "true"', join(folder, 'coder')]) expect(open(command).id).toBe(`agent:${command}`);
  expect(open('coder', { variables: ['PATH'] }).id).toBe('agent:coder');
  expect(open('coder', { sandbox: { kind: 'container', engine: 'podman', image: 'x' } }).id).toBe('agent:coder');
});
