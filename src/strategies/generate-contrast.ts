import { templateStrategy } from './template-strategy.ts';

/** The example is one to avoid: insecure code of another family, and why it is insecure. */
export const generateContrast = templateStrategy({
  mode: 'generate',
  name: 'contrast',
  about: 'insecure code for another problem first, with what is wrong with it',
  needs: ['contrast'],
});
