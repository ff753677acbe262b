import type { Readable } from 'node:stream';

/** No answer is near this size: a longer one is text of something else, read as a length. */
const maxBytes = 256 * 1024 * 1024;

/** A message as the judge process reads it: 4 bytes of length (big endian), then JSON. */
export function frame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Calls `onMessage` for each frame of a stream, in order. After one that is not JSON it calls `onGarbage`, and reads no more. */
export function readFrames(stream: Readable, onMessage: (message: unknown) => void, onGarbage: () => void): void {
  let pending: Buffer = Buffer.alloc(0);
  const read = (part: Buffer) => {
    pending = pending.length === 0 ? part : Buffer.concat([pending, part]);
    while (pending.length >= 4) {
      const size = pending.readUInt32BE(0);
      if (size <= maxBytes && pending.length < 4 + size) return;
      let message: unknown;
      try {
        if (size > maxBytes) throw new RangeError('a length that no frame has');
        message = JSON.parse(pending.subarray(4, 4 + size).toString('utf8'));
      } catch {
        stream.off('data', read);
        stream.resume(); // so that whoever writes it comes to its end
        onGarbage();
        return;
      }
      pending = pending.subarray(4 + size);
      onMessage(message);
    }
  };
  stream.on('data', read);
}
