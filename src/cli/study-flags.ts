import type { Command } from 'commander';
import { Option } from 'commander';
import { type StudyName, studyNames } from './studies.ts';

/** Flags that choose tasks by what they are; each may be given several times. */
export interface TaskFilterFlags {
  readonly cwe?: string[];
  readonly family?: string[];
  readonly severity?: string[];
  readonly fit?: string[];
  readonly library?: string[];
  readonly tag?: string[];
}

/** Flags that say which families are kept from training. */
export interface SplitFlags {
  readonly split?: 'train' | 'holdout';
  readonly holdout?: string;
  readonly splitSeed?: string;
}

/** Flags about where `agent:` models work. */
export interface AgentFlags {
  readonly agentSandbox?: string;
  /** False with `--no-agent-network`. */
  readonly agentNetwork?: boolean;
  readonly agentTimeout?: string;
  readonly agentEnv?: string[];
  readonly agentMount?: string[];
  readonly agentCost?: string;
}

/** Flags of `run` as commander hands them over: text, checked in study-options.ts. */
export interface StudyFlags extends TaskFilterFlags, SplitFlags, AgentFlags {
  readonly model?: string[];
  readonly mode?: string[];
  readonly strategy?: string[];
  readonly study?: StudyName;
  readonly repairFrom?: string;
  readonly classifyFrom?: string;
  readonly control?: boolean;
  readonly choices?: string[];
  readonly task?: string[];
  readonly samples?: string;
  readonly temperature?: string;
  readonly topP?: string;
  readonly maxTokens?: string;
  readonly reasoningEffort?: 'low' | 'medium' | 'high';
  readonly seed?: string;
  readonly baseUrl?: string;
  readonly concurrency?: string;
  readonly requestsPerMinute?: string;
  readonly requestTimeout?: string;
  readonly retries?: string;
  readonly maxCost?: string;
  readonly confirmAbove?: string;
  readonly yes?: boolean;
  readonly prices?: string;
  readonly template?: string[];
  readonly vary?: string;
  readonly record?: string;
  readonly cache?: boolean;
  readonly queue?: string;
}

/** Gathers the values of a flag that may be given several times, or as a list with commas. */
export function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), ...value.split(',').filter((part) => part !== '')];
}

/** As `collect`, of values that may hold commas. */
export function collectWhole(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

interface StudyForm {
  readonly model?: 'required' | 'optional';
}

export function addTaskFilters(command: Command): Command {
  return command
    .option('--cwe <list>', 'only tasks of these weaknesses', collect)
    .option('--family <list>', 'only tasks of these families', collect)
    .option('--severity <list>', 'only low, medium, high or critical ones', collect)
    .option('--fit <list>', 'only strong or weak ones', collect)
    .option(
      '--library <list>',
      'only tasks whose references use these (standard: none but the standard library)',
      collect,
    )
    .option(
      '--tag <list>',
      "only tasks with these tags; codeseceval-44 and secucogen-21 are the studies' lists",
      collect,
    );
}

/** `model: 'optional'`: for a command that can also go by runs that are there. */
export function addStudyOptions(command: Command, { model = 'required' }: StudyForm = {}): Command {
  return addTaskFilters(command)
    .addOption(
      new Option(
        '--model <spec>',
        'openai:NAME, anthropic:NAME, google:NAME, mistral:NAME, bedrock:NAME, compatible:NAME, completion:NAME, local:FILE.gguf, replay:FILE, reference:secure|insecure, agent:COMMAND (repeatable)',
      )
        .argParser(collectWhole)
        .makeOptionMandatory(model === 'required'),
    )
    .option('--mode <list>', 'generate, repair, classify: with their plainest strategy', collect)
    .option(
      '--strategy <list>',
      'mode/name, e.g. generate/aware, or a file with one of your own, e.g. ./mine.ts (default: generate/direct; with replay: all recorded)',
      collect,
    )
    .addOption(
      new Option(
        '--study <name>',
        'mitigation: every strategy of generate and repair; classification: every one of classify; secucogen-classification: detect and identify (among 17) on the 21 weaknesses of SecuCoGen',
      ).choices(studyNames),
    )
    .option('--repair-from <run>', "repair: a model's own vulnerable attempts of an earlier run")
    .option('--classify-from <run>', "classify: a model's own attempts of an earlier run, labelled by their verdicts")
    .option('--control', 'repair: hand over secure code, too: does the model break it?')
    .option(
      '--choices <list>',
      "identify: the closed list, e.g. CWE-89,CWE-79; secucogen-17: SecuCoGen's; suite: every weakness of the suite (default)",
      collect,
    )
    .option('--task <list>', 'ids, short names, weaknesses or patterns (default: all)', collect)
    .addOption(
      new Option('--split <part>', 'only families that training may use, or only those held out from it').choices([
        ...['train', 'holdout'],
      ]),
    )
    .option('--holdout <share>', 'part of the families that is held out (default: 0.2)')
    .option('--split-seed <n>', 'of the draw of families (default: 1)')
    .option('--samples <n>', 'answers for each task and strategy (default: 1; with replay: all recorded)')
    .option('--temperature <x>', "default: the provider's")
    .option('--top-p <x>', "default: the provider's")
    .option('--max-tokens <n>', 'limit of an answer')
    .addOption(new Option('--reasoning-effort <level>', 'for models that reason').choices(['low', 'medium', 'high']))
    .option('--seed <n>', 'for providers that take one')
    .option('--base-url <url>', 'of an OpenAI-compatible server, e.g. http://127.0.0.1:8000/v1')
    .option('--concurrency <n>', 'requests at once for each model (default: 8)')
    .option('--requests-per-minute <n>', 'limit for each model')
    .option('--request-timeout <seconds>', 'limit of one request (default: 600)')
    .option('--retries <n>', 'of a failed request (default: 4)')
    .option('--max-cost <dollars>', 'stop when this much is spent')
    .addOption(
      new Option('--confirm-above <dollars>', 'ask before a run that is estimated to cost more').env(
        'SECEVAL_CONFIRM_ABOVE',
      ),
    )
    .option('--yes', 'do not ask')
    .option('--prices <file>', 'YAML with prices of further models')
    .option(
      '--template <mode/strategy=file>',
      'a prompt template of your own; mode/strategy/later=file: that of later turns (repeatable)',
      collectWhole,
    )
    .option('--vary <seed>', 'rename entry points, tables and fields, and draw other payloads')
    .option('--record <file>', 'append raw answers to a file that replay: reads')
    .option('--agent-sandbox <kind>', 'where agent: works: bubblewrap (default), docker:IMAGE, podman:IMAGE, none')
    .option('--no-agent-network', 'an agent reaches nothing')
    .option('--agent-timeout <seconds>', 'limit of one attempt of an agent (default: 900)')
    .option('--agent-env <names>', 'environment variables that reach an agent', collect)
    .option('--agent-mount <path>', 'what an agent may read beside the system (repeatable)', collectWhole)
    .option('--agent-cost <dollars>', 'what an attempt counts as where the agent tells no cost')
    .option('--no-cache', 'ask again even what was asked before')
    .option('--queue <url>', 'let workers ask and judge: redis://HOST[:PORT], see seceval worker');
}
