import type { Readable } from 'node:stream';

/** A message as the judge process reads it: 4 bytes of length (big endian), then JSON. */
export function frame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Calls `onMessage` for each frame of a stream, in order; `onGarbage` once when one is not JSON. */
export function readFrames(stream: Readable, onMessage: (message: unknown) => void, onGarbage: () => void): void {
  let pending: Buffer = Buffer.alloc(0);
  stream.on('data', (part: Buffer) => {
    pending = pending.length === 0 ? part : Buffer.concat([pending, part]);
    while (pending.length >= 4) {
      const size = pending.readUInt32BE(0);
      if (pending.length < 4 + size) return;
      const body = pending.subarray(4, 4 + size).toString('utf8');
      pending = pending.subarray(4 + size);
      let message: unknown;
      try {
        message = JSON.parse(body);
      } catch {
        onGarbage();
        return;
      }
      onMessage(message);
    }
  });
}
