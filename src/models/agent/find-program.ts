import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserMistake } from '../../core/errors.ts';

/**
 * Throws UserMistake where the program of a command is no executable file of this machine: then no sandbox has it either,
 * whatever of the machine it shows. `path`: folders with colons between them, for a name without a slash.
 */
export function assertProgram(id: string, program: string, path: string): void {
  if (program.startsWith('/')) {
    if (isExecutable(program)) return;
    throw new UserMistake(`${id}: ${program} is no program`, { hint: 'name an executable file' });
  }
  if (program.includes('/')) {
    throw new UserMistake(`${id}: ${program} is not in the project that an agent works in`, {
      hint: 'name the program by its whole path',
    });
  }
  if (path.split(':').some((folder) => folder !== '' && isExecutable(join(folder, program)))) return;
  throw new UserMistake(`${id}: there is no program ${program} in ${path}`, {
    hint: 'name it by its whole path, or hand on your own PATH (--agent-env PATH); --agent-mount shows the agent what lies elsewhere',
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
