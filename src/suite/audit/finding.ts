/** What an audit can find of a foreign task. */
export const auditChecks = [
  'not-executable',
  'no-reference',
  'missing-library',
  'missing-fixture',
  'broken-test',
  'secure-fails',
  'insecure-passes',
  'insecure-broken',
  'stub-passes',
  'flaky',
  'hidden-specification',
  'near-duplicate',
  'inconclusive',
] as const;
export type AuditCheck = (typeof auditChecks)[number];

/** What each means, for the legend under the table. */
export const auditMeanings: Readonly<Record<AuditCheck, string>> = {
  'not-executable': 'the record has no tests that can be run',
  'no-reference': 'it has no secure or no insecure reference, so nothing shows that its test tells them apart',
  'missing-library': 'a reference or the test imports what the environment does not have',
  'missing-fixture': 'the test names a file that is not there',
  'broken-test': 'the test is not Python, or defines nothing that can be run',
  'secure-fails': 'the secure reference does not pass',
  'insecure-passes': 'the insecure reference passes',
  'insecure-broken': 'the insecure reference fails the functional tests, so that nothing is shown of security',
  'stub-passes': 'code that does nothing passes',
  flaky: 'the same code came to different outcomes',
  'hidden-specification': 'the test expects literals that stand neither in the problem nor in its own input',
  'near-duplicate': 'another record is this one with changed words',
  inconclusive: 'a fault of the harness',
};

export interface AuditFinding {
  readonly check: AuditCheck;
  /** One line: what was seen. */
  readonly detail: string;
}

export interface AuditedTask {
  readonly task: string;
  /** Its name in the data set it comes from. */
  readonly record?: string;
  readonly findings: readonly AuditFinding[];
}
