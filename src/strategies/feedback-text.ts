import type { Exploit, ToolFinding } from '../core/feedback.ts';
import { fencedBlock } from './fenced-block.ts';

/** What a prompt shows at most; the rest is counted. */
const mostFindings = 20;
const mostExploits = 5;
const mostInputs = 3;
const mostCharacters = 1000;

/** Findings as a list, a line each; a sentence when there are none. */
export function findingsText(findings: readonly ToolFinding[]): string {
  if (findings.length === 0) return 'It reported nothing.';
  const lines = findings.slice(0, mostFindings).map(({ tool, rule, cwes, line, message }) => {
    const weaknesses = cwes.length === 0 ? '' : ` (${cwes.join(', ')})`;
    return `- line ${line}: ${tool} ${rule}${weaknesses}: ${oneLine(message)}`;
  });
  return [...lines, ...andMore(findings.length - mostFindings)].join('\n');
}

/** Attacks as sections: what was sent, and what the attack saw. The text may be a candidate's: it cannot leave its block. */
export function exploitsText(exploits: readonly Exploit[]): string {
  if (exploits.length === 0) return 'None of them succeeded.';
  const sections = exploits.slice(0, mostExploits).map(({ test, message, payload }) => {
    const input = payload === undefined ? '' : `\n\nThe input, as JSON: ${inputText(payload)}`;
    return `### ${spoken(test)}${input}\n\n${fencedBlock(cut(message), 'text')}`;
  });
  return [...sections, ...andMore(exploits.length - mostExploits)].join('\n\n');
}

/** The inputs of attacks, each once, as JSON strings. */
export function refusedInputText(exploits: readonly Exploit[]): string {
  const payloads = new Set(exploits.flatMap(({ payload }) => (payload === undefined ? [] : [payload])));
  return [...payloads]
    .slice(0, mostInputs)
    .map((payload) => `- ${inputText(payload)}`)
    .join('\n');
}

/** A payload on one line, in a code span that nothing in it can end. */
function inputText(payload: string): string {
  const json = JSON.stringify(cut(payload));
  const longest = Math.max(0, ...Array.from(json.matchAll(/`+/g), (run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  return longest === 0 ? `${ticks}${json}${ticks}` : `${ticks} ${json} ${ticks}`;
}

/** `test_no_title_is_an_entry[line feed]` as `No title is an entry (line feed)`. */
function spoken(test: string): string {
  const [, name = test, payload] = /^(?:test_)?(\w+)(?:\[(.*)\])?$/s.exec(test) ?? [];
  const words = name.replaceAll('_', ' ');
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return oneLine(payload === undefined ? sentence : `${sentence} (${payload})`);
}

function andMore(count: number): string[] {
  return count > 0 ? [`… and ${count} more.`] : [];
}

function cut(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}

function oneLine(text: string): string {
  return cut(text.replace(/\s+/g, ' ').trim());
}
