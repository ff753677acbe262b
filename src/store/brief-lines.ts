import type { Answered, BriefEvent, BriefJudgement, PromptKey } from '../core/brief-event.ts';
import type { CompletedEvent } from '../core/run.ts';
import type { Judgement } from '../core/verdict.ts';
import { KnownJudgements, unsaid } from './known-judgements.ts';
import { marks, usageFields, words } from './line-marks.ts';
import { LineScanner } from './line-scanner.ts';

/**
 * Reads the lines that nearly all of a log consists of, as a run writes them: fields in their order, no space. Each line
 * that it reads is a valid event. Undefined for every other line, be it valid or not: let the schema read it.
 */
export class BriefLines {
  readonly #scan = new LineScanner();
  readonly #prompts = new Map<string, Map<string, PromptKey>>();
  readonly #judgements = new KnownJudgements();
  readonly #answers = new Map<string, Answered>();
  readonly #lists: boolean;
  #sample = 0;
  #timed = false;
  #cpuSeconds = 0;
  #detail: string | undefined;

  /** `lists`: judgements also bring what a list of attempts shows of them. */
  constructor({ lists = false }: { readonly lists?: boolean } = {}) {
    this.#lists = lists;
  }

  /** The event of the line that begins at `start` and ends with a newline. */
  read(bytes: Buffer, start: number): BriefEvent | undefined {
    const scan = this.#scan;
    scan.begin(bytes, start);
    if (scan.skip(marks.judgedLine)) return this.#judged();
    if (scan.skip(marks.completedLine)) return this.#completed();
    if (scan.skip(marks.classifiedLine)) return this.#classified();
    return undefined;
  }

  /** Where the line ends that has been read. */
  get end(): number {
    return this.#scan.at;
  }

  #completed(): BriefEvent | undefined {
    const scan = this.#scan;
    const prompt = this.#attempt();
    if (prompt === undefined || !scan.skip(marks.blob) || !scan.skipText()) return undefined;
    if (!scan.skip(marks.finish) || scan.oneOf(words.finish) === -1) return undefined;
    const usage = this.#usage();
    const costUsd = scan.skip(marks.costUsd) ? scan.number() : undefined;
    if (usage === undefined || costUsd === -1 || !scan.skip(marks.cached)) return undefined;
    const cached = scan.oneOf(words.flag);
    const latencyMs = scan.skip(marks.latencyMs) ? scan.number() : undefined;
    if (cached === -1 || latencyMs === -1 || !this.#end()) return undefined;
    return { type: 'brief-completed', prompt, sample: this.#sample, usage, costUsd, cached: cached === 1, latencyMs };
  }

  #usage(): CompletedEvent['usage'] | undefined {
    const scan = this.#scan;
    if (!scan.skip(marks.usage)) return undefined;
    const usage: CompletedEvent['usage'] = {};
    let isFirst = true;
    for (const { name, first, later } of usageFields) {
      if (!scan.skip(isFirst ? first : later)) continue;
      isFirst = false;
      const tokens = scan.count();
      if (tokens === -1) return undefined;
      usage[name] = tokens;
    }
    return scan.skip(marks.objectEnd) ? usage : undefined;
  }

