import type { Model } from '../../../core/contract.ts';

/** Alerts that are sent in the same way. */
export interface AlertRoute {
  /** In words, for the page. */
  readonly title: string;
  /** As Alertmanager reads it; undefined for the rest, those without a severity among them. */
  readonly matcher?: string;
  /** Nothing is sent. */
  readonly silent?: true;
  /** Seconds that a group waits for more alerts before it is first sent. */
  readonly wait: number;
  /** Until it is sent again while it goes on, as the inventory writes it. */
  readonly repeat: string;
}

const CRITICAL_WAIT = 10;
const OTHER_WAIT = 60;

/** Names that widely copied rules give to the alert that fires all the time, whatever severity they give it. */
const WATCHDOGS = ['Watchdog', 'DeadMansSwitch', 'PrometheusAlertmanagerE2eDeadManSwitch'];
const CRITICAL = ['critical', 'page', 'emergency', 'fatal'];
const SILENT = ['info', 'none'];

/** The routes in the order in which they are tried; the last takes what no other does, so that no alert is lost for an odd label. */
export function routesBySeverity({ lab }: Model): readonly AlertRoute[] {
  const { repeat } = lab.systems.alertmanager;
  const other = { wait: OTHER_WAIT, repeat: repeat.other };
  return [
    { ...other, title: 'Watchdogs', matcher: `alertname=~"${WATCHDOGS.join('|')}"`, silent: true },
    { title: `Severity ${CRITICAL.join(', ')}`, matcher: ofSeverity(CRITICAL), wait: CRITICAL_WAIT, repeat: repeat.critical },
    { ...other, title: `Severity ${SILENT.join(', ')}`, matcher: ofSeverity(SILENT), silent: true },
    { ...other, title: 'Any other severity, or none at all' },
  ];
}

/** In any case: rules of one lab come from several hands. The pattern is of the whole value. */
const ofSeverity = (values: readonly string[]): string => `severity=~"(?i:${values.join('|')})"`;
