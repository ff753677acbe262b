import { templateStrategy } from './template-strategy.ts';

/** RQ1 of both studies. Nothing in its template may hint at security. */
export const generateDirect = templateStrategy({
  mode: 'generate',
  name: 'direct',
  about: 'the problem, and nothing else',
  needs: [],
});
