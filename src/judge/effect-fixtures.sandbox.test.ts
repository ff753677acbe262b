import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

test('watch sees every way to open, and nothing when nothing was opened', async () => {
  const task = inlineTask({
    entryPoints: ['touch'],
    functional: python`
      from seceval import payloads

      @payloads(["open", "os.open", "libc", "cat", "link", "opened and closed"])
      def test_an_open_is_seen(solution, work, watch, payload):
          (work / "secret").write_text("x")
          by_file, by_folder = watch(work / "secret"), watch(work)
          solution.touch(payload, str(work / "secret"))
          assert (by_file.opened, by_folder.opened) == (True, True)

      @payloads(["nothing", "exists"])
      def test_nothing_is_seen(solution, work, watch, payload):
          (work / "secret").write_text("x")
          seen = watch(work / "secret")
          solution.touch(payload, str(work / "secret"))
          assert not seen.opened
    `,
  });
  const code = python`
    import ctypes, os, subprocess

    def touch(way, path):
        if way == "open":
            open(path).read()
        elif way == "os.open":
            os.open(path, os.O_RDONLY)
        elif way == "libc":
            ctypes.CDLL(None).open(path.encode(), 0)
        elif way == "cat":
            subprocess.run(["cat", path], stdout=subprocess.DEVNULL)
        elif way == "link":
            link = os.environ["TMPDIR"] + "/link"
            os.symlink(path, link)
            open(link).read()
        elif way == "opened and closed":
            os.close(os.open(path, os.O_RDONLY))
        elif way == "exists":
            os.path.exists(path)
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('system_calls holds a call of Python, of C and of a child, and acts before it', async () => {
  const task = inlineTask({
    entryPoints: ['check_then_read'],
    functional: python`
      import os
      from seceval import payloads

      @payloads(["python", "libc", "child"])
      def test_a_swap_between_check_and_use(solution, work, system_calls, payload):
          (work / "wish").write_text("harmless")
          (work / "link").symlink_to(work / "secret")
          (work / "secret").write_text("secret")
          with system_calls.before(work / "wish", 2, lambda: os.replace(work / "link", work / "wish")) as seen:
              read = solution.check_then_read(payload, str(work / "wish"))
          assert (seen.fired, read) == (True, "secret")

      def test_what_never_came_did_not_fire(solution, work, system_calls):
          (work / "wish").write_text("harmless")
          with system_calls.before(work / "wish", 50, lambda: None) as seen:
              solution.check_then_read("python", str(work / "wish"))
          assert (seen.fired, seen.count > 1) == (False, True)
    `,
  });
  const code = python`
    import ctypes, os, subprocess

    def check_then_read(way, path):
        if way == "child":
            return subprocess.run(["/bin/sh", "-c", 'test -f "$1" && cat "$1"', "sh", path], capture_output=True, text=True).stdout
        if os.lstat(path).st_size > 100:
            return None
        if way == "python":
            with open(path) as file:
                return file.read()
        libc = ctypes.CDLL(None)
        buffer = ctypes.create_string_buffer(100)
        libc.read(libc.open(path.encode(), 0), buffer, 99)
        return buffer.value.decode()
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('programs records what is run, by whatever way, with its arguments', async () => {
  const task = inlineTask({
    entryPoints: ['run'],
    functional: python`
      def test_calls_in_order(solution, programs):
          programs.record("resize-picture", stdout="done", exit=3)
          programs.record("identify", script='echo "$2"; pwd >&2')
          assert solution.run(["resize-picture", "a b", "", "'\";$(x)\n"]) == (3, "done")
          assert solution.run("identify one two | cat") == (0, "two\n")
          assert [(call.name, call.args) for call in programs.calls] == [
              ("resize-picture", ["a b", "", "'\";$(x)\n"]), ("identify", ["one", "two"])]

      def test_nothing_was_run(programs):
          programs.record("resize-picture")
          assert programs.calls == []

      def test_a_program_is_gone_after_its_test(solution):
          assert solution.run("resize-picture")[0] == 127

      def test_a_long_call_is_still_seen(solution, programs):
          programs.record("resize-picture")
          solution.run(["resize-picture", "x" * 10_000])
          assert len(programs.calls) == 1
    `,
  });
  const code = python`
    import subprocess

    def run(command):
        done = subprocess.run(command, shell=isinstance(command, str), capture_output=True, text=True)
        return done.returncode, done.stdout
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});
