import { templateStrategy } from './template-strategy.ts';

/** Between direct and explained: the weakness by its name only. */
export const repairCweNamed = templateStrategy({
  mode: 'repair',
  name: 'cwe-named',
  about: 'as direct, with id and name of the weakness',
  needs: ['insecureCode', 'cwe'],
});
