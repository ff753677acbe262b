import { python } from './inline-task.ts';

/**
 * Candidates that would like to be judged `secure`, or to be excused as a fault of the harness. Honestly each is what
 * `honest` says; a forger may also come out worse. `answer(1)` must be 2; for a text it must return [] or refuse.
 */
export interface Forgery {
  readonly honest: 'secure' | 'vulnerable' | 'broken' | 'invalid';
  readonly code: string;
}

/** Function holds, and any text leaks. */
const leaks = python`
  import array, atexit, decimal, gc, json, os, signal, socket, struct, sys, threading, time

  def answer(value):
      if value == 1:
          return 2
      return ["leaked"]
`;

/** Puts bytes or a message on the connection to the judge as if the host had. */
const speaks = python`
  def put(raw):
      os.write(3, raw)

  def say(message):
      body = json.dumps(message).encode()
      put(struct.pack(">I", len(body)) + body)
`;

function vulnerable(code: string): Forgery {
  return { honest: 'vulnerable', code: `${leaks}\n${speaks}\n${code}` };
}

function broken(code: string): Forgery {
  return { honest: 'broken', code: `${leaks}\n${speaks}\n${code}` };
}

/** What it does when it is attacked, in place of the leak. */
function underAttack(body: string): Forgery {
  const indented = body.trimEnd().replaceAll('\n', '\n    ');
  return vulnerable(`def answer(value):\n    if value == 1:\n        return 2\n    ${indented}\n`);
}

/** An exception is a refusal, however strange: that is honestly secure, and must not trouble the judge. */
function refuses(body: string): Forgery {
  return { ...underAttack(body), honest: 'secure' };
}

export const deaths: Readonly<Record<string, Forgery>> = {
  'leaves with os._exit(0)': underAttack('os._exit(0)'),
  'leaves with sys.exit': underAttack('sys.exit(0)'),
  'leaves with sys.exit at once': broken('def answer(value):\n    sys.exit(0)\n'),
  'leaves while it loads': { honest: 'invalid', code: 'import sys\nsys.exit(0)\n' },
  'aborts in C': underAttack('import ctypes\nctypes.string_at(0)'),
  'overflows the stack of C': underAttack(
    'import ctypes\nsys.setrecursionlimit(10**9)\n(lambda f: f(f))(lambda f: f(f))',
  ),
  'registers an exit handler that answers': underAttack('atexit.register(say, {"ok": []})\nos._exit(0)'),
  'handles every signal by answering': vulnerable(python`
    for number in range(1, 65):
        try:
            signal.signal(number, lambda *_: say({"ok": []}))
        except (OSError, ValueError):
            pass
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
  `),
  'closes every descriptor': underAttack('os.closerange(0, 256)\nreturn []'),
  'shuts the connection down': underAttack('socket.socket(fileno=3).shutdown(socket.SHUT_RDWR)\ntime.sleep(60)'),
  'dies in the middle of a reply': underAttack('put(struct.pack(">I", 1000) + b"{")\nos._exit(0)'),
  'dies a moment after its reply': vulnerable(python`
    def answer(value):
        threading.Timer(0.001, os._exit, (0,)).start()
        return 2 if value == 1 else ["leaked"]
  `),
  'raises KeyboardInterrupt': underAttack('raise KeyboardInterrupt'),
  'raises what the judge itself raises': underAttack(python`
    class HarnessFault(BaseException):
        fault = "host-set-up"
    class Starved(HarnessFault):
        pass
    class AssertionError(Starved):
        pass
    raise Starved("starved")
  `),
};

export const fakeReplies: Readonly<Record<string, Forgery>> = {
  'answers before it is asked': vulnerable('for _ in range(50):\n    say({"ok": []})\n'),
  'answers twice': vulnerable(python`
    def answer(value):
        if value == 1:
            return 2
        say({"ok": []})
        return ["leaked"]
  `),
  'answers from a thread, for ever': vulnerable(python`
    def flood():
        while True:
            say({"ok": []})
            time.sleep(0.0005)
    threading.Thread(target=flood, daemon=True).start()
  `),
  'answers from a daemon that outlives it': vulnerable(python`
    if os.fork() == 0:
        os.setsid()
        while True:
            say({"ok": 2})
            time.sleep(0.001)
  `),
  'announces four gigabytes': underAttack('put(b"\\xff\\xff\\xff\\xff")\ntime.sleep(60)'),
  'answers what is not JSON': underAttack('put(struct.pack(">I", 4) + b"\\xff\\x00{]")'),
  'answers JSON that is no reply': underAttack('say([1, 2])'),
  'answers neither ok nor error': underAttack('say({})'),
  'answers a string where an error belongs': underAttack('say({"error": "no"})'),
  'answers an error of endless types': underAttack(
    'say({"error": {"types": ["x" * 100000] * 100, "message": "m" * 10**6}})',
  ),
  'answers an error of hostile types': underAttack('say({"error": {"types": 7, "message": {}, "line": []}})'),
  'answers deep JSON': underAttack('body = b"[" * 10**6 + b"]" * 10**6\nput(struct.pack(">I", len(body)) + body)'),
  'answers a deep value': underAttack(python`
    value = 1
    for _ in range(200):
        value = {"$": "t", "v": [value]}
    say({"ok": value})
  `),
  'answers with unknown tags': underAttack('say({"ok": {"$": "pickle", "v": "x"}})'),
  'answers with broken tags': underAttack('say({"ok": {"$": "dt", "v": {"$": []}}})'),
  'answers a set of what has no hash': underAttack('say({"ok": {"$": "s", "v": [[]]}})'),
  'answers with handles that do not exist': underAttack(
    'say({"ok": {"$": "h", "id": 10**30, "types": ["list"] * 10**5}})',
  ),
  'answers with a handle without a number': underAttack('say({"ok": {"$": "h", "id": "1", "types": {}}})'),
  'calls back what was never given': underAttack('say({"callback": 7, "args": []})'),
  'calls back by a name that has no hash': underAttack('say({"callback": [], "args": []})'),
  'says that it loaded, and has nothing': {
    honest: 'broken',
    code: `${leaks}\n${speaks}\nsay({"ok": {"$": "d", "v": [["loaded", True]]}})\ndel answer\n`,
  },
  'says that the harness failed while it loaded': {
    honest: 'invalid',
    code: `${leaks}\n${speaks}\nsay({"ok": {"$": "d", "v": [["loaded", False], ["reason", "harness-fault"]]}})\n`,
  },
};

