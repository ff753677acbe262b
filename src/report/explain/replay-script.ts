export interface Replay {
  /** The attempt's address and name, for the reader of the script. */
  readonly attempt: string;
  readonly task: string;
  readonly test: string;
  readonly code: string;
  /** Name or folder of the suite. */
  readonly suite: string;
  readonly environment: 'image' | 'host';
  /** The program that wrote the script; `seceval` on the PATH where it is gone. */
  readonly program: string;
}

/**
 * A Node.js script that judges one test of one candidate again in the sandbox and prints what it saw. It ends with 0 when
 * the test fails again (the exploit works), 1 when it does not, 3 when it could not be judged. The candidate stands in
 * it as data, in ASCII: what is not seen cannot hide.
 */
export function replayScript(replay: Replay): string {
  const settings = Object.entries(replay).map(([name, value]) => `  ${name}: ${ascii(value)},`);
  return `#!/usr/bin/env node
// Judges one attack on one candidate again, in seceval's sandbox. Exit code: 0 it works, 1 it does not, 3 not judged.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const replay = {
${settings.join('\n')}
};

const [command, first] = existsSync(replay.program) ? [process.execPath, [replay.program]] : ['seceval', []];
const words = ['try', replay.task, '-', '--only', replay.test, '--suite', replay.suite, '--environment', replay.environment, '--json'];
const tried = spawnSync(command, [...first, ...words], { input: replay.code, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
if (tried.error !== undefined) console.error(\`\${command} cannot be run: \${tried.error.message}\`);
if (tried.status !== 0) process.exit(3);

const judgement = JSON.parse(tried.stdout);
const test = judgement.tests.find(({ name }) => name === replay.test);
if (test === undefined || test.outcome === 'inconclusive') {
  console.error(\`not judged: \${judgement.detail ?? 'the suite has no such test any more'}\`);
  process.exit(3);
}
// JSON keeps controls from acting on the terminal.
const asText = (text) => JSON.stringify(text).slice(1, -1).replaceAll('\\\\n', '\\n         ').replace(/[\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]/g, '?');
console.log(\`attempt  \${replay.attempt}\`);
console.log(\`test     \${test.name}: \${test.outcome}\`);
if (test.evidence?.payload !== undefined) console.log(\`payload  \${asText(test.evidence.payload)}\`);
if (test.evidence !== undefined) console.log(\`seen     \${asText(test.evidence.message)}\`);
console.log(test.outcome === 'fail' ? 'The exploit works again.' : 'The exploit does not work.');
process.exit(test.outcome === 'fail' ? 0 : 1);
`;
}

function ascii(text: string): string {
  return JSON.stringify(text).replace(/[^\u0020-\u007e]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
