/** A share of [0, 1] in per cent, to a tenth. */
export function exactShare(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

/** A difference of shares, in percentage points, with its sign. */
export function points(value: number): string {
  const rounded = (100 * value).toFixed(1);
  return `${value > 0 ? '+' : ''}${rounded === '-0.0' ? '0.0' : rounded}`;
}
