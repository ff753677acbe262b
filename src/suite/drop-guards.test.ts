import { expect, test } from 'vitest';
import { dropGuards } from './drop-guards.ts';

const code = `def read(path, limit):
    if not allowed(path):
        raise ValueError(path)

    if path.endswith(".md"):
        text = render(path)
    elif limit > 9:
        log("large")

        return None
    return open(path).read()
`;

test('each guard that leaves is dropped, one at a time', () => {
  const mutants = dropGuards(code);
  expect(mutants.map(({ guard, line }) => [line, guard])).toEqual([
    [2, 'if not allowed(path):'],
    [7, 'elif limit > 9:'],
  ]);
  expect(mutants[0]?.code).toBe(code.replace('if not allowed(path):', 'if False and (not allowed(path)):'));
  expect(mutants[1]?.code).toContain('    elif False and (limit > 9):\n');
});

test('code without a guard has no mutant', () => {
  expect(dropGuards('x = 1\nif x:\n    y = 2\n')).toEqual([]);
});
