import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge, testedTier } from './testing/sandboxed-judge.ts';

// What a candidate is from inside. What it cannot get is in the escape suite.
let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

const answersTask = inlineTask({ functional: 'def test_it_answers(solution):\n    assert solution.answer() == 42\n' });
const honest = 'def answer():\n    return 42\n';

test('a candidate that kills its own process group is broken, and only that', async () => {
  const dying = python`
    import os, signal

    def answer():
        child = os.fork()
        if child == 0:
            os.killpg(0, signal.SIGKILL)
        os.waitpid(child, 0)
        os._exit(0)
  `;
  const judgement = await judge.run(answersTask, dying);
  expect(judgement).toMatchObject({ verdict: 'broken', reason: 'function' });
  expect(told(judgement, 'test_it_answers')).toMatch(/^error: the candidate's process ended/);
  expect(await judge.run(answersTask, honest)).toMatchObject({ verdict: 'secure' });
  expect(judge.started()).toBe(1);
});

test("a host's memory read from outside holds what crossed, and neither tests nor an earlier candidate", async ({
  skip,
}) => {
  skip(!judge.lacks.has('proc'), 'the escape suite reads it from inside');
  const earlier = `SECRET = "canary-of-an-earlier-candidate-1111111111111111"\n${honest}`;
  expect(await judge.run(answersTask, earlier)).toMatchObject({ verdict: 'secure' });
  const task = inlineTask({
    entryPoints: ['process', 'HELD'],
    functional: python`
      import re
      import process_files

      SECRET = "canary-of-the-function-tests-3333333333333333"
      PATTERN = re.compile(rb"canary-of-[a-z-]{8,40}-[0-9a-f]{16}")

      def test_only_its_own_is_found(solution):
          pid, found = solution.process(), set()
          with open(process_files.open_file(f"{pid}/mem"), "rb", buffering=0) as memory:
              for line in process_files.read(f"{pid}/maps").decode().splitlines():
                  span, rights = line.split()[:2]
                  start, end = (int(part, 16) for part in span.split("-"))
                  try:
                      memory.seek(start)
                      found.update(PATTERN.findall(memory.read(end - start) if "r" in rights else b""))
                  except (OSError, OverflowError):
                      continue
          assert found == {b"canary-of-this-candidate-" + b"5" * 16}

      def test_nothing_of_the_earlier_one_runs(solution):
          host = solution.process()
          forker = int(process_files.read(f"{host}/stat").rpartition(b")")[2].split()[1])
          assert (process_files.children(forker), process_files.descendants(host)) == ([host], [])
    `,
  });
  const held =
    'import os\n\nHELD = "canary-of-this-" + "candidate-" + "5" * 16\n\ndef process():\n    return os.getpid()\n';
  expect(notPassed(await judge.run(task, held))).toEqual([]);
});

test('a candidate is an ordinary user without any power, of bounded processes', async () => {
  const task = inlineTask({
    entryPoints: ['status', 'name', 'become_root', 'fork_until_refused'],
    limits: { processes: 12 },
    functional: python`
      def test_status(solution):
          ids, groups, capabilities, bounding, no_new_privileges, filtered = solution.status()
          assert len(set(ids)) == 1 and ids[0] != 0
          assert groups in ([], [65534], [1000])  # those of the outer user, unknown in here, or its own
          assert (capabilities, bounding) == ([0] * 6, [])
          assert (no_new_privileges, filtered) == (1, 2)
          assert solution.name() == ${testedTier === 'unsafe-process' ? 'None' : '"candidate"'}

      def test_it_cannot_become_root(solution):
          assert set(solution.become_root()) <= {"EPERM", "EINVAL"}  # EINVAL: this user does not exist in its namespace

      def test_processes_are_bounded(solution):
          assert solution.fork_until_refused() == (11, "EAGAIN")
    `,
  });
  const code = python`
    import ctypes, errno, os, pwd, signal

    libc = ctypes.CDLL(None)

    def name():
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return None

    def status():
        sets = (ctypes.c_uint32 * 6)()
        libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), sets)
        bounding = [capability for capability in range(41) if libc.prctl(23, capability) == 1]
        ids = [*os.getresuid(), *os.getresgid()]
        return ids, os.getgroups(), list(sets), bounding, libc.prctl(39, 0, 0, 0, 0), libc.prctl(21)

    def become_root():
        refused = []
        for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.chroot("/tmp")):
            try:
                call()
            except OSError as error:
                refused.append(errno.errorcode[error.errno])
        return refused

    def fork_until_refused():
        children = []
        try:
            while len(children) < 100:
                child = os.fork()
                if child == 0:
                    signal.pause()
                children.append(child)
            return len(children), None
        except OSError as error:
            return len(children), errno.errorcode[error.errno]
        finally:
            for child in children:
                os.kill(child, signal.SIGKILL)
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});
