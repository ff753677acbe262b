import type { Model } from '../core/model.ts';
import type { Recorder } from './recorder.ts';

/**
 * Appends every completion to a file that `replay:FILE` reads. It belongs outside of a cache: what is then asked again
 * after a crash is the same answer, and is not recorded twice.
 */
export function withRecording(model: Model, recorder: Recorder): Model {
  return {
    ...model,
    complete: async (request) => {
      const completion = await model.complete(request);
      await recorder.record(request, completion, model.id);
      return completion;
    },
  };
}
