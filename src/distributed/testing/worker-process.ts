// A worker in a process of its own, for tests that kill it: says a line for each piece of work that it has done,
// and one for each slow piece that it begins.
import type { Submission } from '../../core/judge.ts';
import type { Judgement } from '../../core/verdict.ts';
import { fakeParts } from '../../runner/testing/fake-parts.ts';
import { fakeTask } from '../../runner/testing/fake-suite.ts';
import { parseQueueUrl } from '../connection.ts';
import { startWorker } from '../start-worker.ts';
import { fakeTerms, isSlow, judgeFake } from './fake-terms.ts';

const { models } = fakeParts();

function judge(submission: Submission): Promise<Judgement> {
  if (isSlow(submission)) process.stdout.write('slow\n');
  return judgeFake(submission);
}

startWorker({
  connection: parseQueueUrl(process.argv[2] ?? '', {}),
  lostAfterMs: 1000,
  judging: { terms: fakeTerms, tasks: [fakeTask('CWE-089/any')], judge: { judge }, slots: 4 },
  completing: {
    seceval: fakeTerms.seceval,
    specs: [...models.keys()],
    concurrency: 4,
    async open(spec) {
      const model = models.get(spec);
      if (model === undefined) throw new Error(`no model ${spec}`);
      return model;
    },
  },
  onDone: (kind) => process.stdout.write(`${kind}\n`),
});
process.stdout.write('started\n');
