import { expect, it } from 'vitest';
import { mayColour } from './colour.ts';

const [terminal, pipe] = [{ isTTY: true }, {}];

it.each([
  ['a terminal', terminal, {}, true],
  ['a pipe', pipe, {}, false],
  ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
  ['NO_COLOR', terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
  ['FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
] as const)('decides for %s', (_, stream, environment, coloured) => {
  expect(mayColour(stream, environment)).toBe(coloured);
});
