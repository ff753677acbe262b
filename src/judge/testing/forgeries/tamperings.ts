import { python } from '../inline-task.ts';
import { type Forgery, vulnerable } from './forgery.ts';

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
  'keeps what it was asked, and answers by it': vulnerable(python`
    asked = []
    for one in gc.get_objects():
        if type(one).__name__ == "Host":
            def hear(message, real=one._answer):
                asked.append(str(message))
                real(message)
            one._answer = hear
    def answer(value):
        return 2 if value == 1 else ["leaked", *asked]
  `),
  'gives each use of its object another one': vulnerable(python`
    for one in gc.get_objects():
        if type(one).__name__ == "Host":
            class Shifting(dict):
                def __missing__(self, key):
                    return []
                def __setitem__(self, key, value):
                    pass
            one.handles = Shifting()
    class Some:
        pass
    def answer(value):
        return 2 if value == 1 else Some()
  `),
  'writes to every descriptor': vulnerable(python`
    for descriptor in [*range(3), *range(4, 256)]:
        try:
            os.set_blocking(descriptor, False)
            os.write(descriptor, b'{"ok": []}')
        except OSError:
            pass
  `),
  'prints the results of tests': vulnerable(python`
    print(json.dumps({"tests": [{"name": "test_no_text_leaks", "outcome": "pass"}]}))
    print("2 passed in 0.01s", file=sys.stderr)
  `),
  'patches what compares': vulnerable(python`
    import builtins, ctypes, operator
    operator.eq = builtins.isinstance = lambda *_: True
    builtins.AssertionError = ValueError
    builtins.len = lambda _: 0
  `),
  'collects garbage without end while it is asked': vulnerable(python`
    def churn():
        while True:
            gc.collect()
    threading.Thread(target=churn, daemon=True).start()
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
            type(one)._target = lambda self, message: os._exit(0)
  `),
};
