import { python } from '../inline-task.ts';
import type { Hindrance } from './hindrance.ts';

/** A server of the candidate's own that answers each connection with what `send(connection)` sends. */
const serves = (send: string) => python`
  import socket, sys, threading

  listener = socket.create_server(("127.0.0.1", 0))

  def serve():
      while True:
          connection, _peer = listener.accept()
          threading.Thread(target=speak, args=(connection,), daemon=True).start()

  def speak(connection):
      connection.recv(65536)
      ${send}
      connection.close()

  threading.Thread(target=serve, daemon=True).start()
  sys.modules["hosts.python.serve"].serve_wsgi = lambda application: listener.getsockname()[1]

  def answer(environ, start_response):
      return []
`;
const gets = python`
  def test_it(solution, web):
      assert web(solution.answer).get("/").text == "done"
`;
const endless = (head: string, part: string) =>
  `connection.sendall(${head})\n${' '.repeat(6)}while True:\n${' '.repeat(10)}connection.sendall(${part})`;
const servesAt = (port: string) =>
  `import sys\n\nsys.modules["hosts.python.serve"].serve_wsgi = lambda application: ${port}\n\ndef answer(environ, start_response):\n    return []\n`;

export const network: Readonly<Record<string, Hindrance>> = {
  'interim answers without end': {
    test: gets,
    code: serves(endless('b""', 'b"HTTP/1.1 100 Continue\\r\\n\\r\\n" * 1000')),
    told: /^error: (wall|cpu) limit spent/,
    wallSeconds: 1,
  },
  'chunks without end': {
    test: gets,
    code: serves(
      endless(
        'b"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n"',
        'b"1;" + b"x" * 60000 + b"\\r\\nx\\r\\n"',
      ),
    ),
    told: /^error: (wall|cpu) limit spent/,
    wallSeconds: 1,
  },
  'a chunk of an exabyte': {
    test: gets,
    code: serves(
      'connection.sendall(b"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n" + b"f" * 15 + b"\\r\\nx")',
    ),
    told: /^(error|fail): /,
  },
  'a length of an exabyte': {
    test: gets,
    code: serves('connection.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: " + b"9" * 18 + b"\\r\\n\\r\\ndone")'),
    told: /^error: UncrossableValue: GET/,
  },
  'trailers without end': {
    test: gets,
    code: serves(
      endless(
        'b"HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n"',
        'b"X: " + b"x" * 60000 + b"\\r\\n"',
      ),
    ),
    told: /^error: (wall|cpu) limit spent/,
    wallSeconds: 1,
  },
  'cookies that are slow to read': {
    test: gets,
    code: serves(
      'connection.sendall(b"HTTP/1.1 200 OK\\r\\n" + (b"Set-Cookie: a=\\"" + b"\\\\1" * 32000 + b"\\"\\r\\n") * 90 + b"Content-Length: 3\\r\\n\\r\\nend")',
    ),
    told: /^(fail: not true: |error: (wall|cpu) limit spent|error: wall limit)/,
    wallSeconds: 2,
  },
  'two answers to one question': {
    test: gets,
    code: serves(
      'connection.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nnoHTTP/1.1 200 OK\\r\\n\\r\\ndone")',
    ),
    told: /^fail: not true: /,
  },
  'an answer in another protocol': {
    test: gets,
    code: serves('connection.sendall(b"\\x16\\x03\\x01\\x00\\x02")'),
    told: /^error: HTTPFailure: .*BadStatusLine/,
  },
  'a port that is none': { test: gets, code: servesAt('True'), told: /^error: HTTPFailure/ },
  'a port beyond all ports': { test: gets, code: servesAt('10**9'), told: /^error: TypeError/ },
  'a port that is an object': { test: gets, code: servesAt('object()'), told: /^error: TypeError/ },
  'the port at which the test wants to serve': {
    test: python`
      def test_it(solution, network):
          network.http("127.0.0.1", 8000)
          assert solution.answer("") == "done"
    `,
    code: python`
      import socket

      kept = socket.create_server(("0.0.0.0", 8000))

      def answer(path):
          return "done"
    `,
    told: /^error: OSError: .*Address already in use/,
  },
  'all ports': {
    test: python`
      def test_it(solution, network):
          solution.answer("")
          assert network.http("127.0.0.1", 0).connections == 1
    `,
    code: python`
      import os, signal, socket

      def answer(path):
          for _ in range(30):
              if os.fork() == 0:
                  kept = []
                  try:
                      while True:
                          one = socket.socket()
                          one.bind(("127.0.0.1", 0))
                          kept.append(one)
                  except OSError:
                      signal.pause()
    `,
    told: /^(error|fail): /,
  },
  'questions to the name server without end': {
    test: python`
      def test_it(solution, network):
          network.name("shop.example", "10.0.0.5")
          assert solution.answer("") == "done"
    `,
    code: python`
      import os, socket, threading, time

      def answer(path):
          def ask():
              one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
              while True:
                  one.sendto(os.urandom(12) + b"\xc0" * 100, ("127.0.0.1", 53))
          threading.Thread(target=ask, daemon=True).start()
          time.sleep(0.5)
          return "asked"
    `,
    told: /^(fail: not true: |error: cpu limit spent)/,
  },
};
