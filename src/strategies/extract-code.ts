import type { Completion } from '../core/completion.ts';
import type { Extraction } from '../core/strategy.ts';
import { answerText } from './extraction/answer-text.ts';
import { bareBlocks } from './extraction/bare-code.ts';
import { type Choice, chooseBlocks } from './extraction/choose-blocks.ts';
import type { CodeBlock } from './extraction/code-block.ts';
import { codeInJson } from './extraction/json-code.ts';
import { looksLikeRefusal } from './extraction/refusal.ts';
import { scanFences } from './extraction/scan-fences.ts';

/** An answer above this size, in bytes of UTF-8 and without its reasoning, is not read. */
export const maxAnswerBytes = 256 * 1024;

type Miss = Extract<Extraction, { found: false }>;

/**
 * Finds the module in an answer. It chooses and joins; it never changes code (but for indentation that all lines share).
 * Time is linear in the answer's length.
 */
export function extractCode(
  completion: Pick<Completion, 'text' | 'finish'>,
  { entryPoints }: { readonly entryPoints: readonly string[] },
): Extraction {
  const { text, stillReasoning } = answerText(completion.text);
  const wasCut = completion.finish === 'length';
  if (completion.finish === 'filtered') return miss('filtered', 'the provider withheld the answer');
  if (wasCut && stillReasoning) return miss('cut-off', 'the token limit was spent on reasoning');
  if (Buffer.byteLength(text) > maxAnswerBytes) return miss('oversized', `over ${maxAnswerBytes} bytes`);

  const choice = bestChoice(text, entryPoints, wasCut);
  if (choice !== undefined) return { found: true, code: choice.code, how: how(choice) };
  if (wasCut) return miss('cut-off', 'the token limit was reached before the module was complete');
  if (looksLikeRefusal(text)) return miss('refusal', firstLine(text));
  return miss('no-code', text.trim() === '' ? 'the answer is empty' : `no Python in: ${firstLine(text)}`);
}

/** Of an answer that was cut off only a module that was finished before counts. */
function bestChoice(text: string, entryPoints: readonly string[], wasCut: boolean): Choice | undefined {
  let guess: Choice | undefined;
  for (const blocks of readings(text, wasCut)) {
    const choice = chooseBlocks(wasCut ? blocks.filter((block) => block.closed) : blocks, entryPoints);
    if (choice === undefined || (wasCut && !choice.complete)) continue;
    if (choice.definesAll) return choice;
    guess ??= choice;
  }
  return guess;
}

/** Ways to read an answer, the likeliest first. */
function* readings(text: string, wasCut: boolean): Generator<readonly CodeBlock[]> {
  const { blocks, outside } = scanFences(text);
  yield blocks.flatMap(unwrapped);
  yield jsonBlocks(outside);
  // All of the text: what looked like fences may be the text of a docstring. When cut off inside of a fence, no part of
  // it may pass for a finished module.
  if (!wasCut || blocks.length === 0) yield bareBlocks(text);
}

/** A fenced block that holds JSON stands for the code in it, one that holds Markdown for the blocks in it. */
function unwrapped(block: CodeBlock): readonly CodeBlock[] {
  if (block.label === 'markdown' || block.label === 'md') return scanFences(block.code).blocks;
  const fromJson = block.code.trimStart().startsWith('{') ? jsonBlocks(block.code) : [];
  return fromJson.length > 0 ? fromJson : [block];
}

function jsonBlocks(text: string): readonly CodeBlock[] {
  const found = codeInJson(text);
  if (found === undefined) return [];
  if (/^\s*(?:```|~~~)/.test(found.code)) return scanFences(found.code).blocks;
  return [{ source: 'json', label: '', code: found.code, closed: found.closed }];
}

function how({ blocks }: Choice): string {
  const [first] = blocks;
  const names = { fence: 'fenced block', json: 'JSON', bare: 'bare code' } as const;
  const name = first === undefined ? 'nothing' : names[first.source];
  const joined = blocks.length > 1 ? `${blocks.length} x ${name}, joined` : name;
  return blocks.every((block) => block.closed || block.source === 'bare') ? joined : `${joined}, never closed`;
}

function miss(reason: Miss['reason'], detail: string): Extraction {
  return { found: false, reason, detail };
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 200) ?? '';
}
