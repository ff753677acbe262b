/** What a model is asked to do: write it, fix it, or recognise the weakness. */
export const modes = ['generate', 'repair', 'classify'] as const;
export type Mode = (typeof modes)[number];

/** Modes whose answers are code, and so are judged by running it. */
export type CodeMode = Exclude<Mode, 'classify'>;

export function isMode(value: string): value is Mode {
  return (modes as readonly string[]).includes(value);
}
