import { finishReasons } from '../core/completion.ts';
import { modes } from '../core/mode.ts';
import { testOutcomes, verdictReasons, verdictScopes, verdicts } from '../core/verdict.ts';

/**
 * The grammar of the lines that nearly all of a log consists of, as a run writes them: fields in their order, no space. A
 * line that fits is a valid event. Each string can match in one way only, so a hostile one cannot make the search long.
 */
const text = String.raw`"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\x00-\x1f]*)*"`;
/** A string that stands for itself: nothing in it is escaped. */
const plain = String.raw`"([^"\\\x00-\x1f]*)"`;
const number = String.raw`(?:0|[1-9]\d{0,14})(?:\.\d{1,20})?(?:[eE]-?\d{1,2})?`;
/** Fifteen digits are exact. */
const count = String.raw`(?:0|[1-9]\d{0,14})`;
const flag = '(true|false)';
const oneOf = (values: readonly string[]): string => `"(${values.join('|')})"`;
const maybe = (...parts: readonly string[]): string => `(?:${parts.join('')})?`;
const line = (...parts: readonly string[]): RegExp => new RegExp(parts.join(''), 'y');

const earlyTime = maybe(`"at":${plain},`);
const lateTime = maybe(`,"at":${plain}`);
const attempt = [
  `"attempt":{"task":${plain},"mode":${oneOf(modes)},"strategy":${plain},"model":${plain},"sample":(${count})`,
  `${maybe(`,"shown":${plain}`)}}`,
].join('');

export const completedLine = line(
  `{"type":"completed",${earlyTime}${attempt},"blob":${plain},"finish":${oneOf(finishReasons)}`,
  `,"usage":{"inputTokens":(${count}),"outputTokens":(${count})}`,
  `${maybe(`,"costUsd":(${number})`)},"cached":${flag}${maybe(`,"latencyMs":(${number})`)}${lateTime}}$`,
);

/** Up to the tests; each of them; what follows them. */
export const judgedHead = line(
  `{"type":"judged",${earlyTime}${attempt}${maybe(`,"code":${plain}`)}${maybe(`,"extraction":${plain}`)}`,
  `,"judgement":{"verdict":${oneOf(verdicts)}${maybe(`,"scope":${oneOf(verdictScopes)}`)}`,
  `${maybe(`,"reason":${oneOf(verdictReasons)}`)}${maybe(`,"detail":${text}`)},"tests":\\[`,
);
export const judgedTest = line(
  `{"name":${plain},"kind":${oneOf(['functional', 'security', 'joint'])}`,
  `${maybe(`,"basis":${oneOf(['universal', 'policy'])}`)},"outcome":${oneOf(testOutcomes)}`,
  maybe(`,"evidence":{"message":${text}${maybe(`,"payload":${text}`)}}`),
  `${maybe(`,"refused":${flag}`)}${maybe(`,"reveal":${flag}`)}${maybe(`,"cpuSeconds":${number}`)}}(?:,(?={)|(?=]))`,
);
export const judgedTail = line(
  `],"exploited":${flag},"integrity":${oneOf(['separate', 'in-process'])}`,
  `,"cpuSeconds":(${number}),"wallSeconds":(${number})}${lateTime}}$`,
);
