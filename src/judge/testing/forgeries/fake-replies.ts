import { python } from '../inline-task.ts';
import { type Forgery, leaks, refuses, speaks, underAttack, vulnerable } from './forgery.ts';

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
  'answers an error at a line that is none': refuses(
    'say({"error": {"types": ["ValueError", "Exception"], "message": "no", "line": "1" * 5000}})\ntime.sleep(60)',
  ),
  'answers an error of types that are no texts': underAttack(
    'say({"error": {"types": [["Exception"]], "message": "no"}})',
  ),
  'answers that its value cannot cross': underAttack('say({"uncrossable": "x"})\ntime.sleep(60)'),
  'answers an error of the harness': underAttack('say({"fault": {"fault": "starved", "detail": "x"}})'),
  'answers with the judgement itself': underAttack(
    'say({"id": 1, "tests": [], "load": {"loaded": True}, "wallSeconds": 0, "gaveUp": "starved"})',
  ),
  'answers what JSON does not have': underAttack('body = b\'{"ok": NaN}\'\nput(struct.pack(">I", len(body)) + body)'),
  'answers with its own module': underAttack('say({"ok": {"$": "m"}})'),
  'answers with a callback of the judge': underAttack('say({"ok": {"$": "cb", "id": 1}})'),
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
