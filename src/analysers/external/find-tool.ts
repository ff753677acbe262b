import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** The full path of a program on PATH, links resolved; undefined when it is not installed. Relative parts of PATH are not searched. */
export async function findTool(name: string, path = process.env['PATH'] ?? ''): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((part) => isAbsolute(part))) {
    const file = join(folder, name);
    try {
      await access(file, constants.X_OK);
      if ((await stat(file)).isFile()) return await realpath(file);
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
