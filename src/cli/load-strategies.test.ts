import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadStrategies } from './load-strategies.ts';

const example = fileURLToPath(new URL('../../examples/strategy.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'seceval-strategies-'));

function file(text: string): string {
  const path = join(folder, `${text.length}.mjs`);
  writeFileSync(path, text);
  return path;
}

test('the example is a strategy', { timeout: 180_000 }, async () => {
  const { book, names } = await loadStrategies([example, 'generate/direct']);
  expect(names).toEqual(['generate/plan-first', 'generate/direct']);
  expect(book.find('generate', 'plan-first').followUp?.mostTurns).toBe(2);
});

test.each([
  ['export default {};', 'mode'],
  [
    'export default { mode: "generate", name: "Mine", about: "x", needs: [], render() {} };',
    'name: is written in lower-case',
  ],
  ['export default { mode: "generate", name: "mine", about: "x", needs: ["tests"], render() {} };', 'needs.0'],
  ['export default {', 'cannot be loaded'],
])('%s is a mistake that names its field', async (text, message) => {
  await expect(loadStrategies([file(text)])).rejects.toMatchObject({
    code: 'user-mistake',
    message: expect.stringContaining(message),
  });
});

test('a file that is not there is a mistake', async () => {
  await expect(loadStrategies(['./none.ts'])).rejects.toThrow('cannot read ./none.ts');
});
