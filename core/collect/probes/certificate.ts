import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { ends, join, type Phrase, say } from '../../../lib/phrase/phrase.ts';
import type { State } from '../../contract.ts';
import type { Probe } from '../../facts/probe.ts';
import { worse } from '../checks.ts';
import type { ProbeOutcome } from './outcome.ts';

type TlsProbe = Extract<Probe, { kind: 'tls' }>;

const DAY_MS = 86_400_000;
/** What OpenSSL says of a date or a name, which is looked at here, the name with the rules of browsers. */
const SEEN_HERE = /EXPIRED|NOT_YET_VALID|ALTNAME/;

interface Finding {
  readonly state: State;
  /** What follows `The certificate`. */
  readonly words: Phrase;
}

/** Everything that is to say of a certificate at `now`. `trust` is OpenSSL's word on the chain, undefined when it is trusted. */
export function judgeCertificate(
  { hostname, warnDays }: Pick<TlsProbe, 'hostname' | 'warnDays'>,
  certificate: Pick<PeerCertificate, 'valid_from' | 'valid_to' | 'subject' | 'subjectaltname'>,
  trust: string | undefined,
  now: Date,
): ProbeOutcome {
  const [from, to] = [Date.parse(certificate.valid_from), Date.parse(certificate.valid_to)];
  if (Number.isNaN(to)) return { state: 'down', message: 'The certificate does not say when it ends' };
  const at = new Date(to).toISOString();
  const left = to - now.getTime();
  const findings: Finding[] = [
    ...(left <= 0 ? [{ state: 'down' as const, words: [ends(at)] }] : []),
    ...(from > now.getTime() ? [{ state: 'down' as const, words: 'is not valid yet' }] : []),
    ...(checkServerIdentity(hostname, certificate as PeerCertificate) === undefined
      ? []
      : [{ state: 'down' as const, words: `is not for ${hostname}` }]),
    ...(trust === undefined || SEEN_HERE.test(trust) ? [] : [{ state: 'degraded' as const, words: mistrust(trust) }]),
    ...(left > 0 && left < warnDays * DAY_MS ? [{ state: 'degraded' as const, words: [ends(at)] }] : []),
  ];
  if (findings.length === 0) return { state: 'up', message: say`The certificate is trusted and ${ends(at)}`, at };
  const said = findings.flatMap(({ words }, index) => [index === 0 ? ' ' : index === findings.length - 1 ? ' and ' : ', ', words]);
  return { state: findings.map(({ state }) => state).reduce(worse), message: join(['The certificate', ...said]), at };
}

const mistrust = (trust: string): string =>
  trust === 'DEPTH_ZERO_SELF_SIGNED_CERT' ? 'is self-signed' : 'is not from an authority that this machine trusts';
