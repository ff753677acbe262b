import type { EnvironmentDefinition } from '../core/task.ts';
import type { ForeignTask } from './foreign-task.ts';

/** Debian's package for a name that foreign code imports, where the core environment has none. */
const packages: Readonly<Record<string, string>> = {
  Cryptodome: 'python3-pycryptodome',
  PIL: 'python3-pil',
  bs4: 'python3-bs4',
  django: 'python3-django',
  flask_sqlalchemy: 'python3-flask-sqlalchemy',
  ldap3: 'python3-ldap3',
  numpy: 'python3-numpy',
  paramiko: 'python3-paramiko',
  psutil: 'python3-psutil',
  pymysql: 'python3-pymysql',
  pytest: 'python3-pytest',
  redis: 'python3-redis',
  sympy: 'python3-sympy',
};

/** The core environment, and of Debian what else the records import. */
export function environmentFor(tasks: readonly ForeignTask[], base: EnvironmentDefinition): EnvironmentDefinition {
  // What only analysers read imports nothing.
  const imported = new Set(tasks.filter(({ tests }) => tests.oracle === 'in-process').flatMap(importsOf));
  const added = Object.entries(packages).filter(([name, of]) => imported.has(name) && !base.packages.includes(of));
  const libraries = { ...base.libraries, ...Object.fromEntries(added) };
  return {
    ...base,
    packages: [...base.packages, ...added.map(([, of]) => of)].sort(),
    libraries: Object.fromEntries(Object.entries(libraries).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function importsOf({ secure = '', insecure = '', tests }: ForeignTask): string[] {
  const sources = [secure, insecure, ...(tests.oracle === 'in-process' ? [tests.prelude, tests.test] : [])];
  return sources.flatMap((source) =>
    [...source.matchAll(/^\s*(?:from|import)\s+([A-Za-z_]\w*)/gm)].flatMap(([, name]) => name ?? []),
  );
}
