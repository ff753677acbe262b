import { canonicalJson, sha256 } from '../core/canonical.ts';
import { ModelRequestError } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import { readRecordedAnswers } from './read-recorded-answers.ts';
import { promptHash, type RecordedKey, recordedId, recordedName } from './recorded-answer.ts';

/** Keys that a file of recorded answers holds, in its order. Throws UserMistake as `readRecordedAnswers`. */
export async function recordedKeys(file: string): Promise<readonly RecordedKey[]> {
  return [...(await readRecordedAnswers(file)).values()].map(({ key }) => key);
}

/**
 * A model that answers from a file of recorded answers, by (task, mode, strategy, shown, sample), whatever the model.
 * What the file does not hold is ModelRequestError `not-recorded`. Throws UserMistake as `readRecordedAnswers`.
 */
export async function openReplay(id: string, file: string): Promise<Model> {
  const answers = await readRecordedAnswers(file);
  const content = sha256(canonicalJson([...answers.values()]));
  return {
    id,
    decoding: {},
    identity: { provider: 'replay', file, content },
    cacheable: false,
    complete: async ({ attempt, prompt, turn }) => {
      const key = { ...attempt, ...(turn !== undefined && { turn }) };
      const entry = answers.get(recordedId(key));
      if (entry === undefined) {
        throw notRecorded(`${file} holds no answer for ${recordedName(key)}`, 'Record it, or choose what it holds.');
      }
      const { completion, finish, model, prompt_sha256: hash } = entry.answer;
      if (hash !== undefined && hash !== promptHash(prompt)) {
        throw notRecorded(
          `${file}: line ${entry.line} answers another prompt: ${attempt.task}, or what is shown with it, has changed since it was recorded`,
          'Record the answer again, or replay it with the suite, the templates and the closed list (--choices) that it was recorded with.',
        );
      }
      return { text: completion, finish, usage: {}, warnings: [], ...(model !== undefined && { servedBy: model }) };
    },
  };
}

function notRecorded(message: string, hint: string): ModelRequestError {
  return new ModelRequestError(message, { failure: 'not-recorded', retryable: false, hint });
}
