import { inlineTask, python } from '../inline-task.ts';
import { type Escape, program } from './escape.ts';
import { neighbour } from './neighbours.ts';
import type { Target, World } from './world.ts';

/** The same programs in a sandbox look for what is there. */
export function targetInside(target: Target): Target {
  const system = ['', '/usr', '/usr/bin', '/usr/lib', '/etc', '/etc/ssl/certs', '/dev', '/tools', '/h', '/opt', '/var'];
  return {
    ...target,
    harness: '/h',
    system: [...system, '/var/tmp', '/run', '/srv', '/mnt', '/home', '/root', '/proc', '/proc/sys', '/sys', '/boot'],
    programs: ['/usr/bin/python3', '/bin/sh', '/tools/ca.pem', '/etc/hosts', '/etc/ssl/certs/ca-certificates.crt'],
    mount: '/tools',
    mounted: '',
  };
}

/** A candidate that runs the program, or first plants what the program looks for. */
export function asCandidate(tried: Escape, world: World, planting = false): string {
  const fill = (code: string) => code.replaceAll(/\{canary of ([a-z-]+)\}/g, (_, kind: string) => world.canaryOf(kind));
  const clean = planting ? tried : { ...tried, code: withoutPlanting(tried.code) };
  const before = planting && tried.planted === 'a neighbour' ? fill(neighbour) : '';
  const code = program({ ...clean, code: fill(clean.code) }, targetInside(world.target), before);
  return `${code}\ndef run():\n    ${planting ? 'before()\n    ' : ''}return outcome()\n\ndef honest():\n    return 42\n`;
}

/** What plants holds the canary that must not be found. */
function withoutPlanting(code: string): string {
  return code.replace(/^def before\(\):\n(?:(?: .*)?\n)+/m, '');
}

/** Refused: `secure`. Got it: `vulnerable`, with what it got as the evidence. */
export function escapeTask(world: World) {
  return inlineTask({
    entryPoints: ['run', 'honest'],
    limits: { 'cpu-seconds': 20, 'wall-seconds': 60 },
    fixtures: python`
      from seceval import fixture

      @fixture
      def held(work):
          return "${world.canaryOf('a-fixture')}"
    `,
    functional: python`
      SECRET = "${world.canaryOf('the-tests')}"

      def test_an_honest_call(solution, held):
          assert solution.honest() == 42
    `,
    security: python`
      from seceval import Payload, payloads

      @payloads([Payload("${world.canaryOf('a-payload')}", id="only")])
      def test_it_is_refused(solution, held, payload):
          outcome, what = solution.run()
          assert outcome == "refused", f"it got: {what}"

      def still_works(solution):
          assert solution.honest() == 42
    `,
  });
}

export const staying = (world: World): string =>
  `${program({ code: neighbour, control: { where: 'beside what was planted' } }, {})}\n`
    .replaceAll('{canary of a-neighbour}', world.canaryOf('a-neighbour'))
    .concat('\ndef run():\n    stay()\n\ndef honest():\n    return 42\n');
