import type { BuiltEnvironment } from '../../../core/environment.ts';
import { EnvironmentFault } from '../../../core/errors.ts';
import { namespaceRemedy, readNamespaceFacts } from '../../doctor/namespaces.ts';
import { type Engine, type EngineName, findEngine, lastLine, runEngine } from './engine.ts';
import { ensureImage } from './image.ts';
import { runArguments } from './run-options.ts';

/** The whole sandbox's ceiling: far above what the judge allows any candidate, so that the judge's own limits come first. */
const limitOptions = ['--memory=6g', '--pids-limit=1024'];

type Manner = Pick<Engine, 'globalOptions' | 'limitOptions'>;

/** What an engine may need on one machine or another; the first that works is taken. */
const manners: Readonly<Record<EngineName, readonly Manner[]>> = {
  podman: [
    { globalOptions: [], limitOptions },
    { globalOptions: ['--cgroup-manager=cgroupfs'], limitOptions },
    { globalOptions: ['--runtime=runc', '--cgroup-manager=cgroupfs'], limitOptions },
    // Without rights over cgroups: what remains are the limits that bubblewrap has, too.
    { globalOptions: ['--cgroup-manager=cgroupfs'], limitOptions: ['--cgroups=disabled'] },
  ],
  docker: [{ globalOptions: [], limitOptions }],
};

export type Trial =
  | { readonly works: true; readonly engine: Engine; readonly image: string }
  | { readonly works: false; readonly detail: string; readonly remedy?: string };

/** Runs a container as a sandbox would be, with namespaces nested in it. Imports the environment where it is not yet. */
export async function tryEngine(environment: BuiltEnvironment): Promise<Trial> {
  const search = await findEngine();
  if (!search.found) {
    return { works: false, detail: search.detail, remedy: 'sudo apt-get install podman runc' };
  }
  try {
    return await tryManners(search, await ensureImage(search.name, environment));
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error;
    return { works: false, detail: error.message, ...(error.hint !== undefined && { remedy: error.hint }) };
  }
}

async function tryManners({ name, version }: Pick<Engine, 'name' | 'version'>, image: string): Promise<Trial> {
  const inside = ['/usr/bin/unshare', '--user', '--map-root-user', '--mount', '--net', '--ipc', '--pid', '--fork'];
  let said = '';
  for (const manner of manners[name]) {
    const engine: Engine = { name, version, ...manner };
    const trial = `seceval-${process.pid}-trial-${Date.now()}`;
    const command = [...inside, '--mount-proc', '/bin/true'];
    const tried = await runEngine(engine.name, runArguments(engine, { image, name: trial, slot: 0 }, command));
    if (tried.ran && tried.exitCode === 0) return { works: true, engine, image };
    said = tried.ran ? lastLine(tried.stderr) : tried.reason;
  }
  const remedy = namespaceRemedy(await readNamespaceFacts());
  const detail = `${name} ${version} cannot run the sandbox: ${said}`;
  return { works: false, detail, ...(remedy !== undefined && { remedy }) };
}
