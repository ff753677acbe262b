import { python } from '../inline-task.ts';

/**
 * A hostile program that tries one thing. `attempt()` returns what it got, or None; an OSError is a refusal. TARGET
 * (see world.ts) says what there is to get; a canary it cannot know is told apart from a boast by who planted it.
 */
export interface Escape {
  readonly code: string;
  readonly control: Control;
  /** Who is there before it: a candidate in another sandbox, or an earlier one in the same that ran `before()`. */
  readonly planted?: 'a neighbour' | 'an earlier candidate';
}

/** Where the same program must get what it tries, so that a refusal means something. */
export type Control =
  /** On this machine without a sandbox, as who runs the tests. */
  | { readonly where: 'outside'; readonly needs?: string }
  | { readonly where: 'outside, as root'; readonly needs?: string }
  | { readonly where: 'outside, as an ordinary user'; readonly needs?: string }
  /** With a terminal that controls it. */
  | { readonly where: 'outside, on a terminal'; readonly needs?: string }
  /** With all powers over namespaces that nobody else is in, and a process there to hurt. */
  | { readonly where: 'in namespaces of its own'; readonly needs?: string }
  /** In the sandbox, by the candidate that planted it itself. */
  | { readonly where: 'beside what was planted' }
  | { readonly where: 'nowhere'; readonly because: string };

export type Escapes = Readonly<Record<string, Escape>>;

/** `needs`: a path without which this machine has nothing to show; the control is then skipped by name. */
export const outside = (code: string, needs?: string): Escape => controlled('outside', code, needs);
export const asRoot = (code: string, needs?: string): Escape => controlled('outside, as root', code, needs);
export const asUser = (code: string, needs?: string): Escape => controlled('outside, as an ordinary user', code, needs);
export const onTerminal = (code: string): Escape => controlled('outside, on a terminal', code);
export const inNamespaces = (code: string, needs?: string): Escape =>
  controlled('in namespaces of its own', code, needs);
export const unproven = (because: string, code: string): Escape => ({ code, control: { where: 'nowhere', because } });
export const besides = (planted: NonNullable<Escape['planted']>, code: string): Escape => ({
  code,
  planted,
  control: { where: 'beside what was planted' },
});

type Place = Exclude<Control['where'], 'nowhere' | 'beside what was planted'>;

function controlled(where: Place, code: string, needs?: string): Escape {
  return { code, control: { where, ...(needs === undefined ? {} : { needs }) } };
}

/** A system call by its numbers on x86-64 and arm64. A kernel that objects to the arguments has not refused. */
export const taken = (numbers: readonly [number, number], args = ''): string =>
  `def attempt():\n    return taken(${numbers.join(', ')}${args === '' ? '' : `, ${args}`})\n`;

/** What every program may use, and `outcome()`, which tells what became of it. */
export const prelude = python`
  import ctypes, errno, fcntl, os, re, select, signal, socket, stat, struct, subprocess, sys, time

  libc = ctypes.CDLL(None, use_errno=True)
  REFUSALS = (errno.EPERM, errno.EACCES, errno.ENOSYS)
  CANARY = re.compile(rb"canary-of-[a-z-]{6,40}-[0-9a-f]{16}")

  def call(x86, arm, *arguments):
      number = x86 if os.uname().machine == "x86_64" else arm
      words = [one if isinstance(one, bytes) else ctypes.c_long(one) for one in arguments]
      result = libc.syscall(ctypes.c_long(number), *words)
      if result == -1:
          raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
      return result

  def taken(x86, arm, *arguments):
      try:
          return f"result {call(x86, arm, *arguments)}"
      except OSError as error:
          if error.errno in REFUSALS:
              raise
          return f"an answer, {errno.errorcode[error.errno]}"

  def done(result, what="done"):
      if result == -1:
          raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
      return what

  def first_of(attempts):
      """What the first attempt that is not refused got."""
      refusal = None
      for attempt in attempts:
          try:
              got = attempt()
          except OSError as error:
              refusal = error
              continue
          if got is not None:
              return got
      if refusal is not None:
          raise refusal

  def in_child(action):
      """What it got in a process of its own, which it may lose; a refusal there is one here."""
      reading, writing = os.pipe()
      child = os.fork()
      if child == 0:
          try:
              got = action()
              told = b"" if got is None else b"got " + str(got).encode()
          except OSError as error:
              told = b"%d" % (error.errno or 0)
          os.write(writing, told)
          os._exit(0)
      os.close(writing)
      os.waitpid(child, 0)
      with os.fdopen(reading, "rb") as pipe:
          told = pipe.read().decode()
      if told.isdigit():
          raise OSError(int(told), os.strerror(int(told)))
      return told.removeprefix("got ") or None

  def read(path, size=4096):
      with open(path, "rb") as file:
          return file.read(size).decode(errors="replace") or None

  def canaries_in(paths):
      for path in paths:
          try:
              with open(path, "rb") as file:
                  found = CANARY.search(file.read(1 << 20))
          except OSError:
              continue
          if found:
              return found[0].decode()

  def others():
      """Processes to reach for: the one that is named, the parent, and all that a low number may name."""
      return [pid for pid in (TARGET["pid"], os.getppid(), *range(1, 60)) if pid > 0 and pid != os.getpid()]

  def outcome():
      try:
          got = attempt()
      except OSError as error:
          return "refused", errno.errorcode.get(error.errno, str(error))
      return ("refused", "nothing was there") if got is None else ("got", str(got)[:300])
`;

/** A program as a script: `outcome()` says what became of it. `before` comes ahead of its own code. */
export function program(tried: Escape, target: object, before = ''): string {
  const told = `TARGET = __import__("json").loads(${JSON.stringify(JSON.stringify(target))})`;
  return `${[prelude, told, before, tried.code].join('\n')}\n`;
}
