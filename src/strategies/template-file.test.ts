import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundledStrategies } from './registry.ts';
import { bundledTemplate, readTemplate } from './template-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'seceval-template-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'template.md');
  writeFileSync(path, text);
  return path;
}

const repair = bundledStrategies.find('repair', 'direct');

test('a template with the needed slots is read, fenced or bare', () => {
  expect(readTemplate(file('{{problem}} {{insecure-code}}'), repair)).toBe('{{problem}} {{insecure-code}}');
  expect(readTemplate(file('{{problem}} {{insecure-code-block}} {{environment}}'), repair)).toContain('environment');
});

test('a missing slot is named with its file', () => {
  expect(() => readTemplate(file('{{insecure-code}}'), repair)).toThrow(
    `${join(folder, 'template.md')}: the slot {{problem}} is missing`,
  );
  expect(() => readTemplate(file('{{problem}}'), repair)).toThrow('{{insecure-code-block}} or {{insecure-code}}');
});

test('a slot of another strategy is refused', () => {
  expect(() => readTemplate(file('{{problem}} {{insecure-code}} {{explanation}}'), repair)).toThrow('{{explanation}}');
});

test('a file that cannot be read is the user’s mistake', () => {
  expect(() => readTemplate(join(folder, 'absent.md'), repair)).toThrow(
    expect.objectContaining({ code: 'user-mistake', message: expect.stringContaining('absent.md') }),
  );
});

test('our own templates satisfy the same check', () => {
  for (const strategy of bundledStrategies.list()) {
    expect(readTemplate(file(bundledTemplate(strategy)), strategy)).toBe(bundledTemplate(strategy));
  }
});
