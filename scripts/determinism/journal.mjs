// What has been judged so far, so that an interrupted measurement goes on where it stopped.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Judgements of other code, other tasks or another environment are no part of this measurement. */
export function journalKey(project, parts) {
  const hash = createHash('sha256').update(JSON.stringify(parts));
  hash.update(readFileSync(join(project, 'dist/.stamp')));
  const harness = join(project, 'harness');
  for (const path of readdirSync(harness, { recursive: true }).toSorted()) {
    if (path.endsWith('.py')) hash.update(path).update(readFileSync(join(harness, path)));
  }
  return hash.digest('hex').slice(0, 16);
}

export class Journal {
  #path;
  #lines = [];

  constructor(path) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) writeFileSync(path, '');
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      try {
        this.#lines.push(JSON.parse(line));
      } catch {
        // the end of one that was being written when the process was killed
      }
    }
  }

  /** A line: {condition, id, judgement}. */
  add(line) {
    this.#lines.push(line);
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`);
  }

  of(condition) {
    return this.#lines.filter((line) => line.condition === condition);
  }

  get lines() {
    return this.#lines;
  }
}
