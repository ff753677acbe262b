import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

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

      def test_it_dies(client):
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
  const died = /^test_it_dies: error: the candidate's process ended/;
  expect(notPassed(await judge.run(task, code))).toEqual([expect.stringMatching(died)]);
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
