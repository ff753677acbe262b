import type { TierName } from '../core/tier.ts';

/** Said before anything runs, whatever else is printed. */
export function warnUnsafe(tier: TierName | undefined): void {
  if (tier !== 'unsafe-process') return;
  process.stderr.write(
    'seceval: UNSAFE: candidates run as plain processes of this user, with only Landlock and a seccomp filter around them\n',
  );
}
