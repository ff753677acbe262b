import { expect, test } from 'vitest';
import type { BuiltEnvironment } from '../../core/environment.ts';
import { EnvironmentFault } from '../../core/errors.ts';
import { describeEnvironment } from './describe-environment.ts';
import { imageFingerprint, imageKey } from './image-recipe.ts';
import { readFacts, upstreamVersion } from './installed-facts.ts';

const definition = {
  debian: 'trixie',
  packages: ['python3', 'python3-flask'],
  libraries: { flask: 'python3-flask', yaml: 'python3-yaml' },
  warm: [],
};

test('facts are read as the bootstrap wrote them', () => {
  const facts = readFacts('debian 13 (trixie)\narchitecture amd64\npython 3.13.5\npackage tzdata 2026f-0+deb13u1\n');
  expect(facts).toEqual({
    debian: '13 (trixie)',
    architecture: 'amd64',
    python: '3.13.5',
    versions: { tzdata: '2026f-0+deb13u1' },
  });
  expect(() => readFacts('debian 13\n')).toThrow(EnvironmentFault);
});

test.each([
  ['3.1.1-1+deb13u1', '3.1.1'],
  ['1:2.41.5-0+deb13u1', '2.41.5'],
  ['2.32.3+dfsg-5+deb13u1', '2.32.3'],
  ['8.2.0+0.really.8.1.8-1', '8.1.8'],
  ['2.12.7+dfsg+really2.9.14-2.1', '2.9.14'],
  ['0~20190702+dfsg-4', '0'],
  ['25', '25'],
])('%s is known as %s', (debian, upstream) => {
  expect(upstreamVersion(debian)).toBe(upstream);
});

test('a model is told what is there, and nothing of what is not', () => {
  const built: BuiltEnvironment = {
    kind: 'image',
    root: '/nowhere',
    fingerprint: 'x',
    debian: '13 (trixie)',
    architecture: 'amd64',
    python: '3.13.5',
    versions: { 'python3-flask': '3.1.1-1+deb13u1' },
    builtAt: '',
  };
  expect(describeEnvironment(built, definition)).toBe(
    'Python 3.13 on Debian 13 (trixie), with the standard library and these libraries, named as they are imported: flask 3.1. Nothing else is installed.',
  );
  const host: BuiltEnvironment = { ...built, kind: 'host', debian: 'Ubuntu 24.04.1 LTS', versions: {} };
  expect(describeEnvironment(host, definition)).toBe(
    'Python 3.13 on Ubuntu 24.04.1 LTS, with the standard library only.',
  );
});

test('an image is another when its packages are, not when the prompt or the warm imports are', () => {
  const key = imageKey(definition);
  expect(key).toMatch(/^trixie-[0-9a-f]{16}$/);
  expect(imageKey({ ...definition, packages: ['python3-flask', 'python3'], libraries: {}, warm: ['json'] })).toBe(key);
  expect(imageKey({ ...definition, packages: ['python3'] })).not.toBe(key);
  expect(imageFingerprint(definition, { a: '1' })).not.toBe(imageFingerprint(definition, { a: '2' }));
});
