import { templateStrategy } from './template-strategy.ts';

/** Tells whether knowing the name is enough, without being told what to do about it. */
export const generateCweNamed = templateStrategy({
  mode: 'generate',
  name: 'cwe-named',
  about: 'the problem and the name of the weakness to avoid',
  needs: ['cwe'],
});
