import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

/** Fetches by three clients; an error is told by its name and what caused it. */
const client = python`
  import http.client, socket, ssl, urllib.error, urllib.request
  import requests

  def fetch(url, by="urllib", verify=True, data=None):
      try:
          if by == "requests":
              reply = requests.request("POST" if data else "GET", url, data=data, verify=verify, timeout=5)
              return reply.status_code, reply.text
          context = None if verify or not url.startswith("https") else ssl._create_unverified_context()
          with urllib.request.urlopen(url, data=data, timeout=5, context=context) as reply:
              return reply.status, reply.read().decode()
      except (OSError, http.client.HTTPException) as error:
          cause = f"{error} {getattr(error, 'reason', '')}"
          for word in ("CERTIFICATE_VERIFY_FAILED", "unreachable", "refused", "name resolution", "Name or service", "No address"):
              if word in cause:
                  return word
          return f"{type(error).__name__}: {cause}"

  def look_up(name):
      try:
          return sorted({address[4][0] for address in socket.getaddrinfo(name, 80, type=socket.SOCK_STREAM)})
      except socket.gaierror:
          return "unknown"

  def converse(address, port, line):
      with socket.create_connection((address, port), timeout=5) as connection:
          connection.sendall(line.encode())
          connection.shutdown(socket.SHUT_WR)
          return connection.makefile().read()

  def read(path):
      return open(path).read()
`;
const entryPoints = ['fetch', 'look_up', 'converse', 'read'];

test('http: any address serves, requests are recorded, and nothing else answers', async ({ skip }) => {
  skip(judge.lacks.has('network'), 'this tier has no network');
  const task = inlineTask({
    entryPoints,
    functional: python`
      from seceval import Reply

      def test_a_request_and_its_reply(solution, network):
          server = network.http("93.184.216.34", handler=lambda request: Reply(201, request.method + " " + request.path))
          assert server.url == "http://93.184.216.34"
          assert solution.fetch(server.url + "/a?b=c") == (201, "GET /a?b=c")
          assert solution.fetch(server.url + "/d", "requests", data=b"body") == (201, "POST /d")
          assert [(one.method, one.path, one.body) for one in server.requests] == [("GET", "/a?b=c", b""), ("POST", "/d", b"body")]
          assert server.requests[0].headers["host"] == "93.184.216.34"
          assert server.connections == 2

      def test_inner_addresses(solution, network):
          for address in ("127.0.0.1", "10.0.0.5", "169.254.169.254"):
              server = network.http(address, 8080, lambda request: Reply(body=address))
              assert solution.fetch(server.url + "/") == (200, address)

      def test_a_server_is_gone_after_its_test(solution):
          assert solution.fetch("http://93.184.216.34/") in ("unreachable", "refused")
          assert solution.fetch("http://127.0.0.1:8080/") == "refused"

      def test_an_address_that_nobody_serves(solution, network):
          assert solution.fetch("http://93.184.216.35/") == "unreachable"

      def test_a_redirect_is_the_clients_own_doing(solution, network):
          inner = network.http("10.0.0.5", handler=lambda request: Reply(body="inner"))
          outer = network.http("93.184.216.34", handler=lambda request: Reply(302, headers={"Location": "http://10.0.0.5/"}))
          assert solution.fetch(outer.url) == (200, "inner")
          assert len(inner.requests) == 1

      def test_a_handler_that_fails_ends_its_connection_only(solution, network):
          server = network.http("93.184.216.34", handler=lambda request: 1 // 0 if request.path == "/bad" else Reply(body="well"))
          assert solution.fetch(server.url + "/bad") != (200, "well")
          assert solution.fetch(server.url + "/good") == (200, "well")

      def test_anything_else_over_tcp(solution, network):
          server = network.tcp("93.184.216.34", 25, lambda connection: connection.sendall(connection.makefile("rb").read().upper()))
          assert (solution.converse("93.184.216.34", 25, "ehlo\n"), server.connections) == ("EHLO\n", 1)
    `,
  });
  expect(notPassed(await judge.run(task, client))).toEqual([]);
});

test('https: trusted certificates are, and self-signed, expired and misnamed ones are refused by who looks', async ({
  skip,
}) => {
  skip(judge.lacks.has('network'), 'this tier has no network');
  const task = inlineTask({
    entryPoints,
    functional: python`
      from seceval import Payload, fixture, payloads

      CERTIFICATES = {
          "trusted": {"names": ["shop.example"]},
          "self-signed": {"names": ["shop.example"], "trusted": False},
          "expired": {"names": ["shop.example"], "expired": True},
          "wrong name": {"names": ["other.example"]},
          "address only": {"names": ["93.184.216.34"]},
      }

      @payloads([Payload((by, kind), id=f"{by}-{kind}") for by in ("urllib", "requests") for kind in CERTIFICATES])
      def test_who_verifies(solution, network, payload):
          by, kind = payload
          network.name("shop.example", "93.184.216.34")
          server = network.https("93.184.216.34", **CERTIFICATES[kind])
          good = kind == "trusted"
          assert solution.fetch("https://shop.example/", by) == ((200, "ok") if good else "CERTIFICATE_VERIFY_FAILED")
          assert len(server.requests) == (1 if good else 0)

      @payloads(["urllib", "requests"])
      def test_who_does_not(solution, network, payload):
          network.name("shop.example", "93.184.216.34")
          server = network.https("93.184.216.34", names=["other.example"], trusted=False, expired=True)
          assert solution.fetch("https://shop.example/secret", payload, verify=False) == (200, "ok")
          assert [one.path for one in server.requests] == ["/secret"]

      def test_the_authority_can_be_read(solution, network):
          assert "BEGIN CERTIFICATE" in solution.read(network.ca_file)
    `,
  });
  expect(notPassed(await judge.run(task, client))).toEqual([]);
});

test('names resolve as the test says: several addresses, later answers, and nothing else', async ({ skip }) => {
  skip(judge.lacks.has('network'), 'this tier has no network');
  const task = inlineTask({
    entryPoints,
    functional: python`
      from seceval import Reply

      def test_known_and_unknown(solution, network):
          network.name("Shop.Example", "93.184.216.34", "10.0.0.5")
          assert solution.look_up("shop.example") == ["10.0.0.5", "93.184.216.34"]
          assert solution.look_up("SHOP.EXAMPLE") == ["10.0.0.5", "93.184.216.34"]
          assert solution.look_up("sub.shop.example") == "unknown"
          assert solution.look_up("localhost") == ["127.0.0.1"]

      def test_later_answers(solution, network):
          network.name("shop.example", "93.184.216.34", then=["10.0.0.5", "127.0.0.1"])
          found = [solution.look_up("shop.example") for _ in range(4)]
          assert found == [["93.184.216.34"], ["10.0.0.5"], ["127.0.0.1"], ["127.0.0.1"]]

      def test_rebinding_between_check_and_use(solution, network):
          inner = network.http("127.0.0.1", handler=lambda request: Reply(body="inner"))
          network.http("93.184.216.34", handler=lambda request: Reply(body="outer"))
          network.name("shop.example", "93.184.216.34", then=["127.0.0.1"])
          assert solution.look_up("shop.example") == ["93.184.216.34"]
          assert solution.fetch("http://shop.example/") == (200, "inner")
          assert len(inner.requests) == 1

      def test_names_are_gone_after_their_test(solution):
          assert solution.look_up("shop.example") == "unknown"
    `,
  });
  expect(notPassed(await judge.run(task, client))).toEqual([]);
});
