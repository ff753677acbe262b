import { outcomes } from '../../../src/report/page/outcome.ts';
import type { AttemptColumns, PageData, PageDocument, RowKey } from '../../../src/report/page/page-data.ts';

export type TaskFacts = PageDocument['perTask'][number];
export type Outcome = (typeof outcomes)[number];

const idLength = 16;

/** A run in the page: the columns with names for what they hold. */
export class Run {
  readonly data: PageData;
  /** As addresses and the server name it. */
  readonly name: string;
  readonly columns: AttemptColumns;
  readonly count: number;
  #places: Map<string, number> | undefined;

  constructor(data: PageData, name: string) {
    this.data = data;
    this.name = name;
    this.columns = data.attempts;
    this.count = data.attempts.count;
  }

  get document(): PageDocument {
    return this.data.document;
  }

  idOf(place: number): string {
    return this.columns.ids.slice(place * idLength, (place + 1) * idLength);
  }

  /** Undefined for an id that this run does not have. */
  placeOf(id: string): number | undefined {
    this.#places ??= new Map(Array.from({ length: this.count }, (_, place) => [this.idOf(place), place]));
    return this.#places.get(id);
  }

  rowOf(place: number): RowKey {
    return this.columns.rows[this.columns.row[place] ?? -1] ?? { model: '', mode: '', strategy: '' };
  }

  taskOf(place: number): TaskFacts | undefined {
    return this.document.perTask[this.columns.task[place] ?? -1];
  }

  outcomeOf(place: number): Outcome {
    return outcomes[this.columns.outcome[place] ?? -1] ?? 'open';
  }

  /** What stands in one of the columns of texts. */
  textOf(
    column: 'scope' | 'adjudicated' | 'shown' | 'reason' | 'detail' | 'expected' | 'answer',
    place: number,
  ): string | undefined {
    return this.columns.strings[this.columns[column][place] ?? -1];
  }

  /** `generate/aware`, with the variant where one was shown that goes without saying. */
  putAs(place: number): string {
    const { mode, strategy } = this.rowOf(place);
    const shown = this.textOf('shown', place);
    const told = shown !== undefined && (mode === 'classify' || shown !== 'insecure');
    return `${mode}/${strategy}${told ? `, shown ${shown}` : ''}`;
  }

  /** Why an attempt came to its outcome, one line. */
  whyOf(place: number): string {
    const outcome = this.outcomeOf(place);
    const answer = this.textOf('answer', place);
    if (outcome === 'right' || outcome === 'wrong') return answer === undefined ? 'no answer' : `answered ${answer}`;
    const reason = this.textOf('reason', place);
    const told = reason === 'exploited' || reason === 'function' ? '' : reason;
    const exploited = outcome === 'broken' && this.columns.exploited[place] === 1 ? 'and exploited' : '';
    return [[told, exploited].filter(Boolean).join(' '), this.textOf('detail', place)].filter(Boolean).join(': ');
  }
}
