/** Candidates above this are not analysed: no answer to a task is that long. */
export const mostCodeBytes = 256 * 1024;

/** Why a code is not handed to any tool; undefined when it can be. */
export function tooLarge(code: string): string | undefined {
  return Buffer.byteLength(code) > mostCodeBytes ? `larger than ${mostCodeBytes / 1024} KiB` : undefined;
}
