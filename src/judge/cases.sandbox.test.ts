import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineTask, language, notPassed, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge(2);
});
afterAll(() => judge.close());

test('raises wants one of its types, or a subclass, or any exception', async () => {
  const task = inlineTask({
    entryPoints: ['fail'],
    functional: python`
      from seceval import raises

      def test_the_type(solution):
          with raises("KeyError"):
              solution.fail("KeyError")

      def test_a_base_class(solution):
          with raises("ValueError", "LookupError"):
              solution.fail("KeyError")

      def test_any(solution):
          with raises():
              solution.fail("KeyError")

      def test_another(solution):
          with raises("ValueError"):
              solution.fail("KeyError")

      def test_none(solution):
          with raises("ValueError"):
              solution.fail("")

      def test_outside(solution):
          solution.fail("KeyError")

      def test_dead(solution):
          with raises():
              solution.fail("dead")
    `,
  });
  const code = python`
    import os

    def fail(kind):
        if kind == "KeyError":
            raise KeyError("x")
        if kind == "dead":
            os._exit(0)
  `;
  const judgement = await judge.run(task, code);
  expect(judgement.tests.slice(0, 7).map(({ name, evidence }) => [name, evidence?.message])).toEqual([
    ['test_the_type', undefined],
    ['test_a_base_class', undefined],
    ['test_any', undefined],
    ['test_another', "expected ValueError, got KeyError: 'x'"],
    ['test_none', 'expected ValueError, and nothing was raised'],
    ['test_outside', "KeyError: 'x' (line 5)"],
    ['test_dead', "the candidate's process ended (end of stream)"],
  ]);
  const outcomes = judgement.tests.slice(0, 7).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(['pass', 'pass', 'pass', 'fail', 'fail', 'error', 'error']);
});

describe('payloads', () => {
  const task = inlineTask({
    entryPoints: ['echo'],
    security: python`
      from seceval import Payload, path_traversals, payloads, policy, reveal, script_injections, shell_injections, sql_closings

      @payloads(sql_closings("OR 1=1"), shell_injections("touch x"), path_traversals("/etc/x"), script_injections("alert(1)"))
      def test_drawn(solution, payload):
          assert solution.echo(payload) != payload

      @payloads(["a/b", "a/b", Payload("c", id="named"), b"\xff", ""])
      def test_listed(solution, payload, rng):
          assert solution.echo(rng.random()) == 0

      @policy
      @reveal
      def test_rule(solution):
          assert solution.echo(1) == 1
    `,
  });
  const echo = 'def echo(value):\n    return value\n';

  test('each is a case with an id of its own; one seed draws the same, another seed others', async () => {
    const [first, again, other] = await Promise.all([7, 7, 8].map((seed) => judge.run(task, echo, seed)));
    if (!first || !again || !other) throw new Error('three judgements were asked for');
    const seen = (one: typeof first) =>
      one.tests.map(({ name, evidence }) => [name, evidence?.message, evidence?.payload]);
    expect(seen(again)).toEqual(seen(first));
    expect(other.tests.map(({ name }) => name)).toEqual(first.tests.map(({ name }) => name));
    const payloads = (one: typeof first) => one.tests.flatMap(({ evidence }) => evidence?.payload ?? []);
    const same = payloads(other).filter((payload) => payloads(first).includes(payload));
    expect(same.every((payload) => /etc\/x$|^(a\/b|c||b'\\xff')$/.test(payload))).toBe(true);
    expect(seen(other)).not.toEqual(seen(first));
    const names = first.tests.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith('test_listed'))).toEqual(
      ['a-b', 'a-b-2', 'named', 'b-xff', 'payload'].map((id) => `test_listed[${id}]`),
    );
    expect(names).toContain('test_drawn[quote-1]');
    expect(names).toContain('test_drawn[backticks]');
  });

  test('basis and reveal are told; only the asked cases run', async () => {
    const submission = { task, language, code: echo, seed: 1 };
    const judgement = await judge.judge({ ...submission, only: ['test_rule', 'test_listed[named]'] });
    expect(judgement.tests.map(({ name, basis, reveal }) => [name, basis, reveal])).toEqual([
      ['test_listed[named]', 'universal', undefined],
      ['test_rule', 'policy', true],
    ]);
  });
});

