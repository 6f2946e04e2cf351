import type { Phrase } from '../../../lib/phrase/phrase.ts';
import type { CollectorIo, State } from '../../contract.ts';
import type { Probe } from '../../facts/probe.ts';
import { errorWords } from '../error-words.ts';

/** What one probe saw. */
export interface ProbeOutcome {
  readonly state: State;
  /** Whole or part of a sentence, free of secrets. */
  readonly message: Phrase;
  readonly value?: number;
  readonly unit?: 'ms';
  /** When the certificate ends, ISO 8601 in UTC. */
  readonly at?: string;
  /** There was no answer at all; when no probe gets an answer, the fault is on this side. */
  readonly silent?: boolean;
}

/** What a probe may touch. `signal` already includes the probe's own time limit. */
export type ProbeIo = Pick<CollectorIo, 'signal' | 'now' | 'route' | 'ca' | 'dnsServer'>;

export const outOfTime: ProbeOutcome = { state: 'unknown', message: 'There was no time left to check it.' };

/** The endpoint could not be talked to. */
export function unanswered(probe: Pick<Probe, 'host' | 'port'>, error: unknown): ProbeOutcome {
  const where = probe.host.includes(':') ? `[${probe.host}]:${probe.port}` : `${probe.host}:${probe.port}`;
  return { state: 'down', message: `${where} ${errorWords(error)}`, silent: true };
}
