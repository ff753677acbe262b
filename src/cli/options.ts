// Options that several commands share.
import { Option } from 'commander';
import { tierNames } from '../core/tier.ts';
import { estimands } from '../metrics/metric.ts';
import { collect } from './study-flags.ts';

/** `runsc` is a name that manifests may hold, and no tier of this version (docs/decisions/0008). */
export const offeredTiers = tierNames.filter((name) => name !== 'runsc');

export const suiteOption = () =>
  new Option('--suite <name>', 'a suite by name, or the path of its folder').default('core');
export const environmentOption = () =>
  new Option('--environment <kind>', "image: the suite's own; host: this machine's system (never comparable)")
    .choices(['image', 'host'])
    .default('image');
export const tierOption = () =>
  new Option('--tier <name>', 'kind of sandbox (default: the strongest that works here, see doctor)').choices(
    offeredTiers,
  );
export const workersOption = () => new Option('--workers <n>', 'sandboxes at once (default: twice the processors)');
export const runsOption = () => new Option('--runs <folder>', 'where runs are kept').default('runs');
export const jsonOption = () => new Option('--json', 'print data instead of text');
export const failUnderOption = () =>
  new Option(
    '--fail-under <metric=value>',
    "exit with 1 when the lower end of a metric's interval lies below, e.g. secure-pass@1=0.6 (12 families: at most 0.71)",
  ).argParser(collect);
export const failIfWorseOption = () =>
  new Option(
    '--fail-if-worse <baseline>',
    'exit with 1 when secure-pass@1 is shown to be worse than that of another run, or of a strategy or model of this one',
  );
export const kOption = () => new Option('--k <list>', 'the k of pass@k, e.g. 1,3,5').default('1');
export const estimandOption = () =>
  new Option(
    '--estimand <name>',
    'what the intervals of the table are about: new-tasks like these, or this-suite with new samples',
  )
    .choices(estimands)
    .default('new-tasks');
export const severityWeightsOption = () =>
  new Option(
    '--severity-weights <list>',
    'add a rate in which a task counts by its severity, e.g. critical=4,high=2,medium=1,low=1',
  );
