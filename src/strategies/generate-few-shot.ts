import { templateStrategy } from './template-strategy.ts';

/** SecuCoGen, experiment 2-2, with more than one example. Like direct, its template does not hint at security. */
export const generateFewShot = templateStrategy({
  mode: 'generate',
  name: 'few-shot',
  about: 'three solved problems of other families first',
  needs: ['examples'],
});
