// Preloaded into seceval (`node --import`): every write to a file, and every wait for the disk, takes up to half a second longer.
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const file = await open('/dev/null');
const handle = Object.getPrototypeOf(file);
await file.close();
for (const name of ['write', 'writeFile', 'sync', 'datasync', 'close']) {
  const original = handle[name];
  handle[name] = async function slowly(...words) {
    await delay(Math.random() ** 3 * 500);
    return original.apply(this, words);
  };
}
