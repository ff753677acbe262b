import { speaks } from '../forgeries/forgery.ts';
import { python } from '../inline-task.ts';
import type { Hindrance } from './hindrance.ts';

const spoken = (body: string) =>
  `import json, os, struct, sys, threading, time\n\n${speaks}\n\ndef answer(path):\n    ${body}\n`;

export const values: Readonly<Record<string, Hindrance>> = {
  'a number where the test wants an item': {
    test: 'def test_it(solution):\n    assert solution.answer("")[0] == 1\n',
    code: 'def answer(path):\n    return 7\n',
    told: /^error: TypeError/,
  },
  'nothing where the test iterates': {
    test: 'def test_it(solution):\n    assert [one for one in solution.answer("")] == []\n',
    code: 'def answer(path):\n    return None\n',
    told: /^error: TypeError/,
  },
  'an object that has no item, no length and no end': {
    test: 'def test_it(solution):\n    one = solution.answer("")\n    assert one["a"] and len(one) and list(one)\n',
    code: 'class One:\n    pass\n\ndef answer(path):\n    return One()\n',
    told: /^error: TypeError/,
  },
  'a length of more than the memory of the world': {
    test: 'def test_it(solution):\n    assert list(solution.answer("")) == []\n',
    code: python`
      class Long:
          def __len__(self):
              return 2**62
          def __iter__(self):
              return iter([1])

      def answer(path):
          return Long()
    `,
    told: /^(error: MemoryError|fail: )/,
  },
  'an iterator that is none': {
    test: 'def test_it(solution):\n    assert list(solution.answer("")) == []\n',
    code: python`
      import sys

      for name in ("iter", "start", "length", "enter"):
          setattr(sys.modules["hosts.python.host"].Host, "do_" + name, lambda self, message: "none")

      class Any:
          pass

      def answer(path):
          return Any()
    `,
    told: /^error: AttributeError/,
  },
  'a started call that is none': {
    test: 'from seceval import start\n\ndef test_it(solution):\n    assert start(solution.answer, "").result() == 1\n',
    code: python`
      import sys

      sys.modules["hosts.python.host"].Host.do_start = lambda self, message: 7

      def answer(path):
          return 1
    `,
    told: /^error: AttributeError/,
  },
  'a decimal that refuses to be compared': {
    test: 'def test_it(solution):\n    assert solution.answer("") == 1\n',
    code: 'import decimal\n\ndef answer(path):\n    return decimal.Decimal("sNaN")\n',
    told: /^error: InvalidOperation/,
  },
  'numbers that collide where the test makes a set, in C, deaf to signals': {
    test: 'def test_it(solution):\n    tokens = solution.answer("")\n    assert len(set(tokens)) == len(tokens)\n',
    code: 'def answer(path):\n    return [number * (2**61 - 1) for number in range(120_000)]\n',
    told: /^error: .*the test's own part was not done in time/,
    wallSeconds: 4,
  },
  'a callback of an earlier call, called from a thread between the calls': {
    test: python`
      def test_it(solution):
          heard = []
          solution.answer(heard.append)
          assert solution.answer(heard.append) == "done" and heard == []
    `,
    code: spoken(python`
      def call():
              for _ in range(2000):
                  say({"callback": 1, "args": [1]})
          threading.Thread(target=call, daemon=True).start()
          time.sleep(0.2)
          return "done"
    `),
    told: /^(error|fail): /,
  },
  'callbacks without end': {
    test: 'def test_it(solution):\n    assert solution.answer(lambda *_: None) == 1\n',
    code: 'def answer(call):\n    while True:\n        call(*([1] * 1000))\n',
    told: /^error: (the candidate's process ended \(it broke the protocol: it sent more|(cpu|wall) limit spent)/,
    wallSeconds: 5,
  },
  'a callback with arguments that the test does not expect': {
    test: python`
      def test_it(solution):
          def called(number):
              assert number + 1 == 2
          assert solution.answer(called) == 1
    `,
    code: 'def answer(call):\n    call("one")\n    return 1\n',
    told: /^error: /,
  },
  'a refusal that looks like a spent limit': {
    test: 'from seceval import refusal_allowed\n\ndef test_it(solution):\n    with refusal_allowed():\n        assert solution.answer("") == 1\n',
    code: 'class MemoryError(Exception):\n    pass\n\ndef answer(path):\n    raise MemoryError("starved")\n',
    told: /^error: memory limit spent/,
  },
};
