/** Below this many families there are counts only: nothing holds what it promises about new tasks. */
export const familiesForInterval = 8;

export function tooFewFamilies(families: number): string {
  return `${families} ${families === 1 ? 'family' : 'families'}: too few for an interval; counts are given`;
}
