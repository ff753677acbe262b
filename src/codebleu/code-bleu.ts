// CodeBLEU (Ren et al., arXiv 2009.10297) of Python code: how alike two texts are, which says nothing of their security.
import type { CodeTree } from './code-tree.ts';
import { dataFlowOf } from './data-flow.ts';
import { dataFlowMatch } from './data-flow-match.ts';
import { ngramMatch, splitTokens, weightedNgramMatch } from './ngram-match.ts';
import { parsePython } from './parse-python.ts';
import { syntaxMatch } from './syntax-match.ts';

/** Each part from 0 to 1. */
export interface CodeBleu {
  readonly ngram: number;
  readonly weightedNgram: number;
  readonly syntax: number;
  /** Undefined where the reference has no data flow: its quarter then counts as matched. */
  readonly dataFlow: number | undefined;
  /** The mean of the four. */
  readonly codeBleu: number;
}

/**
 * Compares a candidate with its reference as the published implementation does: tokens are what white space sets apart,
 * each part weighs a quarter. Code that cannot be compared for its size or depth matches in neither syntax nor data flow.
 */
export async function codeBleu(candidate: string, reference: string): Promise<CodeBleu> {
  const tokens = [splitTokens(candidate), splitTokens(reference)] as const;
  const ngram = ngramMatch(...tokens);
  const weightedNgram = weightedNgramMatch(...tokens);
  const { syntax, dataFlow } = treesMatch(await parsePython(candidate), await parsePython(reference));
  return { ngram, weightedNgram, syntax, dataFlow, codeBleu: (ngram + weightedNgram + syntax + (dataFlow ?? 1)) / 4 };
}

function treesMatch(candidate: CodeTree | undefined, reference: CodeTree | undefined) {
  if (candidate === undefined || reference === undefined) return { syntax: 0, dataFlow: 0 };
  return {
    syntax: syntaxMatch(candidate, reference),
    dataFlow: dataFlowMatch(dataFlowOf(candidate), dataFlowOf(reference)),
  };
}
