/** What a reader's device and the page know of the time. Milliseconds since 1970. */
export interface Clocks {
  /** The clock of the device. */
  readonly device: number;
  /** When the page was built, by the clock of the machine that built it. */
  readonly built: number;
  /** When the snapshot was taken, by the clock of the machine that took it. */
  readonly taken: number;
  /** How far the server's clock is ahead of the device's; undefined where the server does not tell its time. */
  readonly serverAhead?: number | undefined;
}

/** Clocks may differ by this much before an age cannot be trusted. Milliseconds. */
export const CLOCK_SKEW = 300_000;

/** Which clock must be wrong, as a sentence; undefined when none is known to be. An age is worth nothing then. */
export function clockFault({ device, built, taken, serverAhead }: Clocks): string | undefined {
  if (serverAhead !== undefined && Math.abs(serverAhead) > CLOCK_SKEW)
    return `The clock of this device is ${differs(Math.abs(serverAhead))} ${serverAhead > 0 ? 'behind' : 'ahead of'} that of the server.`;
  if (built - device > CLOCK_SKEW)
    return `By the clock of this device this page will only be built in ${differs(built - device)}, so that clock is behind, or the one of the machine that built the page is ahead.`;
  if (taken - built > CLOCK_SKEW)
    return `The snapshot was taken ${differs(taken - built)} after this page was built, so the clock of the machine that took it is ahead.`;
  return undefined;
}

function differs(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
