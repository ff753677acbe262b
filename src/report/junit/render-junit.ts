import { decidingTest } from '../failed-test.ts';
import { attemptName } from '../find-attempt.ts';
import { scopeLabels } from '../narrow-scopes.ts';
import { shorten, visibleText } from '../plain-text.ts';
import type { AttemptReport, JudgedReport, ReportDocument } from '../report-document.ts';
import { escapeXml, escapeXmlText } from './escape-xml.ts';

/** Longest evidence that is kept of an attempt, characters. */
const longestEvidence = 8000;

/**
 * JUnit's XML: a suite for each model, mode and strategy, a case for each attempt. What is not secure (or not right) is a
 * failure with its evidence; what the harness could not judge an error; an attempt without a verdict is skipped.
 */
export function renderJunit({ manifest, attempts }: ReportDocument): string {
  const suites = new Map<string, AttemptReport[]>();
  for (const attempt of attempts) {
    const { mode, strategy, model } = attempt.key;
    const scope = attempt.kind === 'judged' ? scopeLabels[attempt.scope ?? 'full'] : undefined;
    const name = `${mode}/${strategy} of ${model}${scope === undefined ? '' : ` (${scope})`}`;
    const known = suites.get(name);
    if (known === undefined) suites.set(name, [attempt]);
    else known.push(attempt);
  }
  const body = [...suites].map(([name, cases]) => element('testsuite', { name, ...count(cases) }, cases.map(testCase)));
  const all = { name: `seceval ${manifest.id}`, ...count(attempts) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', all, body)}\n`;
}

function count(attempts: readonly AttemptReport[]): Record<string, string> {
  const of = (kind: string) => String(attempts.filter((attempt) => ending(attempt) === kind).length);
  const seconds = attempts.reduce((sum, attempt) => sum + secondsOf(attempt), 0);
  return {
    tests: String(attempts.length),
    failures: of('failure'),
    errors: of('error'),
    skipped: of('skipped'),
    time: seconds.toFixed(3),
  };
}

type Ending = 'passed' | 'failure' | 'error' | 'skipped';

function ending(attempt: AttemptReport): Ending {
  if (attempt.kind === 'open') return 'skipped';
  if (attempt.kind === 'classified') return attempt.correct ? 'passed' : 'failure';
  if (attempt.verdict === 'secure' || attempt.verdict === 'pass') return 'passed';
  return attempt.verdict === 'inconclusive' ? 'error' : 'failure';
}

function testCase(attempt: AttemptReport): string {
  const { task, mode, strategy } = attempt.key;
  const facts = {
    classname: `${task.replace('/', '.')}.${mode}.${strategy}`,
    name: `${attemptName(attempt)} [${attempt.id}]`,
    time: secondsOf(attempt).toFixed(3),
  };
  return element('testcase', facts, result(attempt));
}

function result(attempt: AttemptReport): string[] {
  const how = ending(attempt);
  if (attempt.kind === 'open') {
    return [element('skipped', { message: `no verdict yet: ${attempt.failure ?? 'not asked'}` }, [])];
  }
  if (attempt.kind === 'classified') {
    if (attempt.correct) return [];
    const message = `answered ${attempt.answer ?? 'nothing that can be read'}; right is ${attempt.expected.join(' or ')}`;
    return [element('failure', { type: 'wrong', message: shorten(message, 300) }, [])];
  }
  const said = attempt.adjudication;
  const overruled = said && `adjudicated ${said.verdict} by ${said.by}: ${said.reason}`;
  if (how === 'passed') return overruled === undefined ? [] : [element('system-out', {}, [escapeXmlText(overruled)])];
  const type = [attempt.verdict, attempt.reason].filter(Boolean).join(': ');
  const message = shorten(attempt.detail ?? type, 300).replace(/\s+/gu, ' ');
  const text = [evidenceOf(attempt), overruled].filter((part) => part !== undefined && part !== '').join('\n');
  return [element(how, { type, message }, [escapeXmlText(text)])];
}

/** The failed test and what it saw, on lines of their own. */
function evidenceOf(attempt: JudgedReport): string {
  const test = decidingTest(attempt);
  if (test === undefined) return shorten(attempt.detail ?? '', longestEvidence);
  const { payload, message } = test.evidence ?? {};
  const lines = [
    `${test.name} (${[test.kind, test.basis].filter(Boolean).join(', ')}): ${test.outcome}`,
    ...(payload === undefined ? [] : [`payload: ${payload}`]),
    ...(message === undefined ? [] : [message]),
  ];
  return shorten(lines.join('\n'), longestEvidence);
}

function secondsOf(attempt: AttemptReport): number {
  return attempt.kind === 'judged' ? attempt.cpuSeconds : 0;
}

function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(visibleText(value))}"`);
  const open = `<${name}${written.join('')}`;
  if (children.length === 0) return `${open}/>`;
  const [first = ''] = children;
  return first.startsWith('<')
    ? `${open}>\n${children.join('\n')}\n</${name}>`
    : `${open}>${children.join('')}</${name}>`;
}
