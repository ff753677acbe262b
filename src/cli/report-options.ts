import { type Command, Option } from 'commander';

/** What `report` can write beside what it prints: a file each, or `-` for standard output. */
export interface ReportFileFlags {
  readonly html?: string;
  readonly markdown?: string;
  readonly csv?: string;
  readonly csvRates?: string;
  readonly latex?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly parquet?: string;
  readonly badge?: string;
  /** A folder. */
  readonly candidates?: string;
}

export function addReportFiles(command: Command): Command {
  return command
    .addOption(new Option('--html <file>', 'write an HTML page (each <file> may be - for standard output)'))
    .addOption(new Option('--markdown <file>', 'tables for a pull request or a wiki'))
    .addOption(new Option('--csv <file>', 'a line for each attempt'))
    .addOption(new Option('--csv-rates <file>', 'a line for each figure with its interval'))
    .addOption(new Option('--latex <file>', 'tables for a paper'))
    .addOption(new Option('--junit <file>', 'a test case for each attempt, for CI'))
    .addOption(new Option('--sarif <file>', 'a finding for each vulnerable candidate, for code scanning'))
    .addOption(new Option('--parquet <file>', 'the attempts as a Parquet file'))
    .addOption(new Option('--badge <file>', 'an SVG badge with secure-pass@1'))
    .addOption(new Option('--candidates <folder>', 'write the code of vulnerable candidates, where --sarif points'));
}

/** Whether the page is all that lists attempts, so that it can do with less of each, and with a sample of very many. */
export function onlyPageLists({ html, ...others }: ReportFileFlags, json: boolean): boolean {
  return html !== undefined && !json && !listsAttempts(others);
}

/** Whether a file is asked for that lists attempts one by one. */
export function listsAttempts({ html, csv, junit, sarif, parquet, candidates }: ReportFileFlags): boolean {
  return [html, csv, junit, sarif, parquet, candidates].some((file) => file !== undefined);
}
