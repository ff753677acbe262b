import { readFile } from 'node:fs/promises';
import { canonicalJson, sha256 } from '../../core/canonical.ts';
import type { BuiltEnvironment } from '../../core/environment.ts';
import { EnvironmentFault } from '../../core/errors.ts';
import { runProgram } from '../run-program.ts';

/** `environment: host`: the machine's own system and Python, as they are now. Its scores compare with nothing. */
export async function hostEnvironment(): Promise<BuiltEnvironment> {
  // The Python that a sandbox sees is the system's, whatever a version manager has put on the user's PATH.
  const python = await runProgram('/usr/bin/python3', [
    '-I',
    '-c',
    'import platform; print(platform.python_version())',
  ]);
  if (!python.ran || python.exitCode !== 0) {
    throw new EnvironmentFault('this machine has no /usr/bin/python3', { hint: 'sudo apt-get install python3' });
  }
  const facts = {
    debian: releaseName(await readFile('/etc/os-release', 'utf8').catch(() => '')),
    architecture: process.arch,
    python: python.stdout.trim(),
    versions: await installedVersions(),
  };
  return {
    kind: 'host',
    root: '/',
    fingerprint: sha256(canonicalJson({ kind: 'host', ...facts })),
    ...facts,
    builtAt: new Date().toISOString(),
  };
}

/** `Ubuntu 24.04.1 LTS`. */
function releaseName(osRelease: string): string {
  return /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(osRelease)?.[1] ?? 'an unknown system';
}

async function installedVersions(): Promise<Record<string, string>> {
  const listed = await runProgram('dpkg-query', ['--show', `--showformat=\${Package} \${Version}\\n`]);
  if (!listed.ran || listed.exitCode !== 0) return {};
  return Object.fromEntries(
    listed.stdout.split('\n').flatMap((line) => {
      const [name, version] = line.split(' ');
      return name === undefined || version === undefined ? [] : [[name, version]];
    }),
  );
}
