import { python } from '../inline-task.ts';
import { broken, type Forgery, underAttack, vulnerable } from './forgery.ts';

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
  'answers in advance what it will be asked last, and dies': {
    ...underAttack(python`
      import random
      if "'" in value:
          return []
      say({"ok": []})
      say({"ok": f"{random.Random('1/test_no_text_leaks[shell]').getrandbits(64):x}"})
      os._exit(0)
    `),
    honest: 'broken',
  },
  'leaves a child in its place': vulnerable(python`
    if os.fork():
        while True:
            signal.pause()
  `),
  'leaves a twin for what is harmless, and dies of the rest': underAttack(python`
    if os.fork() == 0:
        return []
    os._exit(0)
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