describe('a task whose own files are broken is inconclusive, and told which', () => {
  test.each([
    ['a syntax error', { functional: 'def test_x(:' }, /CWE-001\/inline: SyntaxError/],
    ['a module that raises', { security: 'raise RuntimeError("not ready")' }, /RuntimeError: not ready/],
    ['an unknown fixture', { functional: 'def test_x(nothing):\n    pass' }, /unknown fixture 'nothing'/],
    ['no test', { security: 'x = 1' }, /test_security.py has no test/],
    ['an import that is not there', { fixtures: 'import no_such_module' }, /No module named 'no_such_module'/],
    [
      'payloads that cannot be drawn',
      { security: 'from seceval import payloads\n\n@payloads(lambda rng: 1 // 0)\ndef test_x(payload):\n    pass' },
      /test_x: ZeroDivisionError/,
    ],
  ])('%s', async (_name, parts, detail) => {
    const judgement = await judge.run(inlineTask(parts), 'def answer():\n    return 42\n');
    expect(judgement).toMatchObject({ verdict: 'inconclusive', reason: 'harness-fault' });
    expect(judgement.detail).toMatch(/^task-broken: /);
    expect(judgement.detail).toMatch(detail);
  });
});

test('what does not load is invalid, with its reason', async () => {
  const task = inlineTask({ entryPoints: ['answer', 'other'] });
  const sources = [
    'def answer(:\n',
    'def answer():\n    pass\0\n',
    'x = "\ud800"\n',
    'import numpy_of_the_far_future\n',
    'raise RuntimeError("at import")\n',
    'def answer():\n    pass\n',
    '',
    `${'('.repeat(5000)}${')'.repeat(5000)}\n`,
  ];
  const judgements = await Promise.all(sources.map((source) => judge.run(task, source)));
  expect(judgements.map(({ verdict, reason, detail }) => `${verdict} ${reason}: ${detail}`.slice(0, 60))).toEqual([
    expect.stringMatching(/^invalid syntax-error: SyntaxError: /),
    expect.stringMatching(/^invalid syntax-error: SyntaxError: /),
    expect.stringMatching(/^invalid syntax-error: UnicodeEncodeError: /),
    'invalid missing-library: numpy_of_the_far_future',
    'invalid load-error: RuntimeError: at import',
    'invalid missing-entry-point: other',
    'invalid missing-entry-point: answer, other',
    expect.stringMatching(/^invalid syntax-error: SyntaxError: too many nested/),
  ]);
});

test('functional tests come first, and security tests still run when they fail', async () => {
  const task = inlineTask({
    functional: 'def test_function(solution):\n    assert solution.answer() == 42\n',
    security: 'def test_attack(solution):\n    assert solution.answer() != "leaked"\n',
  });
  const judgement = await judge.run(task, 'def answer():\n    return "leaked"\n');
  expect(judgement).toMatchObject({ verdict: 'broken', reason: 'function', exploited: true });
  expect(notPassed(judgement)).toEqual([
    "test_function: fail: not true: solution.answer() == 42\n  left of ==: 'leaked'\n  right of ==: 42",
    "test_attack: fail: not true: solution.answer() != \"leaked\"\n  left of !=: 'leaked'\n  right of !=: 'leaked'",
  ]);
});

test('what the objects of earlier tests held is given back: a program that keeps a connection for each runs out of none', async () => {
  const task = inlineTask({
    entryPoints: ['Board'],
    functional: python`
      from seceval import payloads

      @payloads([str(number) for number in range(12)])
      def test_many_boards(solution, payload):
          boards = [solution.Board(f"{payload}.{number}") for number in range(30)]
          assert [board.name() for board in boards] == [f"{payload}.{number}" for number in range(30)]
    `,
  });
  const code = python`
    class Board:
        def __init__(self, path):
            self.path = path
            self.file = open(path, "w")

        def name(self):
            self.file.write("used")
            return self.path
  `;
  const judgement = await judge.run(task, code);
  expect(notPassed(judgement)).toEqual([]);
  expect(judgement.tests.filter(({ kind }) => kind === 'functional')).toHaveLength(12);
});
