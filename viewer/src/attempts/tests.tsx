import type { TestResult } from '../../../src/core/verdict.ts';
import { Fold } from '../text/fold.tsx';
import { Visible } from '../text/visible.tsx';

/** Failing tests that are shown at once; an exploit seldom comes alone. */
const shownFailures = 6;

/** The tests of a candidate: those that did not pass with their evidence, the others folded. */
export function Tests({ tests }: { readonly tests: readonly TestResult[] }) {
  const failing = tests.filter(({ outcome }) => outcome !== 'pass');
  const passing = tests.filter(({ outcome }) => outcome === 'pass');
  const rest = failing.slice(shownFailures);
  return (
    <>
      <p class="verdict-line">{tallies(tests).join(', ')}.</p>
      {failing.slice(0, shownFailures).map((test) => (
        <Evidence key={test.name} test={test} />
      ))}
      {rest.length > 0 && (
        <Fold title={`${rest.length} more that do not pass`}>
          {rest.map((test) => (
            <Evidence key={test.name} test={test} />
          ))}
        </Fold>
      )}
      {passing.length > 0 && (
        <Fold
          title={`${passing.length} ${passing.length === 1 ? 'test passes' : 'tests pass'}`}
          open={failing.length === 0}
        >
          <ul class="passed">
            {passing.map((test) => (
              <Passed key={test.name} test={test} />
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

/** What is not there is told only where it is missed: a candidate without security tests, but no joint ones. */
function tallies(tests: readonly TestResult[]): string[] {
  const joint = tests.some(({ kind }) => kind === 'joint');
  return (joint ? (['joint'] as const) : (['functional', 'security'] as const)).map((kind) => {
    const own = tests.filter((test) => test.kind === kind);
    return `${own.filter(({ outcome }) => outcome === 'pass').length} of ${own.length} ${kind} tests pass`;
  });
}

function Evidence({ test: { name, kind, basis, outcome, evidence } }: { readonly test: TestResult }) {
  return (
    <div class={`evidence ${outcome}`}>
      <p>
        <span class={`badge ${outcome}`}>{outcome}</span>{' '}
        <code>
          <Visible text={name} />
        </code>{' '}
        <span class="dim">{[kind, basis].filter(Boolean).join(', ')}</span>
      </p>
      {evidence !== undefined && (
        <dl>
          {evidence.payload !== undefined && (
            <>
              <dt>payload</dt>
              <dd>
                <code>
                  <Visible text={evidence.payload} />
                </code>
              </dd>
            </>
          )}
          <dt>seen</dt>
          <dd>
            <code>
              <Visible text={evidence.message} />
            </code>
          </dd>
        </dl>
      )}
    </div>
  );
}

function Passed({ test: { name, kind, basis, refused } }: { readonly test: TestResult }) {
  return (
    <li>
      <span class="tick" aria-hidden="true">
        ✓
      </span>{' '}
      <code>
        <Visible text={name} />
      </code>{' '}
      <span class="dim">
        {[kind, basis, refused === true ? 'refused by an exception' : ''].filter(Boolean).join(', ')}
      </span>
    </li>
  );
}
