import { python } from '../inline-task.ts';
import type { Spendings } from './spending.ts';

export const timeAndOutput: Spendings = {
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
  'time, asleep with the interpreter lock': {
    told: /^wall limit spent/,
    limit: true,
    wallSeconds: 0.5,
    code: python`
      import ctypes

      def spend():
          ctypes.PyDLL(None).sleep(3600)
    `,
  },
  'time, deaf to every signal': {
    told: /^wall limit spent/,
    limit: true,
    wallSeconds: 0.5,
    code: python`
      import signal, threading

      def spend():
          signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
          threading.Event().wait()
    `,
  },
  'time, waiting for a child that is stopped': {
    told: /^wall limit spent/,
    limit: true,
    wallSeconds: 0.5,
    code: python`
      import os, signal

      def spend():
          child = os.fork()
          if child == 0:
              os.kill(os.getpid(), signal.SIGSTOP)
          os.waitpid(child, 0)
    `,
  },
};
