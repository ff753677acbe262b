import { Command } from 'commander';
import { expect, it } from 'vitest';
import { misspeltFlag } from './misspelt-flag.ts';

const program = new Command('sample');
program.command('run').requiredOption('--model <spec>').option('--json');

it('names a flag that no command knows, and the one that was meant', () => {
  expect(misspeltFlag(['run', '--modell', 'x'], program)).toBe("unknown option '--modell'\n(Did you mean --model?)");
  expect(misspeltFlag(['run', '--modell=x'], program)).toContain('Did you mean --model?');
  expect(misspeltFlag(['run', '--json'], program)).toBeUndefined();
  expect(misspeltFlag(['run', '--json', '--', '--else'], program)).toBeUndefined();
});
