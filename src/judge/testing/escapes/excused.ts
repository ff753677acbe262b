/**
 * Programs that a tier does not refuse, by the deviation that it declares (`deviations` of src/sandbox/tiers). Only in a
 * tier that declares the sentence are they skipped, with the sentence as the reason.
 */
const excused: Readonly<Record<string, readonly string[]>> = {};

export function excuseFor(name: string, deviations: readonly string[]): string | undefined {
  return deviations.find((sentence) => excused[sentence]?.includes(name));
}
