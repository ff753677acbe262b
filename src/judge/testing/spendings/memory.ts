import { python } from '../inline-task.ts';
import type { Spendings } from './spending.ts';

export const memory: Spendings = {
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
  'memory that is mapped': {
    told: /^OSError: \[Errno 12\]/,
    limit: false,
    code: python`
      import mmap

      def spend():
          held = [mmap.mmap(-1, 32 << 20) for _ in range(40)]
          return len(held)
    `,
  },
  'memory that processes share': {
    told: /^memory limit spent/,
    limit: true,
    code: python`
      import mmap, os, time

      def spend():
          for _ in range(8):
              if os.fork() == 0:
                  held = mmap.mmap(-1, 30 << 20)  # shared, though nobody else has it
                  held.write(b"x" * (30 << 20))
                  time.sleep(60)
          time.sleep(60)
    `,
  },
  'the stack of Python': {
    told: /^RecursionError: maximum recursion depth exceeded/,
    limit: false,
    code: python`
      def spend():
          return spend()
    `,
  },
  'memory in pipes': {
    told: /^OSError: \[Errno 24\] Too many open files/,
    limit: false,
    code: python`
      import fcntl, os

      def spend():
          pipes = []
          try:
              while True:
                  reading, writing = os.pipe()
                  pipes += reading, writing
                  os.set_blocking(writing, False)
                  try:
                      fcntl.fcntl(writing, 1031, 1 << 20)  # F_SETPIPE_SZ
                  except OSError:
                      pass  # the kernel gives a user so much and no more
                  try:
                      while True:
                          os.write(writing, b"x" * 65536)
                  except BlockingIOError:
                      pass
          finally:
              for one in pipes:
                  os.close(one)
    `,
  },
  'memory in the buffers of sockets': {
    told: /^OSError: \[Errno 24\] Too many open files/,
    limit: false,
    code: python`
      import socket

      def spend():
          pairs = []
          while True:
              pairs.append(socket.socketpair())
              for one in pairs[-1]:
                  one.setblocking(False)
                  try:
                      while True:
                          one.send(b"x" * 65536)
                  except BlockingIOError:
                      pass
    `,
  },
};
