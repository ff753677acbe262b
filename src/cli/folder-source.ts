import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserMistake } from '../core/errors.ts';
import type { Suite } from '../core/task.ts';
import { analysesFile } from '../store/analyses-file.ts';
import { readBlobsOf } from '../store/blob-folder.ts';
import { listRuns } from '../store/find-run.ts';
import { readManifest } from '../store/manifest.ts';
import { eventsFile } from '../store/read-events.ts';
import { isBeingWritten } from '../store/run-lock.ts';
import type { RunSource } from '../view/run-source.ts';
import { readListedReport } from './read-listed.ts';
import { openSuiteOf } from './read-report.ts';
import { referencesOf } from './references-of.ts';

/** The runs of a folder, or the one run that the folder is, for `seceval view`. */
export async function folderSource(folder: string): Promise<RunSource> {
  const path = resolve(folder);
  await assertFolder(folder, path);
  const siblings = await listRuns(dirname(path));
  const single = siblings.includes(basename(path)) ? basename(path) : undefined;
  const root = single === undefined ? path : dirname(path);
  const at = (name: string): string => join(root, name);

  // A suite is read once, not at every look at a run of it.
  const suites = new Map<string, Promise<Suite | undefined>>();
  const suiteOf = async (name: string): Promise<Suite | undefined> => {
    const manifest = await readManifest(at(name));
    const suite = suites.get(manifest.suite.folder) ?? openSuiteOf(manifest);
    suites.set(manifest.suite.folder, suite);
    return suite;
  };

  return {
    list: async () => (single === undefined ? listRuns(root) : [single]),
    manifest: (name) => readManifest(at(name)),
    async version(name) {
      const { size, mtimeMs } = await stat(eventsFile(at(name)));
      // What analysers say comes later, beside the log.
      const analyses = await stat(analysesFile(at(name))).catch(() => undefined);
      return `${size}-${Math.round(mtimeMs)}-${analyses?.size ?? 0}`;
    },
    isLive: (name) => isBeingWritten(at(name)),
    async read(name, tell) {
      const { size } = await stat(eventsFile(at(name)));
      const onRead = (bytes: number) => tell(Math.min(1, bytes / Math.max(1, size)));
      return readListedReport(at(name), { suite: await suiteOf(name), descriptive: false, onRead });
    },
    blobs: (name) => readBlobsOf(at(name)),
    references: async (name, task) => referencesOf(await suiteOf(name))(task),
  };
}

async function assertFolder(folder: string, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return;
  const what = found === undefined ? 'there is no folder' : 'not a folder:';
  throw new UserMistake(`${what} ${folder}`, { hint: 'name one with runs in it, or start a run: seceval run' });
}
