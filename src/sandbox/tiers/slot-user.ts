/** User and group ids of sandboxes when seceval runs as root: 20000, 20001 … Nothing else may run under them. */
const firstSlotId = 20_000;

export function slotUser(slot: number): number {
  return firstSlotId + slot;
}

/** Words in front of a command that make it run as the slot's own user. */
export function becomeSlotUser(slot: number): string[] {
  const user = slotUser(slot);
  return ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--'];
}
