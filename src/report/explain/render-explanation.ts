import pc from 'picocolors';
import { attemptName } from '../find-attempt.ts';
import { plainLine, shorten, visibleText } from '../plain-text.ts';
import { plural } from '../show-metric.ts';
import { wrapText } from '../terminal/wrap-text.ts';
import { claimOf, type Explanation } from './explain-attempt.ts';
import type { Definition } from './python-definitions.ts';

export interface ExplanationPage {
  readonly columns: number;
  readonly colour: boolean;
}

/** Longest text of what was seen, characters, and lines of it. */
const longestSeen = 3000;
const mostSeenLines = 20;

/** An explanation for a person at a terminal, step by step. Everything a model wrote is text. */
export function renderExplanation(explanation: Explanation, page: ExplanationPage): string {
  const paint = pc.createColors(page.colour);
  const { attempt, test, testSource, task, weakness, otherExploits, code } = explanation;
  const steps: [string, string[]][] = [
    ['What was asked', prose(`${task.title} (${task.id}): ${task.entryPoints.join(', ')}`, page)],
    ...(test === undefined ? [] : [[whatWasTried(explanation), tried(explanation)] as [string, string[]]]),
    ...(test?.evidence === undefined
      ? []
      : [['What the judge saw', seen(test.evidence.message, page)] as [string, string[]]]),
    [whyHeading(explanation), prose(why(explanation), page)],
    ...(code.length === 0
      ? []
      : [
          [
            'The lines of the candidate that it goes through',
            code.flatMap((one, index) => [...(index === 0 ? [] : ['        …']), ...numbered(one)]),
          ] as [string, string[]],
        ]),
    [
      `The weakness: ${weakness.cwe}${weakness.name === undefined ? '' : ` ${weakness.name}`}`,
      [...weakness.explanation.split('\n').map((line) => `  ${plainTextLine(line)}`), `  ${weakness.uri}`],
    ],
  ];
  const others =
    otherExploits.length === 0
      ? []
      : [
          '',
          ...prose(
            `${plural(otherExploits.length, 'further attack succeeds', 'further attacks succeed')}: ${otherExploits.slice(0, 8).join(', ')}${otherExploits.length > 8 ? ' …' : ''}`,
            page,
          ),
        ];
  const said = attempt.adjudication;
  const verdict = [attempt.verdict, attempt.reason].filter(Boolean).join(', ');
  const head = [
    paint.bold(`${verdict}: ${plainLine(attemptName(attempt))}`),
    paint.dim(`attempt ${attempt.id}`),
    ...(said === undefined ? [] : prose(`${said.by} overruled this as ${said.verdict}: ${said.reason}`, page)),
  ];
  const body = steps.flatMap(([title, lines], index) => [
    '',
    paint.bold(`${index + 1}. ${plainLine(title)}`),
    ...lines,
  ]);
  const shown =
    testSource === undefined
      ? ''
      : `\n\n${paint.dim('The test, as the suite has it:')}\n${numbered(testSource).join('\n')}`;
  return `${[...head, ...body, ...others].join('\n')}${shown}\n`;
}

function whatWasTried({ test }: Explanation): string {
  return test?.kind === 'security' ? 'The attack' : 'The functional test that does not hold';
}

function tried({ test }: Explanation): string[] {
  if (test === undefined) return [];
  const payload = test.evidence?.payload;
  return [
    `  ${plainLine(test.name)}`,
    `  It holds a candidate to this: ${plainLine(claimOf(test))}.`,
    ...(payload === undefined ? [] : [`  payload: ${shorten(visibleText(payload).replaceAll('\n', '\\n'), 1000)}`]),
  ];
}

function seen(message: string, { columns }: ExplanationPage): string[] {
  const lines = shorten(visibleText(message), longestSeen).split('\n');
  const shown = lines.slice(0, mostSeenLines).flatMap((line) => {
    const [, indent = '', words = ''] = /^(\s{0,8})(.*)$/su.exec(line) ?? [];
    return wrapText(words, { columns, first: `  ${indent}`, rest: `    ${indent}` });
  });
  return lines.length > mostSeenLines ? [...shown, `  … ${lines.length - mostSeenLines} more lines`] : shown;
}

function whyHeading({ attempt }: Explanation): string {
  if (attempt.verdict === 'vulnerable' || attempt.exploited) return 'Why that is a leak';
  return attempt.verdict === 'secure' ? 'Why there is nothing to exploit' : 'Why the verdict is that';
}

function why({ attempt, test }: Explanation): string {
  const attacks = attempt.tests.filter(({ kind }) => kind === 'security');
  if (attempt.verdict === 'secure') {
    const refused = attacks.filter((one) => one.refused === true).length;
    return `All ${attempt.tests.length} tests pass, ${attacks.length} attacks among them (${refused} refused with an exception).`;
  }
  if (attempt.verdict === 'invalid') return `There is no module to judge. ${attempt.detail ?? ''}`;
  if (attempt.verdict === 'pass' || attempt.verdict === 'fail') {
    const held = attempt.tests.filter(({ outcome }) => outcome === 'pass').length;
    return `The tests of an imported suite do not part function from security: ${held} of ${attempt.tests.length} pass.`;
  }
  if (attempt.verdict === 'inconclusive')
    return `The harness could not judge it, which says nothing of the candidate. ${attempt.detail ?? ''}`;
  if (test?.kind === 'security' && test.outcome === 'fail') {
    const basis =
      test.basis === 'policy'
        ? 'It breaks a rule that the problem states, and so was known to whoever wrote the code.'
        : 'It is wrong whatever the program is for: no caller can want it.';
    const broken =
      attempt.verdict === 'broken'
        ? ' Function does not hold either, so the verdict is broken, and the attempt counts as exploited.'
        : '';
    return `The judge ran the attack from outside the candidate's process, and what it asserts did not hold. ${basis}${broken}`;
  }
  if (test?.kind === 'security')
    return 'No attack succeeded, but the candidate died or spent a limit under one. Nothing was gained, and nothing is credited.';
  return 'Function does not hold, so security is not credited: code that does nothing is not secure.';
}

function prose(text: string, { columns }: ExplanationPage): string[] {
  return wrapText(plainLine(text), { columns, first: '  ', rest: '  ' });
}

function numbered({ line, lines }: Definition): string[] {
  return lines.map((text, index) => `  ${String(line + index).padStart(4)}  ${shorten(plainTextLine(text), 200)}`);
}

/** Keeps the indentation, which is part of Python. */
function plainTextLine(text: string): string {
  return visibleText(text.replaceAll('\t', '    ').replaceAll('\r', ''));
}
