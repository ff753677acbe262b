import { python } from './inline-task.ts';

/** How a candidate spends, what the evidence must tell, and whether it is a limit (a `fail` where exhaustion is tested). */
export interface Spending {
  readonly told: RegExp;
  readonly limit: boolean;
  readonly wallSeconds?: number;
  readonly code: string;
}

export const spendings: Readonly<Record<string, Spending>> = {
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
  'memory of one process': {
    told: /^memory limit spent/,
    limit: true,
    code: python`
      def spend():
          return len(bytearray(200 << 20))
    `,
  },
  'memory of many processes, each below the limit': {
    told: /^memory limit spent/,
    limit: true,
    code: python`
      import os, time

      def spend():
          for _ in range(8):
              if os.fork() == 0:
                  held = b"x" * (30 << 20)
                  time.sleep(60)
          time.sleep(60)
    `,
  },
  'time, asleep': {
    told: /^wall limit spent/,
    limit: true,
    wallSeconds: 0.5,
    code: python`
      import time

      def spend():
          time.sleep(3600)
    `,
  },
  output: {
    told: /^output limit spent/,
    limit: true,
    code: python`
      import os

      def spend():
          while True:
              os.write(2, b"x" * 65536)
    `,
  },
  'output of a child process': {
    told: /^output limit spent/,
    limit: true,
    code: python`
      import subprocess

      def spend():
          subprocess.run("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done", shell=True)
    `,
  },
  'the size of a file': {
    told: /^OSError: \[Errno 27\] File too large/,
    limit: false,
    code: python`
      def spend():
          with open("large", "wb") as file:
              file.truncate(5 << 20)
    `,
  },
  'the size of the work folder': {
    told: /^OSError: \[Errno 28\] No space left/,
    limit: false,
    code: python`
      import os

      def spend():
          try:
              for number in range(9):
                  with open(f"file-{number}", "wb") as file:
                      file.write(bytes(1 << 20))
          finally:
              for name in os.listdir():
                  os.unlink(name)
    `,
  },
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
  'a huge value': {
    told: /^UncrossableValue: a value of \d+ bytes is too large to cross/,
    limit: false,
    code: python`
      def spend():
          return "x" * (20 << 20)
    `,
  },
  'a deep value': {
    told: /^UncrossableValue: a value is nested too deeply/,
    limit: false,
    code: python`
      def spend():
          value = []
          for _ in range(100_000):
              value = [value]
          return value
    `,
  },
  'a cyclic value': {
    told: /^UncrossableValue: a value is nested too deeply/,
    limit: false,
    code: python`
      def spend():
          value = {}
          value["self"] = value
          return value
    `,
  },
};
