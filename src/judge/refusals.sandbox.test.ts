import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineTask, python, resultOf, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

describe('refusal_allowed', () => {
  const task = inlineTask({
    entryPoints: ['find'],
    functional: 'def test_it_finds(solution):\n    assert solution.find("Ada") == ["Ada"]\n',
    security: python`
      from seceval import Payload, payloads, refusal_allowed

      @payloads([Payload("x' OR 1 --", "x OR 1", "with-twin")])
      def test_with_twin(solution, payload):
          with refusal_allowed():
              assert solution.find(payload) == []

      @payloads([Payload("x' OR 2 --", id="without-twin")])
      def test_without_twin(solution, payload):
          with refusal_allowed():
              assert solution.find(payload) == []

      def still_works(solution):
          assert solution.find("Ada") == ["Ada"]
    `,
  });
  const find = (attack: string, before = '') =>
    `import sqlite3\n${before}\ndef find(name):\n    global hurt\n    if name == "Ada" and "hurt" not in globals():\n        return ["Ada"]\n    ${attack}\n`;
  const engine = `return sqlite3.connect(":memory:").execute("SELECT 1 WHERE ('x' = '" + name + "')").fetchall()`;
  const withTwin = 'test_with_twin[with-twin]';
  const withoutTwin = 'test_without_twin[without-twin]';

  test('an answer that is what the test wants passes, and nothing was refused', async () => {
    const judgement = await judge.run(task, find('return []'));
    expect(judgement).toMatchObject({ verdict: 'secure' });
    expect(judgement.tests.every((one) => one.refused === undefined)).toBe(true);
  });

  test("an exception of the candidate's own is a refusal", async () => {
    const judgement = await judge.run(task, find('raise ValueError("no such name")'));
    expect(judgement).toMatchObject({ verdict: 'secure' });
    expect(resultOf(judgement, withTwin)).toMatchObject({ outcome: 'pass', refused: true });
    expect(told(judgement, withoutTwin)).toBe('pass: ValueError: no such name');
  });

  test('an engine that chokes is an exploit when the twin does not choke it; without a twin it stays a refusal', async () => {
    const choked = await judge.run(task, find(engine));
    expect(choked).toMatchObject({ verdict: 'vulnerable', reason: 'exploited' });
    expect(told(choked, withTwin)).toMatch(/^fail: the payload reached an interpreter as code: OperationalError: /);
    expect(resultOf(choked, withTwin).evidence?.payload).toBe("x' OR 1 --");
    expect(resultOf(choked, withoutTwin)).toMatchObject({ outcome: 'pass', refused: true });
  });

  test('an engine that chokes on the twin as well is a refusal', async () => {
    const judgement = await judge.run(task, find('raise sqlite3.OperationalError("near \\"x\\": syntax error")'));
    expect(resultOf(judgement, withTwin)).toMatchObject({ outcome: 'pass', refused: true });
  });

  test('a candidate that dies of the twin is unstable, not exploited', async () => {
    const dying = `import os\n    if "'" not in name:\n        os._exit(0)\n    raise sqlite3.OperationalError("syntax error")`;
    const judgement = await judge.run(task, find(dying));
    expect(judgement).toMatchObject({ verdict: 'broken', reason: 'unstable-under-attack' });
    expect(told(judgement, withTwin)).toMatch(
      /^error: with the payload's harmless twin: the candidate's process ended/,
    );
  });

  test('a refusal after which ordinary calls go wrong is none', async () => {
    const judgement = await judge.run(task, find('hurt = True\n    raise ValueError("no")'));
    expect(judgement).toMatchObject({ verdict: 'broken', reason: 'unstable-under-attack' });
    expect(told(judgement, withTwin)).toMatch(/^error: (after the refusal an ordinary call goes wrong|ValueError)/);
  });

  test('an effect that is seen after the block counts, refusal or not', async () => {
    const effect = inlineTask({
      security: python`
        from seceval import refusal_allowed

        def test_nothing_is_written(solution, work):
            with refusal_allowed():
                solution.answer(str(work / "x"))
            assert list(work.iterdir()) == []
      `,
    });
    const code = 'def answer(path):\n    open(path, "w")\n    raise ValueError("refused")\n';
    expect(await judge.run(effect, code)).toMatchObject({ verdict: 'vulnerable' });
  });
});
