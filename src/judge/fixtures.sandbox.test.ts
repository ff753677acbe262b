import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python, told } from './testing/inline-task.ts';
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
        open("/work/kept", "w").write(text)

    def read():
        return open("/work/kept").read()
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
            os.symlink(path, "/tmp/link")
            open("/tmp/link").read()
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
          programs.record("convert", stdout="done", exit=3)
          programs.record("identify", script='echo "$2"; pwd >&2')
          assert solution.run(["convert", "a b", "", "'\";$(x)\n"]) == (3, "done")
          assert solution.run("identify one two | cat") == (0, "two\n")
          assert [(call.name, call.args) for call in programs.calls] == [
              ("convert", ["a b", "", "'\";$(x)\n"]), ("identify", ["one", "two"])]

      def test_nothing_was_run(programs):
          programs.record("convert")
          assert programs.calls == []

      def test_a_program_is_gone_after_its_test(solution):
          assert solution.run("convert")[0] == 127

      def test_a_long_call_is_still_seen(solution, programs):
          programs.record("convert")
          solution.run(["convert", "x" * 10_000])
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

test('web serves an application over HTTP, with cookies, sessions and redirects as they are', async () => {
  const task = inlineTask({
    entryPoints: ['create_app', 'create_plain_app'],
    functional: python`
      from seceval import fixture, raises

      @fixture
      def client(solution, web):
          return web(solution.create_app())

      def test_forms_and_queries(client):
          reply = client.post("/echo", params={"q": "a b&c"}, form={"name": "Ada", "note": "ü<"}, headers={"X-One": "1"})
          assert reply.json() == {"method": "POST", "q": "a b&c", "form": {"name": "Ada", "note": "ü<"}, "one": "1"}
          assert (reply.status, reply.headers["content-type"]) == (200, "application/json")

      def test_json_and_raw_bodies(client):
          assert client.post("/json", json={"a": [1]}).json() == {"a": [1]}
          assert client.request("PUT", "/raw", body=b"\x00\xff").body == b"\x00\xff"

      def test_cookies_are_kept_by_their_session(client):
          assert client.get("/count").text == "1"
          assert client.get("/count").text == "2"
          assert client.session().get("/count").text == "1"

      def test_a_redirect_is_not_followed(client):
          assert (client.get("/away").status, client.get("/away").headers["location"]) == (302, "https://elsewhere.example/")

      def test_an_error_of_the_application_is_a_reply(client):
          assert client.get("/fail").status == 500

      def test_a_plain_application(solution, web):
          assert web(solution.create_plain_app).get("/").text == "plain"

      def test_an_application_that_dies_is_the_candidates_doing(client):
          with raises("HTTPFailure"):
              client.get("/die")
    `,
  });
  const code = python`
    import os
    import flask

    def create_app():
        app = flask.Flask(__name__)
        app.secret_key = "x"

        @app.route("/echo", methods=["POST"])
        def echo():
            request = flask.request
            return {"method": request.method, "q": request.args["q"], "form": dict(request.form), "one": request.headers["X-One"]}

        @app.route("/json", methods=["POST"])
        def of_json():
            return flask.request.get_json()

        @app.route("/raw", methods=["PUT"])
        def raw():
            return flask.request.get_data()

        @app.route("/count")
        def count():
            flask.session["count"] = flask.session.get("count", 0) + 1
            return str(flask.session["count"])

        @app.route("/away")
        def away():
            return flask.redirect("https://elsewhere.example/")

        @app.route("/fail")
        def fail():
            raise RuntimeError

        @app.route("/die")
        def die():
            os._exit(0)

        return app

    def create_plain_app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"plain"]
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('objects of a candidate are called, read, iterated, entered and joined by handles', async () => {
  const task = inlineTask({
    entryPoints: ['Shop', 'opened', 'numbers', 'later', 'slow', 'plain'],
    functional: python`
      import datetime, decimal, pathlib
      from seceval import raises, start

      def test_an_object(solution):
          shop = solution.Shop("Ada")
          assert (shop.name, shop.greet("x"), shop["key"], len(shop), str(shop)) == ("Ada", "Ada x", "key", 3, "shop of Ada")
          assert shop.same(shop) is True
          assert list(shop) == [0, 1, 2]
          with raises("AttributeError"):
              shop.missing

      def test_a_context_manager_a_generator_and_a_coroutine(solution):
          with solution.opened() as inner:
              assert inner == "inside"
          assert list(solution.numbers(200)) == list(range(200))
          assert solution.later(2) == 4

      def test_a_call_on_a_thread(solution):
          pending = start(solution.slow, 7)
          assert solution.plain(1) == 1
          assert pending.result() == 7

      def test_values_cross_as_they_are(solution):
          values = [None, True, -1, 1 << 80, 0.5, "ü\0\ud800", b"\x00\xff", (1, (2,)), {"a": {1: [2]}}, {1, 2}, frozenset({3}),
                    datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc), datetime.date(2024, 1, 2),
                    datetime.time(3, 4), datetime.timedelta(seconds=1.5), decimal.Decimal("1.10"), pathlib.PurePosixPath("/a/b")]
          for value in values:
              back = solution.plain(value)
              assert back == value
              assert type(back) in (type(value), set, pathlib.PurePosixPath)
          assert str(solution.plain(float("nan"))) == "nan"
    `,
  });
  const code = python`
    import contextlib, time

    class Shop:
        def __init__(self, name):
            self.name = name
        def greet(self, word):
            return f"{self.name} {word}"
        def __getitem__(self, key):
            return key
        def __len__(self):
            return 3
        def __iter__(self):
            return iter(range(3))
        def __str__(self):
            return "shop of " + self.name
        def same(self, other):
            return other is self

    @contextlib.contextmanager
    def opened():
        yield "inside"

    def numbers(count):
        yield from range(count)

    async def later(number):
        return number * 2

    def slow(value):
        time.sleep(0.05)
        return value

    def plain(value):
        return value
  `;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('a companion is loaded beside the candidate', async () => {
  const task = inlineTask({
    companion: 'def twice(value):\n    return answer() * value\n',
    entryPoints: ['answer', 'twice'],
    functional: 'def test_it(solution):\n    assert solution.twice(2) == 84\n',
  });
  expect(told(await judge.run(task, 'def answer():\n    return 42\n'), 'test_it')).toBe('pass');
});
