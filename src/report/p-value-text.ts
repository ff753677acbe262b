/** A p-value as tables show it: none is ever shown as zero. */
export function pValueText(value: number): string {
  return value < 0.001 ? '<0.001' : value.toFixed(3);
}
