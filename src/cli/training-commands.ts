import { type Command, Option } from 'commander';
import { environmentOption, jsonOption, runsOption, suiteOption, tierOption, workersOption } from './options.ts';
import { addStudyOptions } from './study-flags.ts';

/** `export …`: files to learn from. */
export function addTrainingCommands(program: Command): void {
  const exporting = program.command('export').description('files to train a model with, from runs');
  const kind = (name: string, about: string) =>
    exporting
      .command(name)
      .description(about)
      .argument('<runs...>', 'id, beginning of an id, path, or latest')
      .requiredOption('--to <folder>', 'made by this; train.jsonl, train.parquet, README.md, split.json')
      .option('--holdout <share>', 'part of the families that is kept from training; 0 keeps none (default: 0.2)')
      .option('--split-seed <n>', 'of the draw of families (default: 1)')
      .option('--with-references', "also take answers of the suite's references (reference:secure)")
      .addOption(suiteOption())
      .addOption(runsOption())
      .addOption(jsonOption());
  const form = () =>
    new Option('--answers <form>', 'code: only what was judged, in a fence; raw: all that the model said')
      .choices(['code', 'raw'])
      .default('code');
  kind('sft', 'verified-secure answers as conversations')
    .addOption(form())
    .action(async (runs, flags) => (await import('./commands/export.ts')).exportSft(runs, flags));
  kind('dpo', 'pairs of answers to one question: secure before vulnerable, working before broken')
    .addOption(form())
    .option('--pairs <n>', 'at most so many for one question (default: 4)')
    .option('--vulnerable-over-broken', 'also prefer what works and is vulnerable to what does not work')
    .action(async (runs, flags) => (await import('./commands/export.ts')).exportDpo(runs, flags));
  kind('rl', 'questions with the ids of their tasks, for the scoring service').action(async (runs, flags) =>
    (await import('./commands/export.ts')).exportRl(runs, flags),
  );
  const contamination = program
    .command('probe')
    .description('does a model know the tasks by heart?')
    .command('contamination')
    .description('the same tasks under other names, paired with the originals')
    .argument('[runs...]', 'one run of each form, made already; else both are asked now');
  addStudyOptions(contamination, { model: 'optional' })
    .addOption(
      new Option('--metric <name>', 'what to compare by')
        .choices(['secure-pass@1', 'pass@1', 'exploited@1'])
        .default('secure-pass@1'),
    )
    .addOption(suiteOption())
    .addOption(environmentOption())
    .addOption(tierOption())
    .addOption(workersOption())
    .addOption(runsOption())
    .addOption(jsonOption())
    .action(async (runs, flags) =>
      (await import('./commands/probe.ts')).probeContamination(runs, flags, process.argv.slice(2)),
    );
}
