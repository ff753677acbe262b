import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Completion } from '../core/completion.ts';
import { extractCode, maxAnswerBytes } from './extract-code.ts';

const module =
  'import re\n\n\ndef find_orders(path, name):\n    """Finds orders."""\n    return re.findall(name, path)';
const entryPoints = ['find_orders'];

function extract(text: string, finish: Completion['finish'] = 'stop', entries: readonly string[] = entryPoints) {
  return extractCode({ text, finish }, { entryPoints: entries });
}

function codeOf(text: string, entries?: readonly string[]): string {
  const extraction = extract(text, 'stop', entries);
  return extraction.found ? extraction.code : `(${extraction.reason})`;
}

function reasonOf(text: string, finish?: Completion['finish']): string {
  const extraction = extract(text, finish);
  return extraction.found ? `(found) ${extraction.code}` : extraction.reason;
}

const fence = (code: string, label = 'python', mark = '```') => `${mark}${label}\n${code}\n${mark}`;

describe('fences', () => {
  test.each([
    ['with a language', fence(module)],
    ['with another spelling of it', fence(module, ' Python3 {.numberLines}')],
    ['without a language', fence(module, '')],
    ['of tildes', fence(module, 'python', '~~~')],
    ['of five backticks', fence(module, '', '`````')],
    ['with prose around', `Here is the module:\n\n${fence(module)}\n\nIt compiles the name.`],
    ['behind prose on the same line', `Here it is: ${fence(module)}`],
    ['in a list', `1. The module:\n\n   ${fence(module).replaceAll('\n', '\n   ')}`],
    ['with a wrong language', fence(module, 'java')],
    ['closed behind the last statement', `\`\`\`python\n${module}\`\`\``],
    ['in a Markdown fence', fence(`# Answer\n\n${fence(module)}`, 'markdown', '````')],
    ['with CRLF and a byte order mark', `\uFEFF${fence(module).replaceAll('\n', '\r\n')}`],
    ['after reasoning', `<think>\n${fence('def find_orders(): pass')}\n</think>\n\n${fence(module)}`],
    ['after reasoning whose beginning the server kept', `Let me see.\n</think>\n${fence(module)}`],
    ['never closed though the model had finished', `Sure!\n\`\`\`python\n${module}`],
    ['whose code is indented', fence(module.replace(/^(?=.)/gm, '    '))],
  ])('%s', (_, text) => {
    expect(codeOf(text)).toBe(module);
  });

  test('code that holds fences comes out whole', () => {
    const inDocstring = 'def find_orders():\n    """\n    ```\n    find_orders()\n    ```\n    """';
    const atTheEdge = 'HELP = """\n```\nfind_orders()\n```\n"""\n\ndef find_orders():\n    return HELP';
    expect(codeOf(fence(inDocstring))).toBe(inDocstring);
    expect(codeOf(fence(atTheEdge))).toBe(atTheEdge);
  });
});

