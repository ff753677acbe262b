import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** A `seceval serve` on a free port, once it says that it is ready. It ends with this process. */
export async function startService({ suite, workers }) {
  const choices = ['--port', '0', '--log', 'none', '--evidence', 'all', '--suite', suite, '--workers', String(workers)];
  const child = spawn(process.execPath, [cli, 'serve', ...choices], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill('SIGKILL'));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  for (let tries = 0; tries < 1200 && child.exitCode === null; tries++) {
    const url = /http:\S+/.exec(said)?.[0];
    if (url !== undefined && (await fetch(`${url}/readyz`)).ok) return { child, url };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  console.error('soak: seceval serve did not get ready');
  process.exit(3);
}

/** Tells it to stop, and says how it ended. */
export async function endService({ child }) {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  return ended;
}
