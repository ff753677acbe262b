// What a rate is made of: time, CPU of the whole machine, memory of the sandboxes.
import { readdirSync, readFileSync } from 'node:fs';

/** CPU seconds that all processors have worked since the machine started. */
export function busySeconds() {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / 100;
}

/** Runs `once` in `atOnce` lanes for some seconds: candidates a second, latency and CPU a candidate in milliseconds. */
export async function ratesOf({ atOnce, once, batch }, seconds) {
  const latencies = [];
  const before = busySeconds();
  const started = performance.now();
  let done = 0;
  if (batch !== undefined) {
    done = await batch(seconds);
  } else {
    const lane = async () => {
      while (performance.now() - started < seconds * 1000) {
        const begun = performance.now();
        await once();
        latencies.push(performance.now() - begun);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }
  const elapsed = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.floor(share * (latencies.length - 1))];
  return { rate: done / elapsed, p50: at(0.5), p99: at(0.99), cpu: ((busySeconds() - before) / done) * 1000 };
}

/**
 * Starts `once` at a steady rate, whoever has answers still to come, up to `atOnce` at a time: where all are busy, the next
 * waits, and its wait counts. So a slow answer delays none of the measurements behind it, and hides none.
 */
export async function pacedRatesOf({ atOnce, once, perSecond }, seconds) {
  const latencies = [];
  const started = performance.now();
  const count = Math.floor(perSecond * seconds);
  let next = 0;
  const lane = async () => {
    for (let mine = next++; mine < count; mine = next++) {
      const due = started + (1000 * mine) / perSecond;
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      await once();
      latencies.push(performance.now() - due);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const elapsed = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.floor(share * (latencies.length - 1))];
  return { rate: latencies.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

/** MiB that the processes of one sandbox hold between candidates, shared pages divided among their sharers. */
export function workerMemory() {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(processOf)
    .filter((one) => one !== undefined);
  const below = (pid) => processes.filter((one) => one.parent === pid).flatMap((one) => [one, ...below(one.pid)]);
  const sandboxes = processes.filter((one) => one.parent === process.pid).map((one) => [one, ...below(one.pid)]);
  const sums = sandboxes.map((tree) => tree.reduce((sum, one) => sum + one.mebibytes, 0));
  return Math.max(0, ...sums);
}

function processOf(name) {
  try {
    const parent = Number(
      readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    );
    const kibibytes = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    return { pid: Number(name), parent, mebibytes: kibibytes / 1024 };
  } catch {
    return undefined; // it is gone, or another user's
  }
}
