import pc from 'picocolors';
import { SecevalError } from '../core/errors.ts';
import { type ExitCode, exitCodes } from '../core/exit-codes.ts';

/** Prints an error on standard error, and says which exit code it means. A bug shows its stack. */
export function tellError(error: unknown): ExitCode {
  if (SecevalError.isInstance(error)) {
    process.stderr.write(`${pc.red('seceval:')} ${oneLine(error.message)}\n`);
    if (error.hint !== undefined) process.stderr.write(`${pc.dim('  →')} ${oneLine(error.hint)}\n`);
    return error.exitCode;
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'EPIPE') return exitCodes.done; // whoever read the output has enough
  if (code === 'ENOSPC') {
    process.stderr.write(`${pc.red('seceval:')} the disk is full\n`);
    return exitCodes.environment;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${pc.red('seceval: this is a bug')}\n${stack}\n`);
  return exitCodes.environment;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
