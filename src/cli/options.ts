// Options that several commands share.
import { Option } from 'commander';
import { tierNames } from '../core/tier.ts';
import { collect } from './study-flags.ts';

export const suiteOption = () =>
  new Option('--suite <name>', 'a suite by name, or the path of its folder').default('core');
export const environmentOption = () =>
  new Option('--environment <kind>', "image: the suite's own; host: this machine's system (never comparable)")
    .choices(['image', 'host'])
    .default('image');
export const tierOption = () =>
  new Option('--tier <name>', 'kind of sandbox (default: the strongest that works here, see doctor)').choices(
    tierNames,
  );
export const workersOption = () => new Option('--workers <n>', 'sandboxes at once (default: twice the processors)');
export const runsOption = () => new Option('--runs <folder>', 'where runs are kept').default('runs');
export const jsonOption = () => new Option('--json', 'print data instead of text');
export const failUnderOption = () =>
  new Option(
    '--fail-under <metric=value>',
    'exit with 1 when the lower bound of a metric lies below, e.g. secure-pass@1=0.6 (12 families: at most 0.73)',
  ).argParser(collect);
export const kOption = () => new Option('--k <list>', 'the k of pass@k, e.g. 1,3,5').default('1');
