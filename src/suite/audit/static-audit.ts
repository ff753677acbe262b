import type { Task } from '../../core/task.ts';
import { testLiterals } from '../static-checks/expected-literals.ts';
import { hiddenLiterals } from '../static-checks/hidden-specification.ts';
import { checkNearDuplicates } from '../static-checks/near-duplicates.ts';
import { caseLiterals } from './case-literals.ts';
import type { AuditFinding } from './finding.ts';

/** What of an audit runs nothing. */
export function auditStatically(task: Task, suite: readonly Task[]): AuditFinding[] {
  return [...unable(task), ...missingFixtures(task), ...hiddenSpecification(task), ...duplicates(task, suite)];
}

function unable({ definition, variants }: Task): AuditFinding[] {
  if (definition.oracle === 'none') return [{ check: 'not-executable', detail: 'it has no test cases' }];
  if (definition.oracle === 'static-only') return [{ check: 'not-executable', detail: 'only analysers can judge it' }];
  const wanted =
    definition['in-process']?.scope === 'function' ? (['secure'] as const) : (['secure', 'insecure'] as const);
  const missing = wanted.filter((kind) => !variants.some((variant) => variant.kind === kind));
  return missing.map((kind) => ({ check: 'no-reference', detail: `it has no ${kind} reference` }));
}

/** Paths below `Test/`, in which CodeSecEval keeps its fixtures, that a test opens and nobody laid. */
function missingFixtures({ inProcess }: Task): AuditFinding[] {
  if (inProcess === undefined) return [];
  const named = [...inProcess.test.matchAll(/['"](?:\.\/)?(Test\/[\w.-]+)\//g)].map(([, folder = '']) => folder);
  const laid = Object.keys(inProcess.files);
  const missing = [...new Set(named)].filter((folder) => !laid.some((path) => path.startsWith(`${folder}/`)));
  return missing.map((folder) => ({ check: 'missing-fixture', detail: `${folder}/ is not among its files` }));
}

function hiddenSpecification({ definition, inProcess, problem, aware }: Task): AuditFinding[] {
  if (inProcess === undefined) return [];
  const isCases = definition['in-process']?.form === 'cases';
  const { expected, given } = isCases ? caseLiterals(inProcess.test) : testLiterals(inProcess.test);
  const prelude = definition.origin?.format === 'humaneval' ? [] : testLiterals(inProcess.prelude).given;
  const inputs = [...given, ...prelude].map(({ text }) => text);
  const hidden = hiddenLiterals({ expected, inputs, problem });
  if (hidden.length === 0) return [];
  const told = aware === '' ? [] : hiddenLiterals({ expected: hidden, inputs, problem: `${problem}\n${aware}` });
  const only =
    aware === '' || told.length === hidden.length ? '' : `, ${hidden.length - told.length} of them in aware.md`;
  const lines = hidden.map(({ line }) => line);
  return [
    {
      check: 'hidden-specification',
      detail: `${hidden.length} literals (test.py:${[...new Set(lines)].join(', ')})${only}`,
    },
  ];
}

function duplicates(task: Task, suite: readonly Task[]): AuditFinding[] {
  const found = checkNearDuplicates(task, suite);
  const [first] = found;
  if (first === undefined) return [];
  const more = found.length === 1 ? '' : ` (and ${found.length - 1} more)`;
  return [{ check: 'near-duplicate', detail: `${first.detail}${more}` }];
}
