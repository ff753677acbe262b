import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frame, readFrames } from './frames.ts';

/** What is read when the bytes come in these parts. */
function read(parts: readonly Buffer[]): { messages: unknown[]; garbage: number } {
  const stream = new PassThrough();
  const messages: unknown[] = [];
  let garbage = 0;
  readFrames(
    stream,
    (message) => messages.push(message),
    () => {
      garbage += 1;
    },
  );
  for (const part of parts) stream.emit('data', part);
  return { messages, garbage };
}

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...places].map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...sorted].map((place, index) => bytes.subarray(place, sorted[index] ?? bytes.length));
}

describe('frames', () => {
  test('are a length of four bytes, then JSON in UTF-8', () => {
    expect(frame('é')).toEqual(Buffer.from([0, 0, 0, 4, 0x22, 0xc3, 0xa9, 0x22]));
  });

  test('are read whole and in order, wherever the stream is cut', () => {
    const messages = [{ a: 'é\u{1f600}' }, [], 'x', null, 7];
    const bytes = Buffer.concat(messages.map(frame));
    for (let place = 0; place <= bytes.length; place++) {
      expect(read([bytes.subarray(0, place), bytes.subarray(place)])).toEqual({ messages, garbage: 0 });
    }
    expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual({ messages, garbage: 0 });
  });

  test('cross as JSON does, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 8 }), (sent, places) => {
        const messages: unknown[] = sent.map((one) => JSON.parse(JSON.stringify(one)));
        expect(read(cut(Buffer.concat(sent.map(frame)), places))).toEqual({ messages, garbage: 0 });
      }),
    );
  });

  test('that are not JSON end the reading, once', () => {
    const bad = Buffer.from([0, 0, 0, 1, 0x7b]);
    expect(read([frame(1), bad, frame(2), bad])).toEqual({ messages: [1], garbage: 1 });
    expect(read([Buffer.concat([frame(1), bad, frame(2), bad])])).toEqual({ messages: [1], garbage: 1 });
  });

  test('of an absurd length are garbage before they are whole', () => {
    expect(read([Buffer.from('Traceback (most recent call last)')])).toEqual({ messages: [], garbage: 1 });
  });

  test('that never end bring nothing', () => {
    expect(read([frame('x').subarray(0, 6)])).toEqual({ messages: [], garbage: 0 });
  });
});
