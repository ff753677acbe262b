import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ModelRequestError, UserMistake } from '../core/errors.ts';
import type { CompletionRequest } from '../core/model.ts';
import { createModel } from './create-model.ts';
import { longestLine, promptHash } from './recorded-answer.ts';
import { openRecorder } from './recorder.ts';
import { recordedKeys } from './replay.ts';
import { answered, requestFor, scriptedModel } from './testing/scripted-model.ts';
import { withRecording } from './with-recording.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-replay-'));
  file = join(folder, 'answers.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const base = { task: 'CWE-089/order-search', mode: 'generate', strategy: 'direct' };
const write = (...lines: (object | string)[]) =>
  writeFile(file, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
const open = () => createModel(`replay:${file}`);
const asked = (over: Partial<CompletionRequest['attempt']> = {}): CompletionRequest => {
  const request = requestFor();
  return { ...request, attempt: { ...request.attempt, model: `replay:${file}`, ...over } };
};

describe('replay', () => {
  test('answers by task, mode, strategy, shown and sample, whatever the model', async () => {
    await write(
      { ...base, completion: 'first', model: 'someone' },
      { ...base, completion: 'third', sample: 2, finish: 'length' },
      '',
      { ...base, mode: 'repair', shown: 'insecure', completion: 'mended' },
      { ...base, mode: 'repair', shown: 'insecure-2', completion: 'mended too' },
      { ...base, mode: 'repair', completion: 'nothing shown' },
    );
    const model = await open();
    expect(await model.complete(asked())).toEqual({
      text: 'first',
      finish: 'stop',
      usage: {},
      warnings: [],
      servedBy: 'someone',
    });
    expect(await model.complete(asked({ sample: 2, model: 'other' }))).toMatchObject({
      text: 'third',
      finish: 'length',
    });
    expect(await model.complete(asked({ mode: 'repair', shown: 'insecure-2' }))).toMatchObject({ text: 'mended too' });
    expect(await model.complete(asked({ mode: 'repair' }))).toMatchObject({ text: 'nothing shown' });
    expect(model).toMatchObject({ cacheable: false, decoding: {} });
  });

  test('samples without a number count up within their group', async () => {
    await write(
      { ...base, completion: 'a' },
      { ...base, strategy: 'aware', completion: 'b' },
      { ...base, completion: 'c' },
    );
    expect((await recordedKeys(file)).map(({ strategy, sample }) => [strategy, sample])).toEqual([
      ['direct', 0],
      ['aware', 0],
      ['direct', 1],
    ]);
  });

  test('what is not recorded says so', async () => {
    await write({ ...base, completion: 'a' });
    const thrown = await (await open()).complete(asked({ sample: 1 })).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ModelRequestError);
    expect(thrown).toMatchObject({ failure: 'not-recorded', retryable: false });
    expect((thrown as Error).message).toContain('CWE-089/order-search generate/direct, sample 1');
  });

  test('an answer to another prompt is refused', async () => {
    await write(
      { ...base, completion: 'a', prompt_sha256: promptHash(asked().prompt) },
      { ...base, completion: 'b', prompt_sha256: '0'.repeat(64) },
    );
    const model = await open();
    expect(await model.complete(asked())).toMatchObject({ text: 'a' });
    const thrown = await model.complete(asked({ sample: 1 })).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ failure: 'not-recorded', retryable: false });
    expect((thrown as Error).message).toContain(
      'line 2 answers another prompt: CWE-089/order-search, or what is shown with it, has changed',
    );
  });

  test('line ends of Windows, a byte order mark, and no line end at the end', async () => {
    await writeFile(
      file,
      `\ufeff${JSON.stringify({ ...base, completion: 'ä' })}\r\n${JSON.stringify({ ...base, completion: 'ö' })}`,
    );
    const model = await open();
    expect((await model.complete(asked())).text + (await model.complete(asked({ sample: 1 }))).text).toBe('äö');
  });

  test('characters that span chunks of the file stay whole', async () => {
    const completion = '✓'.repeat(100_000);
    await write({ ...base, completion });
    expect((await (await open()).complete(asked())).text).toBe(completion);
  });

  test('the identity follows the content of the file', async () => {
    await write({ ...base, completion: 'a' });
    const before = (await open()).identity;
    await write({ ...base, completion: 'b' });
    expect((await open()).identity).not.toEqual(before);
  });

  test.each([
    ['no JSON', '{"task": ', 'line 2 is not JSON'],
    ['no object', '[]', 'line 2 is not a recorded answer'],
    ['a missing field', JSON.stringify(base), 'line 2 is not a recorded answer: "completion":'],
    [
      'a wrong mode',
      JSON.stringify({ ...base, mode: 'write', completion: '' }),
      'line 2 is not a recorded answer: "mode":',
    ],
    ['an unknown field', JSON.stringify({ ...base, completion: '', promt: 1 }), 'Unrecognized key: "promt"'],
    ['a wrong hash', JSON.stringify({ ...base, completion: '', prompt_sha256: 'x' }), '"prompt_sha256": a SHA-256 is'],
    ['a repeated key', JSON.stringify({ ...base, completion: 'b', sample: 0 }), 'lines 1 and 2 both answer CWE-089'],
  ])('%s is a mistake with file and line', async (_case, second, expected) => {
    await write({ ...base, completion: 'a' }, second);
    const thrown = await open().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UserMistake);
    expect((thrown as UserMistake).message).toContain(`${file}: `);
    expect((thrown as UserMistake).message).toContain(expected);
  });

  test.each([
    ['an empty file', ''],
    ['blank lines alone', '\n \n\n'],
  ])('%s', async (_case, text) => {
    await writeFile(file, text);
    await expect(open()).rejects.toThrow(`${file} holds no recorded answers.`);
  });

  test('bytes that are not UTF-8, a folder, and a line without end', async () => {
    await writeFile(file, Buffer.from([0x7b, 0xff, 0x7d, 0x0a]));
    await expect(open()).rejects.toThrow('line 1 is not UTF-8 text');
    await expect(createModel(`replay:${folder}`)).rejects.toThrow('cannot be read');
    await writeFile(file, `\n${'x'.repeat(longestLine + 1)}`);
    await expect(open()).rejects.toThrow(`line 2 is longer than ${longestLine} bytes`);
  });
});

