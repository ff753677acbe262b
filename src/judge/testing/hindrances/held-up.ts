import { python } from '../inline-task.ts';
import type { Hindrance } from './hindrance.ts';

export const heldUp: Readonly<Record<string, Hindrance>> = {
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
    told: /^error: OSError: .*Too many levels of symbolic links/,
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
    told: /^error: ValueError: the judge's server was flooded/,
  },
  'a page that drips': {
    test: python`
      def test_it(solution, web):
          assert web(solution.answer).get("/").text == "done"
    `,
    code: python`
      import time

      def answer(environ, start_response):
          start_response("200 OK", [])
          while True:
              time.sleep(0.01)
              yield b"x"
    `,
    told: /^error: wall limit spent/,
    wallSeconds: 0.5,
  },
  'a server that sends headers without end': {
    test: python`
      def test_it(solution, web):
          assert web(solution.answer).get("/").status == 200
    `,
    code: python`
      import os, socket, struct, sys, threading

      listener = socket.create_server(("127.0.0.1", 0))

      def flood():
          connection, _peer = listener.accept()
          connection.sendall(b"HTTP/1.1 200 OK\r\n")
          while True:
              connection.sendall(b"X-Header: " + b"x" * 60_000 + b"\r\n")

      threading.Thread(target=flood, daemon=True).start()
      sys.modules["hosts.python.serve"].serve_wsgi = lambda application: listener.getsockname()[1]

      def answer(environ, start_response):
          return []
    `,
    told: /^error: HTTPFailure: GET \/: HTTPException\('got more than 100 headers'\)/,
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
