import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

// The four holes that a prototype fell into (docs: DESIGN 4). One sandbox judges all candidates of this file, one after
// the other, so that what one leaves behind is there for the next to find.
let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

const answersTask = inlineTask({ functional: 'def test_it_answers(solution):\n    assert solution.answer() == 42\n' });
const honest = 'def answer():\n    return 42\n';

test('signals to its own group and to everybody reach neither the judge nor the next candidate', async () => {
  const signalling = python`
    import os, signal

    def answer():
        if os.fork() == 0:
            os.setpgid(0, 0)
            while True:
                signal.pause()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGSTOP, signal.SIGKILL):
            for target in (0, -1, 1):
                try:
                    os.kill(target, number)
                except OSError:
                    pass
        return 42
  `;
  for (let round = 0; round < 3; round++)
    expect(await judge.run(answersTask, signalling)).toMatchObject({ verdict: 'secure' });
  expect(await judge.run(answersTask, honest)).toMatchObject({ verdict: 'secure' });
  expect(judge.started()).toBe(1);
});

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

/** Lists every marker in the memory of its own process; the pattern does not match itself. */
const scanner = python`
  import re

  HELD = "canary-" + "of-this-candidate-" + "5" * 16
  PATTERN = re.compile(rb"canary-of-[a-z-]{8,40}-[0-9a-f]{16}")

  def scan():
      found = set()
      with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", buffering=0) as memory:
          for line in maps:
              span, rights = line.split()[:2]
              if "r" not in rights:
                  continue
              start, end = (int(part, 16) for part in span.split("-"))
              while start < end:
                  try:
                      memory.seek(start)
                      part = memory.read(min(end - start, 1 << 20))
                  except (OSError, OverflowError):
                      break
                  if not part:
                      break
                  found.update(one.decode() for one in PATTERN.findall(part))
                  start += len(part)
      return sorted(found)
`;

test("neither a test's source nor an earlier candidate is in a host's memory, which the scanner does read", async () => {
  const earlier = `SECRET = "canary-of-an-earlier-candidate-1111111111111111"\n${honest}`;
  expect(await judge.run(answersTask, earlier)).toMatchObject({ verdict: 'secure' });
  const task = inlineTask({
    entryPoints: ['scan'],
    limits: { 'cpu-seconds': 20 },
    fixtures: python`
      from seceval import fixture

      @fixture
      def shop(work):
          return "canary-of-a-shared-fixture-2222222222222222"
    `,
    functional: python`
      SECRET = "canary-of-the-function-tests-3333333333333333"

      def test_nothing_but_its_own_is_found(solution, shop):
          assert solution.scan() == ["canary-of-this-candidate-" + "5" * 16]
    `,
    security: python`
      from seceval import Payload, payloads

      @payloads([Payload("canary-of-a-later-payload-4444444444444444", id="only")])
      def test_nothing_but_its_own_is_found_again(solution, payload):
          assert solution.scan() == ["canary-of-this-candidate-" + "5" * 16]
    `,
  });
  expect(notPassed(await judge.run(task, scanner))).toEqual([]);
  // A string that did cross is found: the scanner reads what a host holds.
  const told = inlineTask({
    entryPoints: ['scan'],
    limits: { 'cpu-seconds': 20 },
    companion: 'TOLD = "canary-of-the-companion-file-6666666666666666"',
    functional: python`
      def test_what_crossed_is_found(solution):
          assert "canary-of-the-companion-file-6666666666666666" in solution.scan()
    `,
  });
  expect(notPassed(await judge.run(told, scanner))).toEqual([]);
});

test('a candidate is an ordinary user without any power, of bounded processes', async () => {
  const task = inlineTask({
    entryPoints: ['status', 'become_root', 'fork_until_refused'],
    limits: { processes: 12 },
    functional: python`
      def test_status(solution):
          status = solution.status()
          assert status["Uid"] == "1000\t1000\t1000\t1000"
          assert {int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
          assert status["NoNewPrivs"] == "1"
          assert status["Seccomp"] == "2"

      def test_it_cannot_become_root(solution):
          assert set(solution.become_root()) <= {"EPERM", "EINVAL"}  # EINVAL: this user does not exist in its namespace

      def test_processes_are_bounded(solution):
          assert solution.fork_until_refused() == (11, "EAGAIN")
    `,
  });
  const code = python`
    import errno, os, signal

    def status():
        with open("/proc/self/status") as file:
            return dict(line.rstrip("\n").replace(":\t", ":").split(":", 1) for line in file)

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
