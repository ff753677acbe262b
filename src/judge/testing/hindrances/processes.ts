import { python } from '../inline-task.ts';
import type { Hindrance } from './hindrance.ts';

const duplicates = python`
  def test_it(solution, duplicate):
      solution.answer("")
      assert duplicate(solution).answer("") == "done"
`;
const holds = python`
  def test_it(solution, work, system_calls):
      with system_calls.before(work / "file", 1, lambda: None):
          assert solution.answer(str(work)) == "done"
`;

export const processes: Readonly<Record<string, Hindrance>> = {
  'a host that cannot be duplicated for its many processes': {
    test: duplicates,
    code: python`
      import os, signal

      def answer(path):
          try:
              while os.fork() or signal.pause():
                  pass
          except OSError:
              pass
    `,
    told: /^(error|fail): /,
  },
  'a host that cannot be duplicated for its few descriptors': {
    test: duplicates,
    code: python`
      import resource

      def answer(path):
          resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    `,
    told: /^error: /,
  },
  'a host that cannot be duplicated for its full side channel': {
    test: duplicates,
    code: python`
      import os

      def answer(path):
          os.set_blocking(4, False)
          try:
              while True:
                  os.write(4, bytes(16))
          except OSError:
              pass
    `,
    told: /^(error|fail): /,
  },
  'a copy that answers for the first': {
    test: duplicates,
    code: python`
      import os, sys

      def answer(path):
          return "done" if os.getpid() == 2 else None

      sys.modules["hosts.python.host"].Host.do_duplicate = lambda self, message: 2
    `,
    told: /^(error|fail): /,
    wallSeconds: 1,
  },
  'so many descriptors in flight that the judge could send none': {
    test: python`
      def test_it(solution, fresh_solution):
          solution.answer("")
          assert fresh_solution().answer("") == "done"
    `,
    code: python`
      import os, signal, socket, time

      def answer(path):
          for _ in range(28):
              if os.fork() == 0:
                  kept = [os.open("/dev/null", os.O_RDONLY) for _ in range(200)]
                  pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM) for _ in range(8)]
                  time.sleep(0.3 - time.monotonic() % 0.3)
                  for first, _second in pairs:
                      try:
                          while True:
                              first.setblocking(False)
                              socket.send_fds(first, [b"x"], kept)
                      except OSError:
                          pass
                  signal.pause()
          time.sleep(1)
    `,
    told: /^(error|fail): /,
  },
  'calls that are held, without end': {
    test: holds,
    code: python`
      import os, threading, time

      def answer(path):
          def ask():
              while True:
                  os.path.exists(path + "/other")
          for _ in range(8):
              threading.Thread(target=ask, daemon=True).start()
          time.sleep(1)
    `,
    told: /^(fail: not true: |error: (cpu|wall) limit spent)/,
    wallSeconds: 5,
  },
  'held calls of processes that are killed': {
    test: holds,
    code: python`
      import os, signal, time

      def answer(path):
          for _ in range(100):
              child = os.fork()
              if child == 0:
                  while True:
                      os.path.exists(path + "/file")
              time.sleep(0.002)
              os.kill(child, signal.SIGKILL)
              os.waitpid(child, 0)
    `,
    told: /^(fail: not true: |error: (cpu|wall) limit spent)/,
    wallSeconds: 5,
  },
  'a process that stops itself': {
    test: 'def test_it(solution):\n    assert solution.answer("") == "done"\n',
    code: python`
      import os, signal

      def answer(path):
          for victim in (os.getpid(), 0):
              os.kill(victim, signal.SIGSTOP)
          signal.sigwait({signal.SIGUSR1})
    `,
    told: /^error: wall limit spent/,
    wallSeconds: 0.5,
  },
  'a name that is no text': {
    test: 'def test_it(solution):\n    assert solution.answer("") == "done"\n',
    code: python`
      import ctypes

      def answer(path):
          ctypes.CDLL(None).prctl(15, b"\xff) \xfe(", 0, 0, 0)
          while True:
              pass
    `,
    told: /^error: cpu limit spent/,
  },
  'a child whose name is no text': {
    test: 'def test_it(solution):\n    assert solution.answer("") == "done"\n',
    code: python`
      import ctypes, os, signal

      def answer(path):
          if os.fork() == 0:
              ctypes.CDLL(None).prctl(15, b"\xff) \xfe(", 0, 0, 0)
              while True:
                  pass
          signal.pause()
    `,
    told: /^error: cpu limit spent/,
  },
  'every watch of files that a user may have': {
    test: python`
      def test_it(solution, work, watch):
          (work / "secret").write_text("x")
          solution.answer(str(work))
          assert watch(work / "secret").opened
    `,
    code: python`
      import ctypes, os

      libc = ctypes.CDLL(None)

      def answer(path):
          one = libc.inotify_init1(0)
          for folder, folders, names in os.walk("/usr"):
              for name in names:
                  if libc.inotify_add_watch(one, os.fsencode(os.path.join(folder, name)), 2) < 0:
                      return
    `,
    told: /^(fail: not true: |error: cpu limit spent)/,
  },
  'every instance of watches, in many hosts': {
    test: python`
      def test_it(fresh_solution, work, watch):
          (work / "secret").write_text("x")
          kept = [fresh_solution() for _ in range(18)]
          for one in kept:
              one.answer("")
          assert watch(work / "secret").opened
    `,
    code: python`
      import ctypes

      def answer(path):
          for _ in range(20):
              ctypes.CDLL(None).inotify_init1(0)
    `,
    told: /^fail: not true: /,
  },
};
