import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { EnvironmentFault } from '../core/errors.ts';
import { tellTroubles } from './tell-troubles.ts';

function listening() {
  const troubles: string[] = [];
  const faults: EnvironmentFault[] = [];
  const teller = tellTroubles({ onTrouble: (text) => troubles.push(text), onFatal: (fault) => faults.push(fault) });
  const [one, other] = [new EventEmitter(), new EventEmitter()];
  teller.listen(one);
  teller.listen(other);
  return { one, other, teller, troubles, faults };
}

test('what befalls all connections again and again is said once, and again after they were back', () => {
  const { one, other, troubles, faults } = listening();
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
  for (let times = 0; times < 3; times++) for (const source of [one, other]) source.emit('error', refused);
  one.emit('error', new Error('LOADING Redis is loading the dataset in memory'));
  expect(troubles).toEqual(['ECONNREFUSED', 'LOADING Redis is loading the dataset in memory']);
  one.emit('error', new Error('Missing lock for job 29608038-3. moveToFinished'));
  expect(troubles).toHaveLength(2);
  one.emit('ready');
  one.emit('error', refused);
  expect(troubles).toHaveLength(3);
  expect(faults).toEqual([]);
});

test.each([
  'NOAUTH Authentication required.',
  'WRONGPASS invalid username-password pair or user is disabled.',
  "NOPERM User worker has no permissions to run the 'evalsha' command",
  "ERR unknown command 'EVALSHA', with args beginning with: ",
])('%s ends it, once', (message) => {
  const { one, other, troubles, faults } = listening();
  one.emit('error', new Error(message));
  other.emit('error', new Error(message));
  other.emit('error', new Error('Connection is closed.'));
  expect(troubles).toEqual([]);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ exitCode: 3, message: expect.stringContaining(message) });
});

test('a command that the server refuses for good ends it as a refused connection does', () => {
  const { one, teller, troubles, faults } = listening();
  teller.tell(new Error('MISCONF Redis is configured to save RDB snapshots, but cannot'));
  teller.tell(new Error("NOPERM User run has no permissions to run the 'evalsha' command"));
  one.emit('error', new Error('NOAUTH Authentication required.'));
  expect(troubles).toEqual(['MISCONF Redis is configured to save RDB snapshots, but cannot']);
  expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining('NOPERM')]);
});

test('without anybody to end, what no waiting mends is told like any other trouble', () => {
  const troubles: string[] = [];
  tellTroubles({ onTrouble: (text) => troubles.push(text) }).tell(new Error('NOAUTH Authentication required.'));
  expect(troubles).toEqual(['NOAUTH Authentication required.']);
});
