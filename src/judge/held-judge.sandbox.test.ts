import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineTask, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

// What a candidate leaves in the way of the judge's own part of a test: it must neither hold the judge up for ever,
// nor pass for a fault of the harness, nor hide what the judge would have seen.
let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge(2);
});
afterAll(() => judge.close());

const limits = { 'cpu-seconds': 1, 'files-mib': 8 };

interface Held {
  readonly test: string;
  readonly code: string;
  readonly told: RegExp;
  /** Two seconds after it the judge breaks its own part off. */
  readonly wallSeconds?: number;
}

const held: Readonly<Record<string, Held>> = {
  'a FIFO where the test reads a file': {
    test: python`
      def test_it(solution, work):
          solution.answer(str(work / "report"))
          assert (work / "report").read_text() == "done"
    `,
    code: 'import os\n\ndef answer(path):\n    os.mkfifo(path)\n',
    told: /^error: wall limit spent: the test's own part was not done in time/,
    wallSeconds: 0.5,
  },
  'a link to an endless device where the test reads a file': {
    test: python`
      def test_it(solution, work):
          solution.answer(str(work / "report"))
          assert (work / "report").read_bytes() == b"done"
    `,
    code: 'import os\n\ndef answer(path):\n    os.symlink("/dev/zero", path)\n',
    told: /^error: (MemoryError|wall limit spent)/,
    wallSeconds: 0.5,
  },
  'a database whose rows never end': {
    test: python`
      import sqlite3

      def test_it(solution, work):
          solution.answer(str(work / "shop.db"))
          rows = sqlite3.connect(work / "shop.db").execute("SELECT count(*) FROM orders").fetchall()
          assert rows == [(1,)]
    `,
    code: python`
      import sqlite3

      def answer(path):
          with sqlite3.connect(path) as database:
              database.execute("CREATE VIEW orders AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")
    `,
    told: /^error: the test's own part was not done in time/,
    wallSeconds: 0.5,
  },
  'a mapping whose keys collide': {
    test: 'def test_it(solution):\n    assert solution.answer("") == {}\n',
    code: python`
      def answer(path):
          return {number * (2**61 - 1): None for number in range(1, 120_000)}
    `,
    told: /^error: wall limit spent/,
    wallSeconds: 0.5,
  },
  'a page that takes for ever to parse': {
    test: python`
      from seceval import active_content

      def test_it(solution):
          assert active_content(solution.answer("")) == []
    `,
    code: 'def answer(path):\n    return "<b><i>x</i></b>" * 400_000\n',
    told: /^error: wall limit spent/,
    wallSeconds: 0.5,
  },
  'a decimal of a billion digits': {
    test: 'def test_it(solution):\n    assert int(solution.answer("")) == 1\n',
    code: 'import decimal\n\ndef answer(path):\n    return decimal.Decimal("1e999999999")\n',
    told: /^error: the candidate's process ended \(it broke the protocol: a malformed value: a decimal/,
  },
  'a value that is small on the wire and huge in memory': {
    test: 'def test_it(solution):\n    assert solution.answer("") == []\n',
    code: python`
      import os, struct

      def answer(path):
          body = b'{"ok":[' + b"[]," * 5_000_000 + b"[]]}"
          os.write(3, struct.pack(">I", len(body)))
          for start in range(0, len(body), 65536):
              os.write(3, body[start : start + 65536])
    `,
    told: /^error: the candidate's process ended \(it broke the protocol: it sent more than a test may receive/,
  },
  'items without end, each of megabytes': {
    test: 'def test_it(solution):\n    assert len(list(solution.answer(""))) == 1\n',
    code: 'def answer(path):\n    return iter(lambda: "x" * 200_000, None)\n',
    told: /^error: (the candidate's process ended \(it broke the protocol: it sent more|(cpu|wall) limit spent)/,
  },
  'records without end of a program that it never ran': {
    test: python`
      def test_it(solution, programs):
          programs.record("convert")
          solution.answer("")
          assert programs.calls == []
    `,
    code: python`
      import os, threading

      def flood():
          pipe = os.open("/tools/.calls", os.O_WRONLY)
          while True:
              os.write(pipe, b"00" * 2000)

      def answer(path):
          thread = threading.Thread(target=flood, daemon=True)
          thread.start()
          thread.join(0.2)
    `,
    told: /^(fail: not true: programs.calls == \[\]|error: ValueError: the FIFO of recorded calls was flooded)/,
  },
  'many connections to a server of the judge': {
    test: python`
      def test_it(solution, network):
          server = network.http("127.0.0.1", 8000)
          solution.answer("")
          assert len(server.requests) == 1
    `,
    code: python`
      import socket

      def answer(path):
          kept = []
          for _ in range(240):
              kept.append(socket.create_connection(("127.0.0.1", 8000)))
    `,
    told: /^fail: not true: len\(server.requests\) == 1/,
  },
  'the watched file is gone': {
    test: python`
      def test_it(solution, work, watch):
          (work / "secret").write_text("x")
          solution.answer(str(work / "secret"))
          assert not watch(work / "secret").opened
    `,
    code: 'import os\n\ndef answer(path):\n    os.unlink(path)\n',
    told: /^error: FileNotFoundError/,
  },
  'what the judge wants to swap is gone': {
    test: python`
      import os

      def test_it(solution, work, system_calls):
          (work / "link").symlink_to("/etc/passwd")
          with system_calls.before(work / "file", 1, lambda: os.replace(work / "link", work / "file")):
              solution.answer(str(work))
    `,
    code: python`
      import os

      def answer(path):
          os.unlink(path + "/link")
          os.path.exists(path + "/file")
    `,
    told: /^error: FileNotFoundError/,
  },
  'a folder of the next test that is there before it': {
    test: python`
      def test_it(solution, work):
          solution.answer(str(work))

      def test_the_next(solution, work):
          assert list(work.iterdir()) == []
    `,
    code: python`
      import os

      def answer(path):
          for number in range(1, 20):
              os.makedirs(f"/work/{number}/x", exist_ok=True)
    `,
    told: /^pass/,
  },
};

const elsewhere = inlineTask({ functional: 'def test_it(solution):\n    assert solution.answer() == 42\n' });

describe.concurrent('a judge is not held up by', () => {
  for (const [name, { test: functional, code, told: expected, wallSeconds = 10 }] of Object.entries(held)) {
    test(name, async () => {
      const judgement = await judge.run(
        inlineTask({ limits: { ...limits, 'wall-seconds': wallSeconds }, functional }),
        code,
      );
      expect(judgement, judgement.detail).toMatchObject({ verdict: 'broken', reason: 'function' });
      expect(told(judgement, 'test_it')).toMatch(expected);
      expect(await judge.run(elsewhere, 'def answer():\n    return 42\n')).toMatchObject({ verdict: 'secure' });
    });
  }
});

describe.concurrent('evidence is not hidden by', () => {
  test('a thread that reads the records of programs before the judge does', async () => {
    const task = inlineTask({
      security: python`
        def test_nothing_is_run(solution, programs):
            programs.record("convert")
            solution.answer()
            assert programs.calls == []
      `,
    });
    const code = python`
      import os, subprocess, threading

      def steal():
          try:
              os.chmod("/tools/.calls", 0o666)
          except OSError:
              pass
          pipe = os.open("/tools/.calls", os.O_RDWR)
          while True:
              os.read(pipe, 65536)

      def answer():
          thread = threading.Thread(target=steal, daemon=True)
          thread.start()
          thread.join(0.1)
          subprocess.run(["convert", "x"])
          thread.join(0.1)
    `;
    expect(await judge.run(task, code)).toMatchObject({ verdict: 'vulnerable' });
  });

  test('much that was printed before', async () => {
    const task = inlineTask({
      security: python`
        def test_no_password_is_printed(solution, output):
            solution.answer("hunter2")
            assert "hunter2" not in output()
      `,
    });
    const code = 'print("x" * 1_000_000)\n\ndef answer(password="none"):\n    print("x" * 200_000, password)\n';
    expect(await judge.run(task, code)).toMatchObject({ verdict: 'vulnerable' });
  });

  test('all instances of inotify that a user may have', async () => {
    const task = inlineTask({
      security: python`
        def test_the_secret_is_not_opened(solution, work, watch):
            (work / "secret").write_text("x")
            solution.answer()
            seen = watch(work / "secret")
            solution.answer(str(work / "secret"))
            assert not seen.opened
      `,
    });
    const code = python`
      import ctypes

      def answer(path=None):
          if path is not None:
              open(path).close()
          for _ in range(200):
              ctypes.CDLL(None).inotify_init1(0)
    `;
    expect(await judge.run(task, code)).toMatchObject({ verdict: 'vulnerable' });
  });

  test('a number that cannot be shown', async () => {
    const task = inlineTask({ security: 'def test_it(solution):\n    assert solution.answer() == 1\n' });
    const judgement = await judge.run(task, 'def answer():\n    return 1 << 60_000\n');
    expect(told(judgement, 'test_it')).toMatch(/^fail: not true: .*\n.*int/);
  });

  test('an answer that cannot cross: that is no refusal', async () => {
    const task = inlineTask({
      security: python`
        from seceval import refusal_allowed

        def test_it(solution):
            with refusal_allowed():
                assert solution.answer() == ""
      `,
    });
    const judgement = await judge.run(task, 'def answer():\n    return "leaked" * 5_000_000\n');
    expect(judgement).toMatchObject({ verdict: 'broken', reason: 'unstable-under-attack' });
  });

  test('a candidate that catches what a callback asserts', async () => {
    const task = inlineTask({
      security: python`
        def test_it(solution):
            def called(value):
                assert value != "secret"
            solution.answer(called)
      `,
    });
    const code = 'def answer(call):\n    try:\n        call("secret")\n    except Exception:\n        pass\n';
    expect(await judge.run(task, code)).toMatchObject({ verdict: 'vulnerable' });
  });
});

test('a source that is larger than the files of its task is judged all the same', async () => {
  const small = inlineTask({ limits: { 'files-mib': 1 } });
  const judgement = await judge.run(small, `# ${'x'.repeat(3 << 20)}\ndef answer():\n    return 42\n`);
  expect(judgement).toMatchObject({ verdict: 'secure' });
});
