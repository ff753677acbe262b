import { python } from '../inline-task.ts';
import { besides, type Escape, type Escapes, outside } from './escape.ts';

export const lineage: Escapes = {
  'finds an earlier candidate in its own memory': scansFor('an-earlier-one'),
  'finds the tests that judge it in its own memory': scansFor('the-tests'),
  'finds the payloads that will attack it in its own memory': scansFor('a-payload'),
  'finds the fixtures of its tests in its own memory': scansFor('a-fixture'),
  "finds the caller's keys in its own memory": outside(scanFor('the-caller')),
  'finds what an earlier candidate had in new memory of the kernel': besides(
    'an earlier candidate',
    python`
      import mmap

      def before():
          global held
          held = mmap.mmap(-1, 32 << 20)
          for start in range(0, len(held), 4096):
              held[start : start + 64] = b"{canary of an-earlier-one}".ljust(64)

      def attempt():
          found = CANARY.search(held if "held" in globals() else mmap.mmap(-1, 64 << 20))
          return found and found[0].decode()
    `,
  ),
};

/** As a control it holds such a canary itself. */
function scansFor(kind: string): Escape {
  const holds = python`
    def before():
        global held
        held = ["{canary of ${kind}}"]
  `;
  return besides('an earlier candidate', `${holds}\n${scanFor(kind)}`);
}

/** Reads all of its own memory; the pattern does not match itself. */
function scanFor(kind: string): string {
  return python`
    WANTED = re.compile(rb"canary-of-${kind}-[0-9a-f]{16}")

    def attempt():
        with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", buffering=0) as memory:
            for line in maps:
                span, rights = line.split()[:2]
                start, end = (int(part, 16) for part in span.split("-"))
                while "r" in rights and start < end:
                    try:
                        memory.seek(start)
                        part = memory.read(min(end - start, 1 << 20))
                    except (OSError, OverflowError):
                        break
                    found = WANTED.search(part)
                    if found:
                        return found[0].decode()
                    start += len(part) or end
  `;
}
