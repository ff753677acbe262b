// A strategy of the user's own: what it has to look like, and the check that it does.
import { z } from 'zod';
import { UserMistake } from './core/errors.ts';
import { type FeedbackKind, feedbackKinds } from './core/feedback.ts';
import { classifyQuestion, classifyQuestions, type Mode, modes } from './core/mode.ts';
import type { Prompt } from './core/model.ts';
import type { Material, Materials, Strategy, TaskView, Turn } from './core/strategy.ts';
import { materialSlots } from './strategies/slots.ts';

/** A strategy in a file of the user's own. It receives what its `needs` list, and nothing else of a task than the view. */
export interface OwnStrategy<Needs extends Material = Material> {
  readonly mode: Mode;
  /** Lower-case words with dashes. Of classify: begins with `detect`, `identify` or `pair`, by what it asks. */
  readonly name: string;
  /** One line for `prompt --list` and reports. */
  readonly about: string;
  readonly needs: readonly Needs[];
  /** The first prompt. Depends on nothing but its arguments. */
  render(view: TaskView, given: Pick<Materials, Needs>): Prompt;
  /** What is said after the first answer; absent where one answer is all. Only where answers are code. */
  readonly followUp?: {
    /** Answers at most, the first included: 2 to 10. */
    readonly mostTurns: number;
    /** When it ends, for a reader. */
    readonly stops: string;
    /** What is found out about the code of each answer before `next` is asked. */
    readonly feedback?: FeedbackKind;
    /** The next message, or undefined when the conversation is over. Depends on nothing but its arguments. */
    next(view: TaskView, turns: readonly Turn[]): string | undefined;
  };
}

/** Gives a strategy its types: `export default defineStrategy({ … })`. */
export function defineStrategy<const Needs extends Material>(strategy: OwnStrategy<Needs>): OwnStrategy<Needs> {
  return strategy;
}

const materials = z.custom<Material>(
  (value) => typeof value === 'string' && Object.hasOwn(materialSlots, value),
  `is one of ${Object.keys(materialSlots).join(', ')}`,
);
const callable = <Type>(what: string) => z.custom<Type>((value) => typeof value === 'function', what);

const ownStrategySchema = z.strictObject({
  mode: z.enum(modes),
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is written in lower-case words with dashes'),
  about: z.string().min(1),
  needs: z.array(materials),
  render: callable<OwnStrategy['render']>('is a function of the view and what was asked for'),
  followUp: z
    .strictObject({
      mostTurns: z.number().int().min(2).max(10),
      stops: z.string().min(1),
      feedback: z.enum(feedbackKinds).optional(),
      next: callable<NonNullable<OwnStrategy['followUp']>['next']>('is a function of the view and the turns'),
    })
    .optional(),
});

/** Checks what a file exports. Throws UserMistake that names file and field. `source` is the text of the file. */
export function checkOwnStrategy(value: unknown, file: string, source: string): Strategy {
  const parsed = ownStrategySchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') || 'what it exports';
    throw new UserMistake(`${file}: ${field}: ${issue?.message ?? 'not valid'}`, { hint });
  }
  const { mode, name, about, needs, render, followUp } = parsed.data;
  if (mode === 'classify' && classifyQuestion(name) === undefined) {
    throw new UserMistake(`${file}: name: a strategy of classify begins with ${classifyQuestions.join(', ')}`, {
      hint: 'its beginning says what is shown, and how the answer is read',
    });
  }
  if (mode === 'classify' && followUp !== undefined) {
    throw new UserMistake(`${file}: followUp: only generate and repair have conversations`, { hint: 'leave it out' });
  }
  const blame = blamer(file);
  return {
    ...{ mode, name, about, needs, source, template: '' },
    render: (view, given) => blame('render', () => checkPrompt(render(view, given))),
    ...(followUp && {
      followUp: {
        mostTurns: followUp.mostTurns,
        stops: followUp.stops,
        ...(followUp.feedback && { feedback: followUp.feedback }),
        next: (view, turns) => blame('followUp.next', () => checkMessage(followUp.next(view, turns))),
      },
    }),
  };
}

const hint = 'docs/guide/strategies.md shows one, and examples/strategy.ts is one';

const promptSchema = z.strictObject({ system: z.string().exactOptional(), user: z.string().min(1) });

function checkPrompt(value: unknown): Prompt {
  const prompt = promptSchema.safeParse(value);
  if (prompt.success) return prompt.data;
  throw new TypeError('it has to return { user: string, system?: string }');
}

function checkMessage(value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw new TypeError('it has to return a text, or undefined when it is over');
}

/** Whatever goes wrong in the user's file is told with its name. */
function blamer(file: string) {
  return <Result>(what: string, action: () => Result): Result => {
    try {
      return action();
    } catch (cause) {
      throw new UserMistake(`${file}: ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
        hint,
      });
    }
  };
}