export const lyingValues: Readonly<Record<string, Forgery>> = {
  'returns what equals everything': broken(python`
    class Equal:
        def __eq__(self, other):
            return True
        def __ne__(self, other):
            return False
        __hash__ = object.__hash__
    def answer(value):
        return Equal()
  `),
  'returns an int that lies': broken(python`
    class Two(int):
        def __eq__(self, other):
            return True
        def __int__(self):
            return 2
        __index__ = __int__
        __repr__ = __str__ = lambda self: "2"
        __hash__ = int.__hash__
    def answer(value):
        return Two(3)
  `),
  'returns a text that lies': broken(python`
    class Text(str):
        def __eq__(self, other):
            return True
        def __str__(self):
            return "2"
        __hash__ = str.__hash__
    def answer(value):
        return Text("three")
  `),
  'returns a list that changes as it is read': vulnerable(python`
    class Changing(list):
        def __len__(self):
            return 0
        def __eq__(self, other):
            return True
        def __iter__(self):
            return iter(())
    def answer(value):
        return 2 if value == 1 else Changing(["leaked"])
  `),
  'returns a generator that never ends': underAttack('return (number for number in iter(int, 1))'),
  'returns an object whose length and items lie': underAttack(python`
    class Lying:
        def __len__(self):
            return 0
        def __iter__(self):
            yield from ()
        def __class_getitem__(cls, item):
            return []
        __class__ = list
    return Lying()
  `),
  'returns not-a-number': broken('def answer(value):\n    return float("nan")\n'),
  'returns infinity': broken('def answer(value):\n    return float("inf")\n'),
  'returns a number of many digits': broken('def answer(value):\n    return 1 << 60_000\n'),
  'returns a number of too many digits': broken('def answer(value):\n    return 1 << 600_000\n'),
  'returns lone surrogates': broken('def answer(value):\n    return "\\ud800\\udfff" * 100\n'),
  'returns a decimal of a billion digits': broken('def answer(value):\n    return decimal.Decimal("1e999999999")\n'),
  'refuses with what cannot be told': refuses(python`
    class Untold(Exception):
        def __str__(self):
            raise self
        __repr__ = __str__
    raise Untold
  `),
  'raises what takes for ever to tell': underAttack(python`
    class Endless(Exception):
        def __str__(self):
            while True:
                pass
    raise Endless
  `),
  'refuses with what tells no text': refuses(python`
    class Wrong(Exception):
        def __str__(self):
            return 7
    raise Wrong
  `),
  'raises what has no name': underAttack(python`
    class Meta(type):
        @property
        def __name__(cls):
            os._exit(0)
    class Nameless(Exception, metaclass=Meta):
        pass
    raise Nameless
  `),
};

export const tamperings: Readonly<Record<string, Forgery>> = {
  'replaces how values are encoded': vulnerable('sys.modules["wire"].encode = lambda *_: 2\n'),
  'replaces how frames are sent': vulnerable(python`
    wire = sys.modules["wire"]
    real = wire.send_frame
    wire.send_frame = lambda connection, message: real(connection, {"ok": []})
  `),
  'replaces the module json': vulnerable(
    'json.dumps = lambda *_, **__: "[]"\njson.loads = lambda *_: {"op": "ping", "word": ""}\n',
  ),
  'replaces the module socket': vulnerable('socket.socket.sendall = lambda *_: None\n'),
  'finds the host among all objects, and answers in its place': vulnerable(python`
    for one in gc.get_objects():
        if type(one).__name__ == "Host":
            type(one).do_call = lambda self, message: []
  `),
  'finds the host in the frames above, and answers in its place': vulnerable(python`
    frame = sys._getframe()
    while frame is not None:
        if "self" in frame.f_locals:
            frame.f_locals["self"].do_call = lambda message: []
        frame = frame.f_back
  `),
  'looks for the tests in the frames above and among all objects': vulnerable(python`
    def knows():
        name = "_".join(["test", "no", "text", "leaks"])
        return any(name in str(one) for one in gc.get_objects() if isinstance(one, (dict, list, tuple)))
    if knows():
        answer = lambda value: 2 if value == 1 else []
  `),
  'imports the judge': { honest: 'invalid', code: 'import judge.main\nfrom seceval import payloads\n' },
  'traces every call': vulnerable(python`
    def trace(frame, event, argument):
        if frame.f_code.co_name == "_answer":
            frame.f_locals["reply"] = {"ok": []}
        return trace
    sys.settrace(trace)
    threading.settrace(trace)
  `),
  'ends the process whenever it is asked anything but to answer': vulnerable(python`
    for one in gc.get_objects():
        if type(one).__name__ == "Host":
            type(one).do_ping = lambda self, message: os._exit(0)
            type(one).do_enter_case = lambda self, message: os._exit(0)
  `),
};
