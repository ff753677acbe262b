import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from './route.ts';

it('finds again every state that it names', () => {
  const name = fc.string({ minLength: 1 });
  const options = fc.dictionary(fc.constantFrom('q', 'outcome', 'model', 'sort'), name);
  const route: fc.Arbitrary<Route> = fc.oneof(
    fc.record({ page: fc.constantFrom('summary', 'attempts', 'reference'), run: name, options }),
    fc.record({ page: fc.constant('attempt'), run: name, id: name, options }),
  );
  fc.assert(
    fc.property(route, (wanted) => {
      expect(parseRoute(formatRoute(wanted))).toEqual(JSON.parse(JSON.stringify(wanted)));
    }),
  );
});

it.each([
  ['', { page: 'runs' }],
  ['#/', { page: 'runs' }],
  ['#/a', { page: 'summary', run: 'a', options: {} }],
  ['#/a/nowhere?q=', { page: 'summary', run: 'a', options: {} }],
  ['#/%E0%A4%A/attempts', { page: 'attempts', run: '%E0%A4%A', options: {} }],
])('makes something of %j', (hash, expected) => {
  expect(parseRoute(hash)).toEqual(expected);
});
