import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../core/canonical.ts';
import { EnvironmentFault } from '../core/errors.ts';

/** What `environment: host` shows as /etc: nothing of the machine. */
const etcFiles: Readonly<Record<string, string>> = {
  passwd: 'root:x:0:0::/:/usr/sbin/nologin\ncandidate:x:1000:1000::/work:/bin/sh\n',
  group: 'root:x:0:\ncandidate:x:1000:\n',
  hosts: '127.0.0.1 localhost\n',
  hostname: 'candidate\n',
  'resolv.conf': 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
};

/**
 * Copies the harness below `store`, where the user of a slot can read it (a home folder of mode 0700 he cannot
 * enter), under the hash of its content. Returns the folder that holds `harness/` and `etc/`.
 */
export async function stageHarness(source: string, store: string): Promise<string> {
  const folder = join(store, 'harness', (await hashFolder(source)).slice(0, 16));
  if (await exists(folder)) return folder;
  const half = `${folder}.${randomUUID()}.half`;
  try {
    await mkdir(join(half, 'etc'), { recursive: true, mode: 0o755 });
    await cp(source, join(half, 'harness'), {
      recursive: true,
      filter: (path) => !path.includes('__pycache__'),
    });
    for (const [name, content] of Object.entries(etcFiles)) await writeFile(join(half, 'etc', name), content);
    await mkdir(join(half, 'etc/ssl/certs'), { recursive: true });
    await symlink('/tools/ca.pem', join(half, 'etc/ssl/certs/ca-certificates.crt')); // the judge's trust store
    await rename(half, folder).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // somebody else was faster
    });
  } catch (error) {
    throw new EnvironmentFault(`the judge's files cannot be laid below ${store}`, {
      hint: 'set SECEVAL_CACHE to a folder on a disk with room that everybody may enter',
      cause: error,
    });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  return folder;
}

async function hashFolder(folder: string): Promise<string> {
  const parts: string[] = [JSON.stringify(etcFiles)];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.py'));
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  for (const path of paths) parts.push(path.slice(folder.length), sha256(await readFile(path)));
  return sha256(parts.join('\n'));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
