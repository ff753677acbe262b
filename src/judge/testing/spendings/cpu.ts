import { python } from '../inline-task.ts';
import type { Spendings } from './spending.ts';

export const cpu: Spendings = {
  'CPU in Python': {
    told: /^cpu limit spent/,
    limit: true,
    code: python`
      def spend():
          while True:
              pass
    `,
  },
  'CPU in C that holds the interpreter lock, deaf to signals': {
    told: /^cpu limit spent/,
    limit: true,
    code: python`
      import re, signal

      def spend():
          for number in range(1, 65):
              try:
                  signal.signal(number, signal.SIG_IGN)
              except (OSError, ValueError):
                  pass
          re.match(r"(a*)*$", "a" * 60 + "b")
    `,
  },
  'CPU in a child process': {
    told: /^cpu limit spent/,
    limit: true,
    code: python`
      import subprocess

      def spend():
          subprocess.run(["/usr/bin/python3", "-c", "while True: pass"])
    `,
  },
  'CPU in many short children': {
    told: /^cpu limit spent/,
    limit: true,
    code: python`
      import os

      def spend():
          while True:
              child = os.fork()
              if child == 0:
                  sum(range(300_000))
                  os._exit(0)
              os.waitpid(child, 0)
    `,
  },
  'CPU in threads': {
    told: /^cpu limit spent/,
    limit: true,
    code: python`
      import hashlib, threading

      def spend():
          def burn():
              while True:
                  hashlib.sha256(bytes(1 << 20))
          for _ in range(2):
              threading.Thread(target=burn, daemon=True).start()
          threading.Event().wait()
    `,
  },
  'CPU in children that nobody waits for': {
    told: /^cpu limit spent/,
    limit: true,
    code: python`
      import os, signal

      def spend():
          signal.signal(signal.SIGCHLD, signal.SIG_IGN)
          while True:
              if os.fork() == 0:
                  sum(range(2_000_000))
                  os._exit(0)
              try:
                  os.wait()  # until there is none, and none is told of
              except ChildProcessError:
                  pass
    `,
  },
  'CPU in grandchildren that lost their parent': {
    told: /^cpu limit spent/,
    limit: true,
    code: python`
      import os, signal, time

      def spend():
          while True:
              child = os.fork()
              if child == 0:
                  if os.fork() == 0:
                      os.setsid()
                      sum(range(3_000_000))
                  os._exit(0)
              os.waitpid(child, 0)
              time.sleep(0.05)
    `,
  },
  'CPU in programs that the shell starts': {
    told: /^cpu limit spent/,
    limit: true,
    code: python`
      import subprocess

      def spend():
          subprocess.run("trap '' TERM HUP INT CHLD; while :; do /bin/true & wait; done", shell=True)
    `,
  },
};
