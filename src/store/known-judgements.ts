import {
  type Judgement,
  type TestResult,
  testOutcomes,
  verdictReasons,
  verdictScopes,
  verdicts,
} from '../core/verdict.ts';

export const testKinds = ['functional', 'security', 'joint'] as const satisfies readonly TestResult['kind'][];
export const testBases = ['universal', 'policy'] as const satisfies readonly TestResult['basis'][];
export const integrities = ['separate', 'in-process'] as const satisfies readonly Judgement['integrity'][];

/** In place of the place of a word. */
export const unsaid = -2;

/** What a test came to, by places in the lists of words; `unsaid` where there is none. */
export interface TestWords {
  readonly kind: number;
  readonly basis: number;
  readonly outcome: number;
  readonly refused: boolean;
  readonly reveal: boolean;
}

/** The same of a judgement. */
export interface JudgementWords {
  readonly verdict: number;
  readonly scope: number;
  readonly reason: number;
  readonly exploited: boolean;
  readonly integrity: number;
}

/** Tests that judgements begin with alike; what follows them branches off. */
interface Branch {
  readonly tests: readonly TestResult[];
  readonly next: (Branch | undefined)[];
  readonly ends: Map<number, Judgement>;
}

/** Makes one object for all judgements that are alike: a step for every test, and nothing is made anew. */
export class KnownJudgements {
  readonly #root: Branch = { tests: [], next: [], ends: new Map() };
  readonly #tests: (TestResult | undefined)[] = [];
  #branch = this.#root;

  begin(): void {
    this.#branch = this.#root;
  }

  addTest(words: TestWords): void {
    const number = numberOfTest(words);
    const before = this.#branch;
    const known = before.next[number];
    if (known !== undefined) {
      this.#branch = known;
      return;
    }
    this.#tests[number] ??= testOf(words);
    this.#branch = { tests: [...before.tests, this.#tests[number]], next: [], ends: new Map() };
    before.next[number] = this.#branch;
  }

  end(words: JudgementWords): Judgement {
    const { tests, ends } = this.#branch;
    const number = numberOfJudgement(words);
    const known = ends.get(number);
    if (known !== undefined) return known;
    const made = judgementOf(words, tests);
    ends.set(number, made);
    return made;
  }
}

function numberOfTest({ kind, basis, outcome, refused, reveal }: TestWords): number {
  const words = (kind * (testBases.length + 1) + place(basis)) * testOutcomes.length + outcome;
  return words * 4 + (refused ? 2 : 0) + (reveal ? 1 : 0);
}

function testOf({ kind, basis, outcome, refused, reveal }: TestWords): TestResult {
  const basisWord = testBases[basis];
  return {
    name: '',
    kind: testKinds[kind] ?? 'functional',
    ...(basisWord !== undefined && { basis: basisWord }),
    outcome: testOutcomes[outcome] ?? 'inconclusive',
    ...(refused && { refused }),
    ...(reveal && { reveal }),
  };
}

function numberOfJudgement({ verdict, scope, reason, exploited, integrity }: JudgementWords): number {
  const words = (verdict * (verdictScopes.length + 1) + place(scope)) * (verdictReasons.length + 1) + place(reason);
  return (words * 2 + (exploited ? 1 : 0)) * integrities.length + integrity;
}

function judgementOf(words: JudgementWords, tests: readonly TestResult[]): Judgement {
  const [scope, reason] = [verdictScopes[words.scope], verdictReasons[words.reason]];
  return {
    verdict: verdicts[words.verdict] ?? 'inconclusive',
    ...(scope !== undefined && { scope }),
    ...(reason !== undefined && { reason }),
    tests: [...tests],
    exploited: words.exploited,
    integrity: integrities[words.integrity] ?? 'separate',
    cpuSeconds: 0,
    wallSeconds: 0,
  };
}

function place(word: number): number {
  return word === unsaid ? 0 : word + 1;
}