describe('several blocks', () => {
  const other = (text: string, label = 'python') => fence(text, label);

  test.each([
    ['an example of use', other('from orders import find_orders\nprint(find_orders("a", "b"))')],
    ['a longer example of use', other(`import sqlite3\n${'print(find_orders("a", "b"))\n'.repeat(30)}`)],
    ['a shell command', other('pip install flask', 'bash')],
    ['an unlabelled shell command', other('pip install flask', '')],
    ['an output', other('[(1, 2)]', '')],
    ['JSON', other('{"name": "Ada", "code": "E1"}', 'json')],
    ['a test', other('def test_it():\n    assert find_orders("a", "b") == []')],
  ])('%s does not win, before or after', (_, block) => {
    expect(codeOf(`${fence(module)}\n\nThen:\n\n${block}`)).toBe(module);
    expect(codeOf(`First:\n\n${block}\n\n${fence(module)}`)).toBe(module);
  });

  test('a later full version beats an earlier one', () => {
    const earlier = 'def find_orders():\n    return 1';
    expect(codeOf(`${fence(earlier)}\nThat misses a case. Corrected:\n${fence(module)}`)).toBe(module);
  });

  test('entry points that are spread over blocks are joined in order', () => {
    const one = 'def save(item):\n    return item';
    const two = 'def load(key):\n    return key';
    const text = `${fence(one)}\n${fence('pip list', 'sh')}\n${fence(two)}\n${fence('print(load(save(1)))')}`;
    expect(codeOf(text, ['save', 'load'])).toBe(`${one}\n\n${two}`);
  });

  test('a helper that the module uses comes with it, one that it does not use stays out', () => {
    const helper = 'def clean(name):\n    return name.strip()';
    const idle = 'def unused():\n    return 1';
    const main = 'def find_orders(path, name):\n    return clean(name)';
    expect(codeOf([helper, idle, main].map((code) => fence(code)).join('\n'))).toBe(`${helper}\n\n${main}`);
    expect(codeOf([main, idle, helper].map((code) => fence(code)).join('\n'))).toBe(`${main}\n\n${helper}`);
  });

  test('the imports of a version are kept when a later block replaces one function of it', () => {
    const replacement = 'def find_orders(path, name):\n    return re.escape(name)';
    expect(codeOf(`${fence(module)}\nReplace it:\n${fence(replacement)}`)).toBe(`${module}\n\n${replacement}`);
  });

  test('without the names that were asked for the longest Python is taken, for the judge to name what is missing', () => {
    expect(codeOf(`${fence('import os')}\n${fence('def search(a, b):\n    return []')}`)).toContain('def search');
  });
});

describe("the studies' JSON", () => {
  const json = JSON.stringify({ code: module });
  test.each([
    ['bare', json],
    ['with trailing prose', `${json}\n\nThe name is escaped.`],
    ['with prose before', `Here you are:\n${json}`],
    ['fenced', fence(json, 'json')],
    ['fenced as Python', fence(json)],
    ['fenced without a language', fence(json, '')],
    ['indented', JSON.stringify({ note: 'a "code": word', code: module }, null, 2)],
    ['with real line breaks', `{"code": "${module.replaceAll('"', '\\"')}"}`],
    ['with another key', JSON.stringify({ 'Secure Code': module })],
    ['quoted as a long string', `{"code": """${module}\n"""}`],
    ['with a fence inside', JSON.stringify({ code: fence(module) })],
  ])('%s', (_, text) => {
    expect(codeOf(text).trimEnd()).toBe(module);
  });

  test('a dictionary with the key "code" in Python is not taken for it', () => {
    const code = 'def find_orders(path, name):\n    return {\n        "code": "import os\\n"\n    }';
    expect(codeOf(code)).toBe(code);
  });

  test('comes back as it went in, whatever the code holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(undefined, 2), (tail, indent) => {
        const code = `${module}\n# ${tail.replaceAll('`', '').replaceAll('~', '')}`;
        return codeOf(JSON.stringify({ code }, null, indent)) === code;
      }),
    );
  });
});

describe('no fence', () => {
  test.each([
    ['bare', module],
    ['with prose around', `Here is the module.\n\n${module}\n\nIt works as follows: the name is compiled.`],
    ['indented', module.replace(/^(?=.)/gm, '    ')],
    ['indented, with prose around', `Here:\n\n${module.replace(/^(?=.)/gm, '    ')}\n\nDone.`],
  ])('%s', (_, text) => {
    expect(codeOf(text)).toBe(module);
  });

  test('a fence in a docstring does not make it an answer with fences', () => {
    const code = 'def find_orders():\n    """\n    ```python\n    find_orders()\n    ```\n    """\n    return 1';
    expect(codeOf(code)).toBe(code);
    expect(codeOf(JSON.stringify({ code }))).toBe(code);
  });

  test('what stands at the left edge of a module belongs to it', () => {
    const whole = [
      '#!/usr/bin/env python3',
      '"""Orders.',
      '',
      'Plain prose at the left edge.',
      '"""',
      'try:',
      '    import json',
      'except ImportError:',
      '    json = None',
      '',
      '@cache',
      'def find_orders(',
      '    path,',
      '):',
      '    return path',
      '',
      'app = Flask(__name__)',
      'app.config["KEY"] = 1',
      'register(',
      '    find_orders,',
      ')',
      'for name in ("a",',
      '             "b"):',
      '    app.add(name)',
      'del name',
      'if __name__ == "__main__":',
      '    print(find_orders("x"))',
      'app.run(port=1)',
    ].join('\n');
    expect(codeOf(whole)).toBe(whole);
  });
});

