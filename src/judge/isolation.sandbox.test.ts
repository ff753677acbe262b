import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

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
