// One self-contained page that opens from file://. What models wrote is text in it, never markup; nothing is loaded.
import { createHash } from 'node:crypto';
import { exchangeSchema } from '../../core/exchange.ts';
import type { BlobReader } from '../../core/run-log.ts';
import type { AttemptReport, ReportDocument } from '../report-document.ts';
import { type AttemptTexts, attemptSection, outcomeOf } from './attempt-section.ts';
import { escapeHtml } from './escape.ts';
import { overview, verdictOrder } from './overview.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { taskGrid } from './task-grid.ts';

/** Characters of prompts, answers and candidates that a page holds; later attempts come without, and say so. */
const roomForTexts = 24_000_000;

/** The report as a page. Attempts that did not pass come first in the room for long texts. */
export async function renderHtml(
  document: ReportDocument,
  { readBlob }: Pick<BlobReader, 'readBlob'>,
): Promise<string> {
  const texts = await readTexts(document.attempts, readBlob);
  const left = document.attempts.length - texts.size;
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${createHash('sha256').update(pageScript).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const sections = document.attempts.map((attempt) => attemptSection(attempt, texts.get(attempt.id) ?? {}));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>seceval ${escapeHtml(document.manifest.id)}</title><style>${pageStyle}</style></head><body>
${overview(document)}
${taskGrid(document)}
<section><h2>Attempts <span class="dim" id="count" aria-live="polite"></span></h2>
${left > 0 ? `<p class="dim">${left} attempts are shown without their texts: the page has room for ${roomForTexts / 1_000_000} million characters. They are in the run's folder.</p>` : ''}
${filters(document.attempts)}
${sections.join('\n')}
</section><script>${pageScript}</script></body></html>
`;
}

function filters(attempts: readonly AttemptReport[]): string {
  const values = (pick: (attempt: AttemptReport) => string) => [...new Set(attempts.map(pick))];
  const outcomes = new Set(attempts.map(outcomeOf));
  const choice = (name: string, label: string, options: readonly string[]) =>
    `<select id="f-${name}" aria-label="${label}"><option value="">${label}</option>${options.map((option) => `<option>${escapeHtml(option)}</option>`).join('')}</select>`;
  return `<div class="filters"><input id="f-text" type="search" placeholder="Search code, prompts, evidence" aria-label="Search">
${choice(
  'outcome',
  'any outcome',
  verdictOrder.filter((name) => outcomes.has(name)),
)}
${choice(
  'strategy',
  'any strategy',
  values(({ key }) => `${key.mode}/${key.strategy}`),
)}
${choice(
  'task',
  'any task',
  values(({ key }) => key.task),
)}
${choice(
  'model',
  'any model',
  values(({ key }) => key.model),
)}</div>`;
}

async function readTexts(
  attempts: readonly AttemptReport[],
  readBlob: BlobReader['readBlob'],
): Promise<Map<string, AttemptTexts>> {
  const texts = new Map<string, AttemptTexts>();
  let room = roomForTexts;
  const passed = (attempt: AttemptReport) => ['secure', 'right'].includes(outcomeOf(attempt));
  for (const attempt of [...attempts.filter((one) => !passed(one)), ...attempts.filter(passed)]) {
    if (room <= 0) break;
    const exchange = attempt.exchange === undefined ? undefined : await readBlob(attempt.exchange);
    const code = attempt.kind === 'judged' && attempt.code !== undefined ? await readBlob(attempt.code) : undefined;
    const parsed = exchange === undefined ? undefined : exchangeSchema.safeParse(JSON.parse(exchange)).data;
    texts.set(attempt.id, { ...(parsed && { exchange: parsed }), ...(code !== undefined && { code }) });
    room -= (exchange?.length ?? 0) + (code?.length ?? 0);
  }
  return texts;
}
