import { spawn } from 'node:child_process';

/** Ends by itself when its parent is gone, however that ended. */
const loop = `
const parent = process.ppid;
while (process.ppid === parent) for (let round = 0; round < 1e7; round++);
`;

/** Starts so many processes that do nothing but compute; returns what ends them. */
export function startBusyLoops(count: number): () => Promise<void> {
  const started = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, ['--eval', loop], { stdio: 'ignore', env: {} });
    const ended = new Promise<void>((resolve) => {
      child.once('close', () => resolve());
      child.once('error', () => resolve());
    });
    return { child, ended };
  });
  return async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
  };
}
