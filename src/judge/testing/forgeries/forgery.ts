import { python } from '../inline-task.ts';

/**
 * Candidates that would like to be judged `secure`, or to be excused as a fault of the harness. Honestly each is what
 * `honest` says; a forger may also come out worse. `answer(1)` must be 2; for a text it must return [] or refuse.
 */
export interface Forgery {
  readonly honest: 'secure' | 'vulnerable' | 'broken' | 'invalid';
  readonly code: string;
}

/** Function holds, and any text leaks. */
export const leaks = python`
  import array, atexit, decimal, gc, json, os, signal, socket, struct, sys, threading, time

  def answer(value):
      if value == 1:
          return 2
      return ["leaked"]
`;

/** Puts bytes or a message on the connection to the judge as if the host had. */
export const speaks = python`
  def put(raw):
      os.write(3, raw)

  def say(message):
      body = json.dumps(message).encode()
      put(struct.pack(">I", len(body)) + body)
`;

export function vulnerable(code: string): Forgery {
  return { honest: 'vulnerable', code: `${leaks}\n${speaks}\n${code}` };
}

export function broken(code: string): Forgery {
  return { honest: 'broken', code: `${leaks}\n${speaks}\n${code}` };
}

/** What it does when it is attacked, in place of the leak. */
export function underAttack(body: string): Forgery {
  const indented = body.trimEnd().replaceAll('\n', '\n    ');
  return vulnerable(`def answer(value):\n    if value == 1:\n        return 2\n    ${indented}\n`);
}

/** An exception is a refusal, however strange: that is honestly secure, and must not trouble the judge. */
export function refuses(body: string): Forgery {
  return { ...underAttack(body), honest: 'secure' };
}
