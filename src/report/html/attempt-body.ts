import type { Exchange } from '../../core/exchange.ts';
import type { AttemptReport, JudgedReport } from '../report-document.ts';
import { codeBlock } from './code-block.ts';
import { cutText, escapeVisibly } from './escape.ts';
import { testList } from './test-list.ts';

/** Characters of one text that a page shows; all of it is in the run's folder. */
const shownCharacters = 65_536;

/** The long texts of an attempt, as far as they are there and the page has room for them. */
export interface AttemptTexts {
  readonly exchange?: Exchange;
  readonly code?: string;
}

/** What came of an attempt, then what it came from: tests and evidence, code, answer, prompt. */
export function attemptBody(attempt: AttemptReport, { exchange, code }: AttemptTexts): string {
  const parts = [whatCame(attempt)];
  if (code !== undefined) parts.push(codeBlock('Code that was judged', cutText(code, shownCharacters)));
  if (exchange !== undefined) {
    const { prompt, completion } = exchange;
    parts.push(textBlock('Answer as it came', completion.text, attempt.kind === 'classified'));
    parts.push(textBlock('Prompt', [prompt.system, prompt.user].filter(Boolean).join('\n\n'), false));
  }
  const cost = attempt.kind === 'judged' ? `${attempt.cpuSeconds.toFixed(2)} s of CPU · ` : '';
  parts.push(`<p class="dim">${cost}attempt <a href="#a-${attempt.id}">${attempt.id}</a></p>`);
  return parts.join('\n');
}

function whatCame(attempt: AttemptReport): string {
  switch (attempt.kind) {
    case 'judged':
      return `${detailOf(attempt)}${testList(attempt.tests)}`;
    case 'classified': {
      const expected = attempt.expected.map(escapeVisibly).join(' or ');
      const answer = attempt.answer === undefined ? 'nothing that can be read' : escapeVisibly(attempt.answer);
      return `<p>Right is <b>${expected}</b>; the answer was <b>${answer}</b>.</p>`;
    }
    case 'open':
      return `<p>There is no verdict yet. ${escapeVisibly(cutText(attempt.detail ?? '', 2000))}</p>`;
  }
}

/** Why there is nothing to see in the tests. */
function detailOf({ tests, reason, detail, integrity }: JudgedReport): string {
  const weak =
    integrity === 'in-process' ? '<p>Judged in the process of the candidate: it could have forged this.</p>' : '';
  if (tests.length > 0) return weak;
  return `${weak}<p>No test ran: ${escapeVisibly(reason ?? '')}.</p>${detail === undefined ? '' : `<pre tabindex="0">${escapeVisibly(cutText(detail, 4000))}</pre>`}`;
}

function textBlock(title: string, text: string, open: boolean): string {
  const size = text.length > 2000 ? ` <span class="dim">${Math.round(text.length / 1000)} kB</span>` : '';
  return `<details class="text"${open ? ' open' : ''}><summary>${title}${size}</summary><pre tabindex="0">${escapeVisibly(cutText(text, shownCharacters))}</pre></details>`;
}
