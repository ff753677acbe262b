// A process of its own, for kill.test.ts: appends to a run and prints the number of each event that is safe.
import { openRun } from '../run-folder.ts';

const { log } = await openRun(process.argv[2] ?? '');
for (let sample = 0; ; sample++) {
  const attempt = { task: 'CWE-089/a', mode: 'generate', strategy: 'direct', model: 'm', sample } as const;
  const message = await log.putBlob(`blob ${sample}`);
  await log.append({ type: 'request-failed', at: '', attempt, failure: 'transient', message });
  process.stdout.write(`${sample}\n`);
}
