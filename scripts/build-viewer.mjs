// Builds the browser's app of reports: one classic script and one style sheet, which pages hold inline.
import { join } from 'node:path';

/** Writes `app.js` and `app.css` into `folder`. Throws where it does not compile. */
export async function buildViewer(project, folder) {
  // Loaded here: a build that finds nothing to do needs none of it.
  const { build } = await import('vite');
  await build({
    root: join(project, 'viewer'),
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: join(project, 'viewer/src/main.tsx'),
        output: { format: 'iife', entryFileNames: 'app.js', assetFileNames: 'app[extname]' },
      },
    },
  });
}
