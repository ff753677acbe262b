import { constants } from 'node:fs';
import { lstat, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentProject } from '../../core/agent-project.ts';

/** Of one file. Bytes. */
const mostOfFile = 256 * 1024;
/** Of all changes that a transcript tells. Characters. */
const mostOfChanges = 65_536;
const mostFiles = 200;

/** Lays a project out in a new folder. */
export async function layOut({ files }: AgentProject): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'seceval-agent-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

export async function removeProject(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** The text of a file; undefined where there is none. Never follows a link: an agent may lay one to anywhere. */
export async function readPlainFile(path: string): Promise<string | undefined> {
  try {
    if (!(await lstat(path)).isFile()) return undefined;
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(mostOfFile + 1), position: 0 });
      return buffer.subarray(0, bytesRead).toString('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

/** What became of the files of a project, bounded: `changed solution.py`, and the text of what is new. */
export async function tellChanges(folder: string, { files, candidate }: AgentProject): Promise<string> {
  const names = (await readdir(folder, { recursive: true }).catch(() => [])).sort().slice(0, mostFiles);
  const told: string[] = Object.keys(files).flatMap((name) => (names.includes(name) ? [] : [`deleted ${name}`]));
  for (const name of names) {
    const text = await readPlainFile(join(folder, name));
    if (text === undefined || text === files[name]) continue;
    const word = name in files ? 'changed' : 'new';
    told.push(name === candidate ? `${word} ${name}` : `${word} ${name}\n${text.slice(0, 4096)}`);
  }
  return told.join('\n\n').slice(0, mostOfChanges);
}
