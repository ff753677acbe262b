import { once } from 'node:events';
import { z } from 'zod';
import { EnvironmentFault } from '../core/errors.ts';
import { type ProbedSpeed, probedSpeedSchema } from '../core/machine-speed.ts';
import { frame, readFrames } from './frames.ts';
import type { StartSandbox } from './worker.ts';

const longestMs = 120_000;
const messageSchema = z.union([z.object({ ready: z.literal(true) }), z.object({ speed: probedSpeedSchema })]);

/** How fast the judge's own interpreter runs in a sandbox of its own, which ends with it. Throws EnvironmentFault. */
export async function probeSpeed(startSandbox: StartSandbox): Promise<ProbedSpeed> {
  const sandbox = startSandbox(0);
  const { process } = sandbox;
  const closed = once(process, 'close').catch(() => {});
  let told = '';
  process.stderr?.on('data', (part: Buffer) => {
    told = (told + part.toString('utf8')).slice(-500);
  });
  process.stdin?.on('error', () => {});
  try {
    return await new Promise((resolve, reject) => {
      const refuse = (detail: string) =>
        reject(new EnvironmentFault(`the speed of the sandbox cannot be probed: ${detail}`));
      const timer = setTimeout(() => refuse(`no answer within ${longestMs / 1000} s`), longestMs);
      process.on('error', (error) => refuse(error.message));
      void closed.then(() => {
        clearTimeout(timer);
        refuse(`the sandbox ended: ${told.trim()}`);
      });
      if (!process.stdout) return;
      const receive = (raw: unknown) => {
        const message = messageSchema.safeParse(raw);
        if (!message.success) refuse(message.error.message);
        else if ('ready' in message.data) process.stdin?.write(frame({ probe: true }));
        else resolve(message.data.speed);
      };
      readFrames(process.stdout, receive, () => refuse('what it says is no frame'));
    });
  } finally {
    sandbox.kill();
    await closed;
  }
}
