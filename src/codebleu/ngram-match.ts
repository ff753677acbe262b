/** An n-gram that never matches counts as a tenth of one (Chen and Cherry 2014, method 1; NLTK's epsilon). */
const epsilon = 0.1;
const orders = [1, 2, 3, 4];
/** A token that is no keyword counts a fifth of one that is (Ren et al., arXiv 2009.10297, section 3.1). */
const otherWeight = 0.2;

const keywords = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

/** Tokens as the published CodeBLEU takes them: what white space sets apart. */
export function splitTokens(code: string): string[] {
  return code.split(/\s+/).filter((token) => token !== '');
}

/** BLEU-4 of one candidate against one reference, smoothed. From 0 to 1. */
export function ngramMatch(candidate: readonly string[], reference: readonly string[]): number {
  return bleu(candidate, reference, (matched, candidates) => smoothed(sum(matched), sum(candidates)));
}

/** As `ngramMatch`, of the reference's n-grams rather than the candidate's, and single keywords count five times. */
export function weightedNgramMatch(candidate: readonly string[], reference: readonly string[]): number {
  return bleu(candidate, reference, (matched, _candidates, references, order) =>
    order === 1 ? sum(matched, weightOf) / sum(references, weightOf) : smoothed(sum(matched), sum(references)),
  );
}

type Counts = ReadonlyMap<string, number>;
type Share = (matched: Counts, candidates: Counts, references: Counts, order: number) => number;

function bleu(candidate: readonly string[], reference: readonly string[], share: Share): number {
  if (candidate.length === 0 || reference.length === 0) return candidate.length === reference.length ? 1 : 0;
  // A reference of three tokens has no four in a row to be matched.
  const used = orders.filter((order) => order <= reference.length);
  let logarithm = 0;
  for (const order of used) {
    const candidates = countNgrams(candidate, order);
    const references = countNgrams(reference, order);
    const matched = shared(candidates, references);
    if (order === 1 && sum(matched) === 0) return 0;
    const found = share(matched, candidates, references, order);
    logarithm += Math.log(found) / used.length;
  }
  const brevity = candidate.length > reference.length ? 1 : Math.exp(1 - reference.length / candidate.length);
  return Math.min(1, brevity * Math.exp(logarithm));
}

function smoothed(matched: number, all: number): number {
  return (matched === 0 ? epsilon : matched) / Math.max(1, all);
}

function countNgrams(tokens: readonly string[], order: number): Counts {
  const counts = new Map<string, number>();
  for (let start = 0; start + order <= tokens.length; start++) {
    const ngram = tokens.slice(start, start + order).join(' ');
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}

function shared(candidates: Counts, references: Counts): Counts {
  return new Map([...candidates].map(([ngram, count]) => [ngram, Math.min(count, references.get(ngram) ?? 0)]));
}

function sum(counts: Counts, weight: (ngram: string) => number = () => 1): number {
  let total = 0;
  for (const [ngram, count] of counts) total += count * weight(ngram);
  return total;
}

function weightOf(token: string): number {
  return keywords.has(token) ? 1 : otherWeight;
}
