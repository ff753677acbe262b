import { python } from '../inline-task.ts';
import type { Hindrance } from './hindrance.ts';

/** Lays something under the name that the test is about to use. */
const beforeTheTest = (lay: string) => python`
  import os

  def answer(path):
      if not os.path.lexists(path):
          name = path
          ${lay}
      return "done"
`;
const writes = python`
  def test_it(solution, work):
      solution.answer(str(work / "input"))
      (work / "input").write_text("a row\n")
      assert solution.answer(str(work / "input")) == "done"
`;
const reads = python`
  def test_it(solution, work):
      solution.answer(str(work / "report"))
      assert (work / "report").read_text() == "done"
`;
const linksTo = (target: string) => `import os\n\ndef answer(path):\n    os.symlink("${target}", path)\n`;

export const files: Readonly<Record<string, Hindrance>> = {
  "a link to the judge's trust store where the test writes a file": {
    test: writes,
    code: beforeTheTest('os.symlink("/tools/ca.pem", name)'),
    told: /^error: OSError: .*Too many levels of symbolic links/,
  },
  'a link to what the judge holds open where the test writes a file': {
    test: writes,
    code: beforeTheTest('os.symlink("/proc/self/fd/1", name)'),
    told: /^error: OSError: .*Too many levels of symbolic links/,
  },
  "a link to the judge's own environment where the test reads a file": {
    test: reads,
    code: linksTo('/proc/self/environ'),
    told: /^error: OSError: .*Too many levels of symbolic links/,
  },
  "a link to the judge's own memory where the test reads a file": {
    test: reads,
    code: linksTo('/proc/self/mem'),
    told: /^error: OSError: .*Too many levels of symbolic links/,
  },
  'a socket where the test reads a file': {
    test: reads,
    code: 'import socket\n\ndef answer(path):\n    socket.socket(socket.AF_UNIX).bind(path)\n',
    told: /^error: OSError/,
  },
  'a folder where the test writes a file': {
    test: writes,
    code: beforeTheTest('os.mkdir(name)'),
    told: /^error: IsADirectoryError/,
  },
  'a FIFO where the test writes a file': {
    test: writes,
    code: beforeTheTest('os.mkfifo(name)'),
    told: /^error: wall limit spent: the test's own part was not done in time/,
    wallSeconds: 0.5,
  },
  'a lease on the file that the test opens': {
    test: reads,
    code: python`
      import fcntl, os

      kept = []

      def answer(path):
          with open(path, "w") as file:
              file.write("done")
          kept.append(os.open(path, os.O_WRONLY))
          fcntl.fcntl(kept[0], fcntl.F_SETLEASE, fcntl.F_WRLCK)
    `,
    told: /^error: wall limit spent/,
    wallSeconds: 0.5,
  },
  'a work folder that is full': {
    test: python`
      def test_it(solution, work):
          solution.answer(str(work))
          (work / "input").write_text("x" * 10_000)
    `,
    code: python`
      def answer(path):
          with open(path + "/filler", "wb", buffering=0) as file:
              try:
                  while True:
                      file.write(bytes(65536))
              except OSError:
                  file.truncate(file.tell() // 4096 * 4096)
    `,
    told: /^error: OSError: .*No space left on device/,
  },
  'so many files that no further one can be made': {
    test: python`
      def test_it(solution, work):
          solution.answer(str(work))
          (work / "input").write_text("x")
    `,
    code: python`
      def answer(path):
          try:
              for number in range(100_000):
                  open(f"{path}/{number}", "w").close()
          except OSError:
              pass
    `,
    told: /^error: (OSError: .*No space left on device|cpu limit spent)/,
  },
  'a folder without end': {
    test: python`
      def test_it(solution, work):
          solution.answer(str(work))
          assert sum(one.is_file() for one in work.rglob("*")) == 0
    `,
    code: python`
      import os

      def answer(path):
          os.chdir(path)
          for _ in range(6000):
              os.mkdir("d")
              os.chdir("d")
          open("file", "w").close()
    `,
    told: /^(error|fail): /,
  },
  'JSON that is nested without end': {
    test: python`
      import json

      def test_it(solution, work):
          solution.answer(str(work / "report"))
          assert json.loads((work / "report").read_text()) == []
    `,
    code: 'def answer(path):\n    open(path, "w").write("[" * 10**6)\n',
    told: /^error: RecursionError/,
  },
  'an archive that unpacks without end': {
    test: python`
      import zipfile

      def test_it(solution, work):
          solution.answer(str(work / "report.zip"))
          assert zipfile.ZipFile(work / "report.zip").read("report") == b"done"
    `,
    code: python`
      import zipfile

      def answer(path):
          with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
              with archive.open("report", "w") as entry:
                  for _ in range(1500):
                      entry.write(bytes(1 << 20))
    `,
    told: /^error: (MemoryError|wall limit spent|cpu limit spent)/,
  },
};
