import { escapeXml } from '../junit/escape-xml.ts';
import type { ReportDocument } from '../report-document.ts';
import { codeRows } from '../select-rows.ts';
import { percent } from '../show-metric.ts';

/** Of a letter of the font, units of the picture; wide enough for all, and text is set to its width. */
const letterWidth = 6.6;

/** An SVG badge with secure-pass@1 of the headline: of the only row, or from the lowest row to the highest. */
export function renderBadge(document: ReportDocument): string {
  const values = codeRows(document.overall).flatMap(({ metrics }) => metrics['secure-pass@1']?.value ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = percent(low) === percent(high) ? percent(low) : `${percent(low)} – ${percent(high)}`;
  const open = document.totals.open > 0 ? ' (unfinished)' : '';
  return badge('secure-pass@1', values.length === 0 ? 'not measured' : `${range}${open}`, colourOf(values));
}

/** Contrast with the white text is at least 4.5 to 1 for each. */
function colourOf(values: readonly number[]): string {
  if (values.length === 0) return '#6b6b6b';
  const worst = Math.min(...values);
  return worst >= 0.9 ? '#2e7d32' : worst >= 0.6 ? '#8a6100' : '#b3261e';
}

function badge(name: string, value: string, colour: string): string {
  const widthOf = (text: string): number => Math.round(text.length * letterWidth + 12);
  const [left, right] = [widthOf(name), widthOf(value)];
  const text = (label: string, start: number, width: number): string =>
    `<text x="${start + width / 2}" y="14" textLength="${width - 12}" lengthAdjust="spacingAndGlyphs">${escapeXml(label)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escapeXml(`${name}: ${value}`)}">
<title>${escapeXml(`${name}: ${value}`)}</title>
<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
${text(name, 0, left)}
${text(value, left, right)}
</g>
</svg>
`;
}
