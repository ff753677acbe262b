// A model that needs help: an OpenAI-compatible server that answers with the references of the suite, and hands out the
// secure one the more often the more a strategy tells it. The draw is by the prompt, so the same study gets the same
// answers.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** How often an answer is secure, by what the first prompt shows. What is not here counts as `direct`. */
const chances: readonly (readonly [mark: string, chance: number])[] = [
  ['## Examples of misuse', 0.9],
  ['Follow these steps while', 0.8],
  ['## What to guard against', 0.75],
  ['## Its weakness', 0.85],
  ['## The attacks that succeeded', 0.8],
  ['## What the analyser reports', 0.6],
  ['security weakness of the Common Weakness', 0.65],
  ['often has this weakness', 0.6],
  ['nobody can abuse it', 0.4],
  ['## Example to avoid', 0.5],
  ['It has a security weakness', 0.5],
];
const ofDirect = 0.25;
/** Of each later turn that the first answer was insecure in. */
const ofReview = 0.4;

interface Message {
  readonly role: string;
  readonly content: string;
}

interface Known {
  readonly problem: string;
  readonly secure: string;
  readonly insecure: string;
  readonly cwe: string;
}

export interface StudyServer {
  readonly url: string;
  close(): Promise<void>;
}

export function startStudyServer(suite: string): Promise<StudyServer> {
  const tasks = readTasks(suite);
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { messages }: { messages: readonly Message[] } = JSON.parse(body);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(completion(answer(messages, tasks))));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
        close: () => new Promise<void>((closed) => server.close(() => closed())),
      });
    });
  });
}

function readTasks(suite: string): Known[] {
  return readdirSync(suite)
    .filter((name) => name.startsWith('CWE-'))
    .flatMap((cwe) =>
      readdirSync(join(suite, cwe)).flatMap((name) => {
        const read = (file: string) => readFileSync(join(suite, cwe, name, file), 'utf8');
        if (!existsSync(join(suite, cwe, name, 'python/insecure.py'))) return [];
        return [
          {
            problem: read('problem.md').trim(),
            secure: read('python/secure.py'),
            insecure: read('python/insecure.py'),
            cwe: `CWE-${Number(cwe.slice(4))}`,
          },
        ];
      }),
    );
}

function answer(messages: readonly Message[], tasks: readonly Known[]): string {
  const [first = '', ...later] = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  // An example's problem may stand before it.
  const task = tasks.reduce((latest, one) =>
    first.lastIndexOf(one.problem) > first.lastIndexOf(latest.problem) ? one : latest,
  );
  if (/"cwe": "CWE-000"/.test(first)) return JSON.stringify({ cwe: draw(first) < 0.7 ? task.cwe : offered(first) });
  if (/"vulnerable": "yes"/.test(first)) {
    const vulnerable = first.includes(task.insecure.trim());
    return JSON.stringify({ vulnerable: vulnerable === draw(first) < 0.8 ? 'yes' : 'no' });
  }
  const chance = chances.find(([mark]) => first.includes(mark))?.[1] ?? ofDirect;
  const secure = draw(first) < chance || later.some((text, turn) => draw(first + text + turn) < ofReview);
  return `\`\`\`python\n${secure ? task.secure : task.insecure}\n\`\`\`\n`;
}

/** The first weakness of the list. */
function offered(prompt: string): string {
  return /^- (CWE-\d+):/m.exec(prompt)?.[1] ?? 'CWE-1';
}

/** From 0 to 1. */
function draw(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}

function completion(content: string) {
  return {
    ...{ id: '1', object: 'chat.completion', created: 1, model: 'local' },
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
  };
}
