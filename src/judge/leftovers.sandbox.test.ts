import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

// One sandbox judges all candidates of this file, so that what one leaves behind is there for the next to find.
let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

const leaver = python`
  import os, socket, subprocess, sys, time

  PLACES = ["/tmp", "/dev/shm", "/work", "/var/tmp", "/", "/etc", "/h", "/tools", "/run", "/home", "/dev", "/mnt", "/usr/local"]

  def leave():
      left = []
      for place in PLACES:
          try:
              with open(place + "/left-behind", "w") as file:
                  file.write("left")
              left.append(place)
          except OSError:
              pass
      os.mkfifo("/tmp/left-fifo")
      abstract = socket.socket(socket.AF_UNIX)
      abstract.bind("\0left-behind")
      abstract.listen()
      listener = socket.create_server(("127.0.0.1", 9876))
      if os.fork() == 0:
          os.setsid()
          if os.fork() == 0:
              while True:
                  time.sleep(0.01)
          os._exit(0)
      globals()["kept"] = (abstract, listener)
      os.environ["LEFT_BEHIND"] = "left"
      sys.path.append("/left-behind")
      return left

  def find():
      found = []
      for folder in PLACES:
          if os.path.exists(folder + "/left-behind"):
              found.append(folder)
      if os.path.exists("/tmp/left-fifo"):
          found.append("fifo")
      for name, family, address in (("abstract", socket.AF_UNIX, "\0left-behind"), ("port", socket.AF_INET, ("127.0.0.1", 9876))):
          try:
              with socket.socket(family) as one:
                  one.connect(address)
              found.append(name)
          except OSError:
              pass
      if [pid for pid in os.listdir("/proc") if pid.isdigit() and pid != "1"]:
          found.append("process")
      if "LEFT_BEHIND" in os.environ or "/left-behind" in sys.path:
          found.append("state")
      return found
`;

test('files, sockets, processes and state of a candidate are gone for the next, and were there before', async () => {
  const leaves = inlineTask({
    entryPoints: ['leave', 'find'],
    functional: python`
      def test_it_can_leave_things(solution):
          assert solution.leave() == ["/tmp", "/dev/shm", "/work"]

      def test_and_find_them_again(solution):
          assert solution.find() == ["/tmp", "/dev/shm", "/work", "fifo", "abstract", "port", "process", "state"]
    `,
  });
  expect(notPassed(await judge.run(leaves, leaver))).toEqual([]);
  const finds = inlineTask({
    entryPoints: ['find'],
    functional: 'def test_nothing_is_left(solution):\n    assert solution.find() == []\n',
  });
  expect(notPassed(await judge.run(finds, leaver))).toEqual([]);
  expect(judge.started()).toBe(1);
});

test('nothing of a candidate stays with the judge', async () => {
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
