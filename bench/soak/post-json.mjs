// A client that costs next to nothing: it works on the processors that are being measured, and Node's own takes three times as long.
import { connect } from 'node:net';

/** The service closes connections that are idle for a minute. */
const idleMs = 30_000;
const headEnd = Buffer.from('\r\n\r\n');

/** Posts over connections that stay open, one for each post that is under way. Rejects when the connection fails. */
export function createPoster(url) {
  const { hostname, port, host } = new URL(url);
  const idle = [];
  return (path, body) =>
    new Promise((resolve, reject) => {
      while (idle[0]?.usedAt < performance.now() - idleMs) idle.shift().end();
      const connection = idle.shift() ?? openConnection(Number(port), hostname);
      const done = (answer) => {
        connection.usedAt = performance.now();
        idle.push(connection);
        resolve(answer);
      };
      const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
      connection.send(Buffer.concat([Buffer.from(head), body]), { done, failed: reject });
    });
}

function openConnection(port, hostname) {
  const socket = connect({ port, host: hostname, noDelay: true });
  let waiting;
  let got = Buffer.alloc(0);
  socket.on('data', (part) => {
    got = got.length === 0 ? part : Buffer.concat([got, part]);
    const answer = readAnswer(got);
    if (answer === undefined) return;
    got = Buffer.alloc(0);
    waiting.done(answer);
  });
  for (const event of ['error', 'close']) {
    socket.on(event, (error) =>
      waiting?.failed(error instanceof Error ? error : new Error('the connection was closed')),
    );
  }
  return {
    usedAt: 0,
    end: () => socket.end(),
    send(bytes, settle) {
      waiting = settle;
      if (socket.destroyed) settle.failed(new Error('the connection was closed'));
      else socket.write(bytes);
    },
  };
}

/** Undefined until it is there as a whole. */
function readAnswer(bytes) {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return undefined;
  const [first, ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ', 2)));
  const from = end + headEnd.length;
  const length = Number(headers['content-length']);
  if (!(bytes.length >= from + length)) return undefined;
  return { status: Number(first.split(' ')[1]), headers, text: bytes.toString('utf8', from, from + length) };
}
