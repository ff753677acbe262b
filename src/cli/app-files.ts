import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentFault } from '../core/errors.ts';
import { packageFolder } from '../package-folder.ts';
import type { AppFiles } from '../report/page/assemble-page.ts';

/** The app of reports as the build left it, whether this runs from src or from dist. */
export async function readAppFiles(): Promise<AppFiles> {
  const read = (name: string) => readFile(join(packageFolder, 'dist', 'viewer', name), 'utf8');
  try {
    return { script: await read('app.js'), style: await read('app.css') };
  } catch (cause) {
    throw new EnvironmentFault('the app of HTML reports is not there', { cause, hint: 'build it: npm run build' });
  }
}
