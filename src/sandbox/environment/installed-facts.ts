import { EnvironmentFault } from '../../core/errors.ts';

export interface InstalledFacts {
  /** `13 (trixie)` */
  readonly debian: string;
  readonly architecture: string;
  readonly python: string;
  /** Debian package → version. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Reads what the customise script wrote: lines of `debian`, `architecture`, `python` and `package NAME VERSION`. */
export function readFacts(text: string): InstalledFacts {
  const single = new Map<string, string>();
  const versions: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [kind, first, ...rest] = line.split(' ');
    if (kind === 'package' && first !== undefined) versions[first] = rest.join(' ');
    else if (kind !== undefined && first !== undefined) single.set(kind, [first, ...rest].join(' '));
  }
  const fact = (name: string): string => {
    const value = single.get(name);
    if (value === undefined) throw new EnvironmentFault(`the bootstrap told no ${name}`);
    return value;
  };
  return { debian: fact('debian'), architecture: fact('architecture'), python: fact('python'), versions };
}

/** `2.32.3+dfsg-5+deb13u1` → `2.32.3`, as a model knows it: without epoch, repackaging mark and Debian revision. */
export function upstreamVersion(debianVersion: string): string {
  const withoutEpoch = debianVersion.replace(/^\d+:/, '');
  const withoutRevision = withoutEpoch.replace(/-[^-]*$/, '');
  // A package that went back to an older release says so: 8.2.0+0.really.8.1.8.
  const really = /\+(?:\d+\.)?really\.?(\d.*)$/.exec(withoutRevision);
  return (really?.[1] ?? withoutRevision).replace(/[+~].*$/, '');
}
