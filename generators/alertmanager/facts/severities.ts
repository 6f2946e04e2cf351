import type { Model } from '../../../core/contract.ts';

/** How alerts of some severities are sent. */
export interface Severity {
  /** Values of the label `severity`; undefined for the rest, those without the label among them. */
  readonly values?: readonly string[];
  /** Nothing is sent. */
  readonly silent?: true;
  /** Seconds that a group waits for more alerts before it is first sent. */
  readonly wait: number;
  /** Until it is sent again while it goes on, as the inventory writes it. */
  readonly repeat: string;
}

const CRITICAL_WAIT = 10;
const OTHER_WAIT = 60;

/** The severities in the order in which they are tried; the last takes what no other does, so that no alert is lost for an odd label. */
export function severitiesOf({ lab }: Model): readonly Severity[] {
  const { repeat } = lab.systems.alertmanager;
  return [
    { values: ['critical', 'page'], wait: CRITICAL_WAIT, repeat: repeat.critical },
    // A watchdog fires all the time, and information waits until it is looked for.
    { values: ['info', 'none'], silent: true, wait: OTHER_WAIT, repeat: repeat.other },
    { wait: OTHER_WAIT, repeat: repeat.other },
  ];
}
