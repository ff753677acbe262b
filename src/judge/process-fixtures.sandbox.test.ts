import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

test('fresh_solution loads anew: state, environment and a clock that stands still; files stay', async () => {
  const task = inlineTask({
    entryPoints: ['count', 'variable', 'now', 'write', 'read'],
    env: { SHOP: 'first' },
    functional: python`
      def test_state_is_new(solution, fresh_solution):
          assert [solution.count(), solution.count()] == [1, 2]
          fresh = fresh_solution()
          assert [fresh.count(), solution.count(), fresh.count()] == [1, 3, 2]

      def test_environment_is_what_the_test_says(solution, fresh_solution):
          assert (solution.variable(), fresh_solution(env={"SHOP": "second"}).variable()) == ("first", "second")

      def test_the_clock_stands_still(fresh_solution):
          moment = 1_700_000_000
          frozen = fresh_solution(frozen_clock=moment)
          assert frozen.now() == [moment, moment, moment, moment, "2023-11-14"]
          assert fresh_solution().now()[0] > moment

      def test_files_are_the_same(solution, fresh_solution):
          solution.write("kept")
          assert fresh_solution().read() == "kept"
    `,
  });
  const code = python`
    import datetime, os, time

    calls = 0

    def count():
        global calls
        calls += 1
        return calls

    def variable():
        return os.environ["SHOP"]

    def now():
        utc = datetime.datetime.now(datetime.timezone.utc)
        return [int(time.time()), time.time_ns() // 10**9, int(utc.timestamp()), int(time.mktime(time.localtime())),
                datetime.date.today().isoformat()]

    def write(text):
        open(os.environ["HOME"] + "/kept", "w").write(text)

    def read():
        return open(os.environ["HOME"] + "/kept").read()
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('duplicate copies a process with the state of every generator in it', async () => {
  const task = inlineTask({
    entryPoints: ['token', 'count', 'secret_token'],
    functional: python`
      def test_the_copy_says_what_the_original_will(solution, duplicate):
          solution.count()
          copy = duplicate(solution)
          assert copy.token() == solution.token()
          assert (copy.count(), copy.count(), solution.count()) == (2, 3, 2)

      def test_what_the_kernel_draws_differs(solution, duplicate):
          copy = duplicate(solution)
          assert copy.secret_token() != solution.secret_token()

      def test_a_copy_of_a_fresh_one(fresh_solution, duplicate):
          fresh = fresh_solution()
          assert duplicate(fresh).token() == fresh.token()
    `,
  });
  const code = python`
    import random, secrets

    own = random.Random()
    calls = 0

    def token():
        return [random.random(), own.random()]

    def secret_token():
        return secrets.token_hex()

    def count():
        global calls
        calls += 1
        return calls
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('output is what was printed since the test began; cpu counts children', async () => {
  const task = inlineTask({
    entryPoints: ['say', 'burn'],
    functional: python`
      def test_everything_printed(solution, output):
          solution.say("hello")
          assert sorted(output().split()) == ["by-a-child-hello", "logged-hello", "to-stderr-hello", "to-stdout-hello"]

      def test_only_since_the_test_began(solution, output):
          assert output() == ""

      def test_seconds_of_the_process_and_its_children(solution, cpu):
          before = cpu()
          solution.burn(0.1)
          middle = cpu()
          assert 0.1 <= middle - before < 0.4
          solution.burn(0.1, child=True)
          assert 0.08 <= cpu() - middle < 0.4
    `,
  });
  const code = python`
    import logging, os, subprocess, sys, time

    def say(word):
        print("to-stdout-" + word)
        sys.stderr.write("to-stderr-" + word + "\n")
        logging.basicConfig()
        logging.getLogger().handlers[0].setFormatter(logging.Formatter("%(message)s"))
        logging.error("logged-" + word)
        subprocess.run(["echo", "by-a-child-" + word])

    def burn(seconds, child=False):
        if child:
            pid = os.fork()
            if pid:
                os.waitpid(pid, 0)
                return
        start = time.process_time()
        while time.process_time() - start < seconds:
            pass
        if child:
            os._exit(0)
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});
