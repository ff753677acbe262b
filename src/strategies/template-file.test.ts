import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundledStrategies } from './registry.ts';
import { bundledTemplate, followUpTemplate, readFollowUpTemplate, readTemplate } from './template-file.ts';

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

test('a template of later turns shows what is found out, and is refused where there are none', () => {
  const reviewed = bundledStrategies.find('generate', 'self-review');
  const attacked = bundledStrategies.find('repair', 'exploit-feedback');
  expect(readFollowUpTemplate(file('Once more.'), reviewed)).toBe('Once more.');
  expect(readFollowUpTemplate(file('{{exploits}} {{entry-points}}'), attacked)).toContain('exploits');
  expect(() => readFollowUpTemplate(file('Once more.'), attacked)).toThrow('the slot {{exploits}} is missing');
  expect(() => readFollowUpTemplate(file('{{exploits}}'), reviewed)).toThrow('{{exploits}}');
  expect(() => readFollowUpTemplate(file('Once more.'), repair)).toThrow('no later turns');
});

test('our own templates of later turns satisfy the same check', () => {
  for (const strategy of bundledStrategies.list().filter(({ followUp }) => followUp !== undefined)) {
    expect(readFollowUpTemplate(file(followUpTemplate(strategy)), strategy)).toBe(followUpTemplate(strategy));
  }
});
