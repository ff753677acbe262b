import { python } from '../inline-task.ts';
import { broken, type Forgery, refuses, underAttack, vulnerable } from './forgery.ts';

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
