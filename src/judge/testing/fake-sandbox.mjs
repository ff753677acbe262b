// Speaks the protocol of harness/judge/main.py for tests of the worker pool. The submitted code says how it behaves.
// Arguments: which start this is (from 1), and how it starts.
const [start, manner] = process.argv.slice(2);

const frame = (text) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([head, Buffer.from(text)]);
};
const send = (message) => process.stdout.write(frame(JSON.stringify(message)));
const result = (kind) => ({ name: `${kind}-by-${process.pid}`, kind, outcome: 'pass' });
const answer = (id, more = {}) =>
  send({ id, tests: [result('functional'), result('security')], load: { loaded: true }, wallSeconds: 0.1, ...more });
const fault = (id, name) => send({ id, tests: [], fault: { fault: name, detail: `told: ${name}` }, wallSeconds: 0.1 });
const givesUp = (id, gaveUp, ended) => {
  send({ id, alive: true, ended, running: { ...result('functional'), outcome: 'error' } });
  send({ id, gaveUp });
};

const behaviours = {
  secure: ({ id }) => answer(id),
  dies: () => process.stderr.write('last words\n', () => process.exit(3)),
  'dies in the first sandbox': (request) => (start === '1' ? process.exit(3) : answer(request.id)),
  'is killed in five sandboxes': ({ id }) => (Number(start) <= 5 ? process.kill(process.pid, 'SIGKILL') : answer(id)),
  'is silent': () => {},
  'sends text': () => process.stdout.write('Traceback (most recent call last):\n'),
  'sends no JSON': () => process.stdout.write(frame('{"id":')),
  'sends another message': () => send({ unexpected: true }),
  'sends half of a frame': () => process.stdout.write(frame('{"id":1}').subarray(0, 6), () => process.exit(0)),
  'answers for another': ({ id }) => answer(id + 1),
  'answers twice': ({ id }) => {
    answer(id);
    answer(id);
  },
  'is starved until alone': ({ id, alone }) => (alone ? answer(id) : fault(id, 'starved')),
  'is starved always': ({ id }) => fault(id, 'starved'),
  'has a broken task': ({ id }) => fault(id, 'task-broken'),
  'is held by a value': ({ id }) => givesUp(id, 'held', [result('functional')]),
  'is held while it loads': ({ id }) => send({ id, gaveUp: 'held' }),
  'is starved in a case until alone': ({ id, alone }) => (alone ? answer(id) : givesUp(id, 'starved', [])),
  crashes: ({ id }) => givesUp(id, 'crashed', []),
  'crashes in the first sandbox': ({ id }) => (start === '1' ? givesUp(id, 'crashed', []) : answer(id)),
  retires: ({ id }) => answer(id, { retire: true }),
  'shows life': async ({ id }) => {
    for (let round = 0; round < 6; round++) {
      send({ id, alive: true });
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    answer(id);
  },
};

let pending = Buffer.alloc(0);
process.stdin.on('data', (part) => {
  pending = Buffer.concat([pending, part]);
  while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32BE(0)) {
    const end = 4 + pending.readUInt32BE(0);
    const request = JSON.parse(pending.subarray(4, end).toString());
    pending = pending.subarray(end);
    behaviours[request.code](request);
  }
});
if (manner === 'ready') send({ ready: true, python: '3.13.0' });
if (manner === 'dies at once') process.exit(70);
