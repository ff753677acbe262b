// A coding agent as a model: it works in a project folder with its own tools, and what it leaves there is its answer.
import { join } from 'node:path';
import type { AgentProject } from '../../core/agent-project.ts';
import { canonicalJson } from '../../core/canonical.ts';
import type { Completion } from '../../core/completion.ts';
import { EnvironmentFault, Interrupted, ModelRequestError, UserMistake } from '../../core/errors.ts';
import type { CompletionRequest, Model } from '../../core/model.ts';
import type { Variables } from '../model-options.ts';
import type { AgentOptions } from './agent-options.ts';
import { readAgentReport } from './agent-report.ts';
import { assertProgram } from './find-program.ts';
import { layOut, readPlainFile, removeProject, tellChanges } from './project-folder.ts';
import { type AgentRun, runAgent } from './run-agent.ts';
import { sandboxedCommand } from './sandbox-command.ts';
import { promptPlace, splitCommand } from './split-command.ts';

interface AgentSpec {
  readonly id: string;
  readonly command: string;
  readonly env: Variables;
}

/** Where programs are looked for, unless `--agent-env PATH` hands on the user's own. */
const systemPath = '/usr/local/bin:/usr/bin:/bin';

/**
 * Opens `agent:COMMAND`. Throws UserMistake for an empty command, a variable that is named and not set, or a program that
 * is not there; an image may have programs of its own.
 */
export function openAgent({ id, command, env }: AgentSpec, options: AgentOptions): Model {
  const words = splitCommand(command);
  const [program] = words;
  if (program === undefined)
    throw new UserMistake('agent: there is no command', { hint: 'For instance agent:"codex exec {prompt}".' });
  const variables = chosenVariables(env, options.variables);
  const { sandbox, network, timeoutSeconds, mounts } = options;
  if (sandbox.kind !== 'container') assertProgram(id, program, variables['PATH'] ?? systemPath);
  return {
    id,
    decoding: {},
    identity: {
      provider: 'agent',
      model: command,
      sandbox: sandbox.kind === 'container' ? `container ${sandbox.image}` : sandbox.kind,
      network: String(network),
      timeout: String(timeoutSeconds),
      ...(options.variables.length > 0 && { variables: options.variables.join(' ') }),
      ...(mounts.length > 0 && { mounts: canonicalJson(mounts) }),
    },
    cacheable: true,
    async complete(request) {
      if (request.attempt.mode === 'classify') {
        throw new UserMistake(`${id} writes code, and classify asks for a judgement`, {
          hint: 'take generate or repair',
        });
      }
      const project = continued(options.layOut(request.attempt), request);
      const folder = await layOut(project);
      try {
        const run = await runIn(folder, { words, variables, options, request });
        if (request.signal?.aborted) throw new Interrupted(`${id}: stopped while it worked`);
        return await answer(id, { folder, project, run, options });
      } finally {
        await removeProject(folder);
      }
    },
  };
}

function chosenVariables(env: Variables, names: readonly string[]): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (const name of names) {
    const value = env[name];
    if (value === undefined)
      throw new UserMistake(`--agent-env ${name}: this variable is not set`, { hint: `export ${name}=…` });
    chosen[name] = value;
  }
  return chosen;
}

/** In a later turn the agent finds what it wrote before. */
function continued(project: AgentProject, { prompt }: CompletionRequest): AgentProject {
  const before = prompt.earlier?.at(-1)?.assistant;
  const code = before === undefined ? undefined : /^(`{3,})python\n([\s\S]*?)\n\1$/.exec(before.trim())?.[2];
  return code === undefined ? project : { ...project, files: { ...project.files, [project.candidate]: `${code}\n` } };
}

interface Running {
  readonly words: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly options: AgentOptions;
  readonly request: CompletionRequest;
}

function runIn(folder: string, { words, variables, options, request }: Running): Promise<AgentRun> {
  const { system, user } = request.prompt;
  const task = [system, user].filter((part) => part !== undefined).join('\n\n');
  const prompt = `${task}\n\n## Where you work\n\nYou are in the folder of a small project. README.md has the problem. Do not print the module: write it, complete, to the file ${options.layOut(request.attempt).candidate}. What stands in that file when you are done is your answer, and nobody will reply to questions.\n`;
  const asArgument = words.some((word) => word.includes(promptPlace));
  const command = words.map((word) => word.replaceAll(promptPlace, () => prompt));
  const confined = options.sandbox.kind === 'none' ? {} : { HOME: '/home/agent' };
  const env = { PATH: systemPath, LANG: 'C.UTF-8', TERM: 'dumb', ...confined, ...variables };
  const { file, args } = sandboxedCommand({ project: folder, command, env }, options);
  // A container's engine needs its own settings; it hands on only what is named.
  const own = options.sandbox.kind === 'container' ? { ...process.env, ...variables } : env;
  return runAgent(file, args, {
    cwd: options.sandbox.kind === 'none' ? folder : '/',
    env: Object.fromEntries(
      Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    input: asArgument ? undefined : prompt,
    timeoutMs: options.timeoutSeconds * 1000,
    signal: request.signal,
  });
}

interface Done {
  readonly folder: string;
  readonly project: AgentProject;
  readonly run: AgentRun;
  readonly options: AgentOptions;
}

async function answer(id: string, { folder, project, run, options }: Done): Promise<Completion> {
  if (run.notStarted !== undefined) {
    throw new EnvironmentFault(`${id} cannot be started: ${run.notStarted}`, {
      hint: 'is it installed, or bubblewrap (seceval doctor)?',
    });
  }
  const written = await readPlainFile(join(folder, project.candidate));
  const untouched = written === project.files[project.candidate];
  // A failure without a result is a failed request, not an answer: a network that is down says nothing of the agent.
  if (run.exitCode !== 0 && !run.timedOut && (written === undefined || untouched)) {
    const last = run.stderr.trim().split('\n').at(-1) ?? '';
    throw new ModelRequestError(`${id} ended with ${run.exitCode ?? 'a signal'}: ${last.slice(0, 300)}`, {
      failure: 'transient',
      retryable: true,
    });
  }
  const report = readAgentReport(run.stdout);
  // In repair the code that was handed over may be left as it is; a stub is no answer.
  const none = written === undefined || written.trim() === '' || (untouched && project.stub === true);
  return {
    text: none ? '' : fenced(written),
    finish: run.timedOut ? 'length' : 'stop',
    ...report,
    ...(report.costUsd === undefined && options.costUsd !== undefined && { costUsd: options.costUsd }),
    warnings: run.timedOut ? [`stopped after ${options.timeoutSeconds} s`] : [],
    transcript: {
      ...(run.exitCode !== undefined && { exitCode: run.exitCode }),
      seconds: run.seconds,
      stdout: run.stdout,
      stderr: run.stderr,
      changes: await tellChanges(folder, project),
    },
    latencyMs: run.seconds * 1000,
  };
}

/** As a fenced block that nothing in the file can close, in the form in which every model answers. */
function fenced(code: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}python\n${code.replace(/\n+$/, '')}\n${fence}`;
}