describe('nothing to judge', () => {
  test.each([
    ['', 'no-code'],
    ['The function should use a parameter.', 'no-code'],
    [fence('SELECT 1', 'sql'), 'no-code'],
    ["I'm sorry, but I can't help with that.", 'refusal'],
    ['I can’t assist with writing this.', 'refusal'],
  ])('%j is %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  test('an apology before code is no refusal', () => {
    expect(codeOf(`I'm sorry for the delay.\n${fence(module)}`)).toBe(module);
  });

  test('a filtered answer is not read', () => {
    expect(reasonOf(fence(module), 'filtered')).toBe('filtered');
  });

  test('an answer over the limit is oversized, its reasoning not counted', () => {
    expect(reasonOf(fence(`${module}\n#${'é'.repeat(maxAnswerBytes / 2)}`))).toBe('oversized');
    expect(codeOf(`<think>${'x'.repeat(maxAnswerBytes)}</think>${fence(module)}`)).toBe(module);
  });
});

describe('cut off by the token limit', () => {
  test.each([
    ['in a block', `\`\`\`python\n${module}`],
    ['in a block, behind a line that looks like prose', `\`\`\`python\n${module}\n(A, B) = range(2)\nC =`],
    ['in bare code', module],
    ['in JSON', JSON.stringify({ code: module }).slice(0, -2)],
    ['in prose', 'I would begin by'],
    ['in reasoning', `<think>\n${fence(module)}`],
    ['before anything', ''],
    ['after the first of two parts', `${fence('def helper():\n    pass')}\n\`\`\`python\ndef find_`],
  ])('%s', (_, text) => {
    expect(reasonOf(text, 'length')).toBe('cut-off');
  });

  test('a module that was finished before counts', () => {
    const found = { found: true, code: module, how: 'fenced block' };
    expect(extract(`${fence(module)}\nAn example:\n\`\`\`python\nprint(`, 'length')).toEqual(found);
    expect(extract(`${JSON.stringify({ code: module })}\nThis`, 'length')).toMatchObject({ how: 'JSON' });
    expect(extract(`${module}\n\nThis module`, 'length')).toMatchObject({ how: 'bare code' });
  });
});

test('how says which route won', () => {
  expect(extract(fence(module))).toMatchObject({ how: 'fenced block' });
  expect(extract(`\`\`\`python\n${module}`)).toMatchObject({ how: 'fenced block, never closed' });
  expect(extract(JSON.stringify({ code: module }))).toMatchObject({ how: 'JSON' });
  expect(extract(module)).toMatchObject({ how: 'bare code' });
});

test('a fenced module comes out unchanged, whatever prose surrounds it', () => {
  const prose = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[`~<{]/g, ''));
  fc.assert(fc.property(prose, prose, (before, after) => codeOf(`${before}\n${fence(module)}\n${after}`) === module));
});

test('any text gives a result', () => {
  const piece = fc.constantFrom(
    '```',
    '~~~',
    'python',
    '\n',
    '{"code": "',
    '"',
    "'''",
    '\\',
    'def f():',
    ' ',
    '<think>',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string())),
      fc.constantFrom<Completion['finish'][]>('stop', 'length'),
      (pieces, finish) => {
        const extraction = extract(pieces.join(''), finish);
        return extraction.found ? extraction.code !== '' : extraction.detail !== undefined;
      },
    ),
  );
});