  #judged(): BriefEvent | undefined {
    const scan = this.#scan;
    const prompt = this.#attempt();
    if (prompt === undefined) return undefined;
    const code = this.#text(marks.code);
    if (code === false || !this.#mayHaveText(marks.extraction)) return undefined;
    const judgement = this.#judgement();
    if (judgement === undefined || !scan.skip(marks.objectEnd) || !this.#end()) return undefined;
    const told: BriefJudgement = { judgement, cpuSeconds: this.#cpuSeconds };
    const place = { type: 'brief-judged' as const, prompt, sample: this.#sample };
    return this.#lists ? { ...place, ...told, listed: { code, detail: this.#detail } } : { ...place, ...told };
  }

  /** Up to the brace that ends it. */
  #judgement(): Judgement | undefined {
    const scan = this.#scan;
    if (!scan.skip(marks.verdict)) return undefined;
    const verdict = scan.oneOf(words.verdict);
    const scope = scan.skip(marks.scope) ? scan.oneOf(words.scope) : unsaid;
    const reason = scan.skip(marks.reason) ? scan.oneOf(words.reason) : unsaid;
    if (verdict === -1 || scope === -1 || reason === -1) return undefined;
    const detail = this.#text(marks.detail);
    if (detail === false || !this.#tests() || !scan.skip(marks.exploited)) return undefined;
    this.#detail = detail;
    const exploited = scan.oneOf(words.flag);
    if (exploited === -1 || !scan.skip(marks.integrity)) return undefined;
    const integrity = scan.oneOf(words.integrity);
    if (integrity === -1 || !scan.skip(marks.cpuSeconds)) return undefined;
    this.#cpuSeconds = scan.number();
    if (this.#cpuSeconds === -1 || !scan.skip(marks.wallSeconds) || scan.number() === -1) return undefined;
    return this.#judgements.end({ verdict, scope, reason, exploited: exploited === 1, integrity });
  }

  #tests(): boolean {
    const scan = this.#scan;
    this.#judgements.begin();
    if (!scan.skip(marks.tests)) return false;
    if (scan.skip(marks.listEnd)) return true;
    do if (!this.#test()) return false;
    while (scan.skip(marks.comma));
    return scan.skip(marks.listEnd);
  }

  #test(): boolean {
    const scan = this.#scan;
    if (!scan.skip(marks.testName) || !scan.skipText() || !scan.skip(marks.kind)) return false;
    const kind = scan.oneOf(words.kind);
    const basis = scan.skip(marks.basis) ? scan.oneOf(words.basis) : unsaid;
    if (kind === -1 || basis === -1 || !scan.skip(marks.outcome)) return false;
    const outcome = scan.oneOf(words.outcome);
    if (outcome === -1) return false;
    if (scan.skip(marks.message)) {
      if (!scan.skipText() || !this.#mayHaveText(marks.payload) || !scan.skip(marks.objectEnd)) return false;
    }
    const refused = scan.skip(marks.refused) ? scan.oneOf(words.flag) : 0;
    const reveal = scan.skip(marks.reveal) ? scan.oneOf(words.flag) : 0;
    if (refused === -1 || reveal === -1 || !this.#mayHaveNumber(marks.cpuSeconds)) return false;
    this.#judgements.addTest({ kind, basis, outcome, refused: refused === 1, reveal: reveal === 1 });
    return scan.skip(marks.objectEnd);
  }

  #classified(): BriefEvent | undefined {
    const scan = this.#scan;
    const prompt = this.#attempt();
    const start = scan.at;
    if (prompt === undefined || !this.#mayHaveText(marks.answer) || !scan.skip(marks.expected)) return undefined;
    do if (!scan.skipText()) return undefined;
    while (scan.skip(marks.comma));
    if (!scan.skip(marks.listEnd) || !scan.skip(marks.correct) || scan.oneOf(words.flag) === -1) return undefined;
    const name = scan.nameOf(start, scan.at);
    let answered = this.#answers.get(name);
    if (answered === undefined) {
      answered = JSON.parse(`{${scan.text(start + 1, scan.at)}}`) as Answered;
      this.#answers.set(name, answered);
    }
    return this.#end() ? { type: 'brief-classified', prompt, sample: this.#sample, answered } : undefined;
  }

  /** The time, where it comes early, and the attempt: all kinds of line begin so. */
  #attempt(): PromptKey | undefined {
    const scan = this.#scan;
    this.#timed = scan.skip(marks.earlyTime);
    if (this.#timed && !(scan.skipText() && scan.skip(marks.comma))) return undefined;
    const start = scan.at;
    if (!scan.skip(marks.task) || !scan.skipPlain() || !scan.skip(marks.mode)) return undefined;
    if (scan.oneOf(words.mode) === -1 || !scan.skip(marks.strategy) || !scan.skipPlain()) return undefined;
    if (!scan.skip(marks.model) || !scan.skipPlain()) return undefined;
    const end = scan.at;
    // What was shown stands before the sample or behind it.
    let shown = [end, this.#endOfShown()] as const;
    if (shown[1] === -1 || !scan.skip(marks.sample)) return undefined;
    this.#sample = scan.count();
    if (this.#sample === -1) return undefined;
    if (shown[1] === end) shown = [scan.at, this.#endOfShown()];
    if (shown[1] === -1) return undefined;
    const prompt = this.#promptOf([start, end], shown);
    return scan.skip(marks.objectEnd) ? prompt : undefined;
  }

  /** Of where the attempt is told, but for its sample, and of where it is told what was shown. */
  #promptOf(told: readonly [number, number], shown: readonly [number, number]): PromptKey {
    const scan = this.#scan;
    const name = scan.nameOf(...told);
    let prompts = this.#prompts.get(name);
    if (prompts === undefined) {
      prompts = new Map();
      this.#prompts.set(name, prompts);
    }
    const shownName = scan.nameOf(...shown);
    let prompt = prompts.get(shownName);
    if (prompt === undefined) {
      // Every word of it has been found in its place.
      ({ attempt: prompt } = JSON.parse(`{${scan.text(...told)}${scan.text(...shown)}}}`) as { attempt: PromptKey });
      prompts.set(shownName, prompt);
    }
    return prompt;
  }

  /** Where what was shown ends, if it comes next: here if it does not, and -1 if it is more than a name. */
  #endOfShown(): number {
    return this.#scan.skip(marks.shown) && !this.#scan.skipPlain() ? -1 : this.#scan.at;
  }

  /** The text behind the mark, where lists are wanted; undefined where none is or none is wanted, false where it is none. */
  #text(mark: Uint8Array): string | undefined | false {
    const scan = this.#scan;
    if (!scan.skip(mark)) return undefined;
    const start = scan.at;
    if (!scan.skipText()) return false;
    return this.#lists ? (JSON.parse(scan.text(start, scan.at)) as string) : undefined;
  }

  #mayHaveText(mark: Uint8Array): boolean {
    return !this.#scan.skip(mark) || this.#scan.skipText();
  }

  #mayHaveNumber(mark: Uint8Array): boolean {
    return !this.#scan.skip(mark) || this.#scan.number() !== -1;
  }

  /** The time, where it has not come early, and nothing more. */
  #end(): boolean {
    if (!this.#timed) return this.#scan.skip(marks.lateTime) && this.#scan.skipText() && this.#scan.skip(marks.lineEnd);
    return this.#scan.skip(marks.lineEnd);
  }
}
