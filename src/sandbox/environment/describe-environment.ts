import type { BuiltEnvironment } from '../../core/environment.ts';
import type { EnvironmentDefinition } from '../../core/task.ts';
import { upstreamVersion } from './installed-facts.ts';

/**
 * What a model is told of the place where its code will run. Versions have two parts only: a security update of a
 * package must not change a prompt, else recorded answers would no longer belong to it.
 */
export function describeEnvironment(built: BuiltEnvironment, definition: EnvironmentDefinition): string {
  if (built.kind === 'none') return '';
  const libraries = Object.entries(definition.libraries).flatMap(([name, source]) => {
    const version = built.versions[source];
    return version === undefined ? [] : [`${name} ${twoParts(upstreamVersion(version))}`];
  });
  libraries.sort();
  const place = `Python ${twoParts(built.python)} on ${built.kind === 'image' ? `Debian ${built.debian}` : built.debian}`;
  if (libraries.length === 0) return `${place}, with the standard library only.`;
  return `${place}, with the standard library and these libraries, named as they are imported: ${libraries.join(', ')}. Nothing else is installed.`;
}

function twoParts(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
