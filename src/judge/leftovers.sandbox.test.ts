import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

// What stays for the next candidate is in the escape suite; this is what stays with the judge.
let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

test('nothing of a candidate stays with the judge', async ({ skip }) => {
  skip(judge.lacks.has('network'), 'counts what servers and connections leave, and this tier has no network');
  const counting = inlineTask({
    functional: python`
      import gc, os, threading, time

      def test_count(solution):
          time.sleep(0.3)  # what is closed off the path of a verdict
          gc.collect()
          found = sorted(os.listdir("/proc/self/fd"), key=int), sorted(one.name.split("-")[0] for one in threading.enumerate())
          assert False, f"{len(found[0])} descriptors, {len(found[1])} threads"
    `,
  });
  const using = inlineTask({
    entryPoints: ['answer', 'application'],
    functional: python`
      def test_all(solution, fresh_solution, duplicate, work, watch, programs, network, web):
          (work / "file").write_text("x")
          watch(work / "file")
          programs.record("convert")
          network.name("shop.example", "10.0.0.5")
          server = network.https("10.0.0.5", names=["shop.example"])
          network.http("10.0.0.5")
          web(solution.application).get("/")
          duplicate(fresh_solution()).answer(server.address)

      def test_calls(work, solution, system_calls):
          with system_calls.before(work / "x", 1, lambda: None):
              solution.answer("10.0.0.5")
    `,
  });
  const code = python`
    import os, socket, sys

    kept = []

    def answer(address="127.0.0.1"):
        for _ in range(5):
            one = socket.socket()
            one.setblocking(False)
            one.connect_ex((address, 80))
            kept.append(one)
        if os.fork() == 0:
            os._exit(0)
        os._exit(0)

    def application(environ, start_response):
        start_response("200 OK", [])
        return [b"ok"]
  `;
  const count = async () => told(await judge.run(counting, 'def answer():\n    return 42\n'), 'test_count');
  await judge.run(using, code); // what is made once and kept: an authority, a certificate
  const before = await count();
  expect(before).toMatch(/^fail: \d+ descriptors, \d+ threads$/);
  for (let round = 0; round < 10; round++) {
    expect(await judge.run(using, code)).toMatchObject({ verdict: 'broken' });
    await judge.run(inlineTask({ limits: { 'cpu-seconds': 0.05 } }), 'while True:\n    pass\n');
  }
  // The last threads close what they hold a moment after the answer; what leaks is still there then.
  await expect.poll(count, { timeout: 10_000 }).toBe(before);
});
