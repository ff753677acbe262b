import type { PageDocument } from '../../../src/report/page/page-data.ts';
import { showCost, showCount } from '../../../src/report/show-metric.ts';

/** What makes a run reproducible, by name. */
export function settingsOf({ manifest, totals }: PageDocument): (readonly [string, string])[] {
  const { suite, environment, sandbox, machine, git } = manifest;
  const { tokens } = totals;
  return [
    ['command', `seceval ${manifest.arguments.join(' ')}`],
    ['run', `${manifest.id}, ${manifest.createdAt}, seceval ${manifest.seceval}`],
    ['suite', `${suite.name} ${suite.version}, seed ${suite.seed}, fingerprint ${suite.fingerprint.slice(0, 16)}`],
    ...manifest.models.map(({ id, identity, decoding }): readonly [string, string] => [
      'model',
      [`${id} (${listed(identity)})`, listed(decoding)].filter(Boolean).join(', '),
    ]),
    [
      'environment',
      environment.kind === 'none'
        ? 'none: analysers read the code, and nothing ran'
        : `${environment.kind}, Debian ${environment.debian}, Python ${environment.python}, fingerprint ${environment.fingerprint.slice(0, 16)}`,
    ],
    ['libraries', listed(environment.versions)],
    ['sandbox', `${sandbox.tier}; ${listed(sandbox.limits)}`],
    ...(sandbox.deviations.length === 0 ? [] : [['deviations', sandbox.deviations.join('; ')] as const]),
    ...(git === undefined ? [] : [['source', `${git.commit}${git.dirty ? ', with changes' : ''}`] as const]),
    [
      'machine',
      `${machine.platform} ${machine.kernel}, ${machine.architecture}, ${machine.cpus} processors, Node ${machine.node}`,
    ],
    [
      'tokens',
      `${showCount(tokens.input)} in, ${showCount(tokens.output)} out, of which ${showCount(tokens.reasoning)} reasoning`,
    ],
    ['cost', showCost(totals.costUsd, totals.unknownCosts)],
  ];
}

function listed(entries: Readonly<Record<string, string | number>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
