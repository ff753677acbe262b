import { type ProgramResult, runProgram, systemPath } from '../../run-program.ts';

export const engineNames = ['podman', 'docker'] as const;
export type EngineName = (typeof engineNames)[number];

/** A container engine that answers, and the words that make it run containers on this machine. */
export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  /** In front of `run`: runtime and cgroup manager, where the defaults do not work. */
  readonly globalOptions: readonly string[];
  /** The kernel's limits on memory and processes of the whole container, where the engine can set them. */
  readonly limitOptions: readonly string[];
}

/** What the client itself needs to find its engine; nothing of it reaches a container. */
export function clientEnvironment(): Record<string, string> {
  const names = ['HOME', 'XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'DBUS_SESSION_BUS_ADDRESS'];
  const env: Record<string, string> = { PATH: systemPath };
  for (const name of [...names, 'DOCKER_HOST', 'DOCKER_CONTEXT', 'CONTAINER_HOST']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}

export function runEngine(name: EngineName, words: readonly string[], timeoutMs = 60_000): Promise<ProgramResult> {
  return runProgram(name, words, { env: clientEnvironment(), timeoutMs });
}

export type EngineSearch =
  | { readonly found: true; readonly name: EngineName; readonly version: string }
  | { readonly found: false; readonly detail: string };

/** The first engine that is installed and answers: podman needs no service and no rights. */
export async function findEngine(): Promise<EngineSearch> {
  const refusals: string[] = [];
  for (const name of engineNames) {
    const format = name === 'podman' ? '{{.Client.Version}}' : '{{.Server.Version}}';
    const asked = await runEngine(name, ['version', '--format', format], 15_000);
    if (asked.ran && asked.exitCode === 0) return { found: true, name, version: asked.stdout.trim() };
    refusals.push(asked.ran ? `${name}: ${lastLine(asked.stderr)}` : `${name} is not installed`);
  }
  return { found: false, detail: refusals.join('; ') };
}

export function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.at(-1)?.trim() ?? 'it gave no reason';
}