describe('recording', () => {
  const at = () => new Date('2026-11-22T10:00:00Z');

  test('what was recorded can be replayed', async () => {
    const recorder = await openRecorder(file, at);
    const model = withRecording(
      scriptedModel(answered({ text: 'x\ny', finish: 'length', servedBy: 'gpt' }), answered()),
      recorder,
    );
    await model.complete(asked({ shown: 'insecure', mode: 'repair' }));
    await model.complete(asked({ sample: 3 }));
    await recorder.close();
    expect(await readFile(file, 'utf8')).toBe(
      `{"task":"CWE-089/order-search","mode":"repair","strategy":"direct","sample":0,"shown":"insecure","completion":"x\\ny","finish":"length","prompt_sha256":"${promptHash(asked().prompt)}","model":"gpt","recorded_at":"2026-11-22T10:00:00.000Z"}\n` +
        `{"task":"CWE-089/order-search","mode":"generate","strategy":"direct","sample":3,"completion":"answer","finish":"stop","prompt_sha256":"${promptHash(asked().prompt)}","model":"scripted:model","recorded_at":"2026-11-22T10:00:00.000Z"}\n`,
    );
    const replay = await open();
    expect(await replay.complete(asked({ shown: 'insecure', mode: 'repair' }))).toMatchObject({
      text: 'x\ny',
      finish: 'length',
    });
  });

  test('many at once stay whole lines', async () => {
    const recorder = await openRecorder(file);
    const texts = Array.from({ length: 40 }, (_, sample) => String(sample).repeat(50_000));
    const model = withRecording(scriptedModel(...texts.map((text) => answered({ text }))), recorder);
    await Promise.all(texts.map((_, sample) => model.complete(asked({ sample }))));
    await recorder.close();
    expect(await recordedKeys(file)).toHaveLength(40);
  });

  test('half a line of a killed run is cut off, and the rest is kept', async () => {
    await writeFile(file, `${JSON.stringify({ ...base, completion: 'a' })}\n{"task":"CWE-0`);
    const recorder = await openRecorder(file);
    await withRecording(scriptedModel(answered()), recorder).complete(asked({ sample: 1 }));
    await recorder.close();
    expect((await recordedKeys(file)).map(({ sample }) => sample)).toEqual([0, 1]);
  });

  test('a whole last line without its end is kept', async () => {
    await writeFile(file, JSON.stringify({ ...base, completion: 'a' }));
    const recorder = await openRecorder(file);
    await withRecording(scriptedModel(answered()), recorder).complete(asked({ sample: 1 }));
    await recorder.close();
    expect(await recordedKeys(file)).toHaveLength(2);
  });

  test('the same answer again adds nothing, another one is a mistake', async () => {
    for (let run = 0; run < 2; run++) {
      const recorder = await openRecorder(file);
      await withRecording(scriptedModel(answered()), recorder).complete(asked());
      await recorder.close();
    }
    expect(await recordedKeys(file)).toHaveLength(1);
    const recorder = await openRecorder(file);
    const other = withRecording(scriptedModel(answered({ text: 'another' })), recorder);
    await expect(other.complete(asked())).rejects.toThrow('line 1 already holds another answer');
    await recorder.close();
  });

  test('a file that is something else, or cannot be opened', async () => {
    await writeFile(file, 'my diary\n');
    await expect(openRecorder(file)).rejects.toThrow('line 1 is not JSON');
    await expect(openRecorder(folder)).rejects.toBeInstanceOf(UserMistake);
    expect(await readFile(file, 'utf8')).toBe('my diary\n');
  });
});
