import { type ModelRequestError, type RequestFailure, UserMistake } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import type { OpenAttempt } from './1-plan.ts';
import type { Session } from './session.ts';

/** After so many failures in a row, each after its own retries, a model is asked no further in this session. */
const patience: Readonly<Record<RequestFailure, number>> = {
  authentication: 1,
  'not-found': 1,
  'rate-limited': 20,
  transient: 20,
  timeout: 20,
  'malformed-response': Number.POSITIVE_INFINITY,
  'bad-request': Number.POSITIVE_INFINITY,
  'not-recorded': Number.POSITIVE_INFINITY,
};

/** The open attempts of one model. */
export class Lane {
  readonly model: Model;
  readonly open: OpenAttempt[] = [];
  readonly #session: Session;
  #failuresInARow = 0;
  #abandoned = false;

  constructor(model: Model, session: Session) {
    this.model = model;
    this.#session = session;
  }

  /** Looks at the cost so far, too, and stops the run where it has reached its limit. */
  mayAsk(): boolean {
    const { stop, meter, options } = this.#session;
    const { maxCostUsd } = options.limits;
    if (maxCostUsd !== undefined && meter.costUsd >= maxCostUsd) stop.stop('max-cost');
    return stop.mayAsk && !this.#abandoned;
  }

  succeeded(): void {
    this.#failuresInARow = 0;
  }

  failed({ failure, message }: ModelRequestError): void {
    this.#failuresInARow++;
    if (this.#abandoned || this.#failuresInARow < patience[failure]) return;
    this.#abandoned = true;
    this.#session.abandoned.push({ model: this.model.id, message });
  }
}

/** One lane for each model, so that a slow one holds up no other. */
export function lanesOf(open: readonly OpenAttempt[], session: Session): Lane[] {
  const lanes = new Map<string, Lane>();
  for (const item of open) {
    const id = item.attempt.model;
    const lane = lanes.get(id) ?? new Lane(modelNamed(id, session), session);
    lanes.set(id, lane);
    lane.open.push(item);
  }
  return [...lanes.values()];
}

function modelNamed(id: string, session: Session): Model {
  const model = session.options.parts.models.get(id);
  if (model === undefined) throw new UserMistake(`the run asks the model '${id}', which is not set up`);
  return model;
}
