import { python } from '../inline-task.ts';
import type { Spendings } from './spending.ts';

export const files: Spendings = {
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
    fills: 'a file system',
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
  'a sparse file': {
    told: /^OSError: \[Errno 27\] File too large/,
    limit: false,
    code: python`
      import os

      def spend():
          with open("sparse", "wb") as file:
              os.pwrite(file.fileno(), b"x", 1 << 40)
    `,
  },
  ...Object.fromEntries(
    ['/tmp', '/dev/shm'].map((folder) => [
      `the size of ${folder}`,
      {
        told: /^OSError: \[Errno 28\] No space left/,
        limit: false,
        fills: 'a file system',
        code: python`
          import os

          def spend():
              names = [f"${folder}/file-{number}" for number in range(9)]
              try:
                  for name in names:
                      with open(name, "wb") as file:
                          file.write(bytes(1 << 20))
              finally:
                  for name in filter(os.path.exists, names):
                      os.unlink(name)
        `,
      },
    ]),
  ),
  'a million small files': {
    told: /^OSError: \[Errno 28\] No space left/,
    limit: false,
    fills: 'a file system',
    cpuSeconds: 5,
    code: python`
      import os

      def spend():
          made = 0
          try:
              while made < 1_000_000:
                  os.close(os.open(f"/tmp/{made}", os.O_CREAT | os.O_WRONLY))
                  made += 1
          finally:
              for number in range(made):
                  os.unlink(f"/tmp/{number}")
          return "done"
    `,
  },
  'a million folders in each other': {
    told: /^OSError: \[Errno 28\] No space left/,
    limit: false,
    fills: 'a file system',
    cpuSeconds: 5,
    code: python`
      import os, tempfile

      def spend():
          os.chdir(tempfile.mkdtemp())
          for _ in range(1_000_000):
              os.mkdir("d")
              os.chdir("d")
          return "done"
    `,
  },
  descriptors: {
    told: /^OSError: \[Errno 24\] Too many open files/,
    limit: false,
    code: python`
      import os

      def spend():
          opened = []
          try:
              while True:
                  opened.append(os.open("/dev/null", os.O_RDONLY))
          finally:
              for one in opened:
                  os.close(one)
    `,
  },
};
