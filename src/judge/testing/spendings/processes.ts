import { python } from '../inline-task.ts';
import type { Spendings } from './spending.ts';

export const processes: Spendings = {
  'a fork bomb': {
    told: /^BlockingIOError: \[Errno 11\]/,
    limit: false,
    code: python`
      import os, signal

      def spend():
          top = os.getpid()
          try:
              while True:
                  os.fork()
          finally:
              if os.getpid() != top:
                  signal.pause()
              os.kill(-1, signal.SIGKILL)
    `,
  },
  'a fork bomb that goes on': {
    told: /^(cpu|wall) limit spent/,
    limit: true,
    code: python`
      import os

      def spend():
          while True:
              try:
                  os.fork()
              except OSError:
                  pass
    `,
  },
  'a bomb of programs': {
    told: /^BlockingIOError: \[Errno 11\]/,
    limit: false,
    code: python`
      import subprocess

      def spend():
          kept = []
          try:
              while True:
                  kept.append(subprocess.Popen(["/bin/sleep", "60"]))
          finally:
              for one in kept:
                  one.kill()
                  one.wait()
    `,
  },
  'ten thousand threads': {
    told: /^RuntimeError: can't start new thread/,
    limit: false,
    code: python`
      import threading

      def spend():
          ended = threading.Event()
          try:
              for _ in range(10_000):
                  threading.Thread(target=ended.wait, daemon=True).start()
          finally:
              ended.set()
          return "done"
    `,
  },
  'zombies that nobody buries': {
    told: /^BlockingIOError: \[Errno 11\]/,
    limit: false,
    code: python`
      import os

      def spend():
          children = []
          try:
              while True:
                  child = os.fork()
                  if child == 0:
                      os._exit(0)
                  children.append(child)
          finally:
              for child in children:
                  os.waitpid(child, 0)
    `,
  },
  'arguments of a program': {
    told: /^OSError: \[Errno 7\] Argument list too long/,
    limit: false,
    code: python`
      import subprocess

      def spend():
          subprocess.run(["/bin/true", *["x" * 100_000] * 300])
    `,
  },
  'the environment of a program': {
    told: /^OSError: \[Errno 7\] Argument list too long/,
    limit: false,
    code: python`
      import subprocess

      def spend():
          subprocess.run(["/bin/true"], env={f"NAME_{number}": "x" * 100_000 for number in range(300)})
    `,
  },
};
