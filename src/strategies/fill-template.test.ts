import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillTemplate, slotsOf } from './fill-template.ts';

test('slots are filled, and what is filled in is not filled again', () => {
  const values = new Map([
    ['problem', 'Write {{code}} and $& and {{unknown}}'],
    ['code', 'x'],
  ]);
  expect(fillTemplate('{{problem}} / {{ code }}', values)).toBe('Write {{code}} and $& and {{unknown}} / x');
});

test('a slot that nobody fills is a mistake that names its nearest', () => {
  const values = new Map([['problem', '']]);
  expect(() => fillTemplate('{{problm}}', values)).toThrow('{{problm}}');
  expect(() => fillTemplate('{{problm}}', values)).toThrow(
    expect.objectContaining({ hint: 'did you mean {{problem}}?' }),
  );
});

test('braces around anything but a name are text', () => {
  const text = '{{"cwe-type": "cwe-20"}} {problem} {{}} {{ }} {{1}}';
  expect(slotsOf(text)).toEqual([]);
  expect(fillTemplate(text, new Map())).toBe(text);
});

test('any value comes out as it went in', () => {
  fc.assert(fc.property(fc.string(), (value) => fillTemplate('<{{a}}>', new Map([['a', value]])) === `<${value}>`));
});
