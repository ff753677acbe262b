import { templateStrategy } from './template-strategy.ts';

/** SecuCoGen, the CWE-aware problem of its figure 1: what to guard against, and examples of input that is refused. */
export const generateAwareExamples = templateStrategy({
  mode: 'generate',
  name: 'aware-examples',
  about: 'as aware, with examples of input that must do no harm (tests marked `reveal`; judged by the others)',
  needs: ['aware', 'exploits'],
});
