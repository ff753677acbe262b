import { canary } from '../core/canary.ts';
import { canonicalJson, sha256 } from '../core/canonical.ts';
import { type AnswerForm, answerMessage, type Example, type Message, normalCode, promptMessages } from './example.ts';

/** What every row says of itself beside what is learnt. */
interface RowFacts {
  readonly task: string;
  readonly family: string;
  readonly cwe: string;
  readonly mode: string;
  readonly strategy: string;
  readonly canary: string;
}

/** A line for supervised fine-tuning: TRL's conversational language-modelling type. */
export interface SftRow extends RowFacts {
  readonly messages: readonly Message[];
  readonly model: string;
  readonly run: string;
  /** SHA-256 of the code that was judged. */
  readonly code_sha256: string;
}

/** A line for reinforcement learning: TRL's conversational prompt-only type; the task's id is for the scoring service. */
export interface RlRow extends RowFacts {
  readonly prompt: readonly Message[];
  /** Fingerprint of the suite that is to judge the answers. */
  readonly suite: string;
  /** repair: the variant that is to be mended; else empty. */
  readonly shown: string;
}

/** Equal for answers to the same question. */
export function questionOf({ task, mode, strategy, shown, prompt }: Example): string {
  return sha256(canonicalJson({ task, mode, strategy, shown, prompt }));
}

export function rowFacts({ task, family, cwe, mode, strategy }: Example): RowFacts {
  return { task, family, cwe, mode, strategy, canary };
}

/** The secure answers, each once. */
export function sftRows(examples: readonly Example[], form: AnswerForm): SftRow[] {
  const secure = examples.filter(({ quality }) => quality === 'secure');
  return distinct(secure).map((example) => ({
    messages: [...promptMessages(example.prompt), answerMessage(example, form)],
    ...rowFacts(example),
    model: example.model,
    run: example.run,
    code_sha256: sha256(example.code),
  }));
}

/** The questions, each once, whatever became of the answers. */
export function rlRows(examples: readonly Example[], suite: string): RlRow[] {
  const asked = new Map(examples.map((example) => [questionOf(example), example]));
  return [...asked.values()].map((example) => ({
    prompt: promptMessages(example.prompt),
    ...rowFacts(example),
    suite,
    shown: example.shown ?? '',
  }));
}

/** The first of those that answer the same question with the same code. */
export function distinct(examples: readonly Example[]): Example[] {
  const seen = new Set<string>();
  return examples.filter((example) => {
    const key = `${questionOf(example)} ${sha256(normalCode(example.code))}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
