import { expect, test } from 'vitest';
import { cweName } from '../../core/cwe-facts.ts';
import { banditCwes, banditNumbers } from './bandit-rules.ts';

// flake8-bandit as ruff 0.17 has it, and the plugins that only bandit has or had.
const ofRuff = '101-108 110 112 113 201 202 301-319 321 323 324 401-409 411-413 415 501-509 601-612 701 702 704'.split(
  ' ',
);
const ofBandit = '109 111 320 322 325 410 414 613-615 703'.split(' ');

const expand = (range: string): string[] => {
  const [first = 0, last = first] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
};

test('every rule has its weaknesses, and every weakness is one of MITRE', () => {
  expect([...banditNumbers].sort()).toEqual([...ofRuff, ...ofBandit].flatMap(expand).sort());
  for (const number of banditNumbers) {
    const cwes = banditCwes(`S${number}`);
    expect(cwes.length).toBeGreaterThan(0);
    for (const cwe of cwes) expect(cweName(cwe), cwe).toBeDefined();
  }
});

test('bandit and ruff share the numbers; other tools do not', () => {
  expect(banditCwes('B608')).toEqual(banditCwes('S608'));
  expect(banditCwes('E501')).toEqual([]);
  expect(banditCwes('B6081')).toEqual([]);
  expect(banditCwes('Bvalueof')).toEqual([]);
});
