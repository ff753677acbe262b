/** What a model is asked to do: write it, fix it, or recognise the weakness. */
export const modes = ['generate', 'repair', 'classify'] as const;
export type Mode = (typeof modes)[number];

/** Modes whose answers are code, and so are judged by running it. */
export type CodeMode = Exclude<Mode, 'classify'>;

export function isMode(value: string): value is Mode {
  return (modes as readonly string[]).includes(value);
}

/** What a strategy of `classify` asks: vulnerable or not, which weakness, or both versions at once. */
export const classifyQuestions = ['detect', 'identify', 'pair'] as const;
export type ClassifyQuestion = (typeof classifyQuestions)[number];

/** The question of a strategy, by the beginning of its name (`detect-reasoned`); undefined where it names none. */
export function classifyQuestion(strategy: string): ClassifyQuestion | undefined {
  const stem = strategy.split('-')[0];
  return classifyQuestions.find((question) => question === stem);
}
