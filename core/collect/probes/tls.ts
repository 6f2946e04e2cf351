import { isIP } from 'node:net';
import { checkServerIdentity, connect, getCACertificates, type PeerCertificate, type TLSSocket } from 'node:tls';
import { count } from '../../../lib/plain-words.ts';
import type { Probe } from '../../facts/probe.ts';
import { type ProbeIo, type ProbeOutcome, unanswered } from './outcome.ts';

type TlsProbe = Extract<Probe, { kind: 'tls' }>;

const DAY_MS = 86_400_000;

/** Looks at the certificate that an endpoint shows. `value` is days left, negative when it ended. */
export async function probeTls(probe: TlsProbe, io: ProbeIo): Promise<ProbeOutcome> {
  let socket: TLSSocket | undefined;
  try {
    socket = await handshake(probe, io);
    // The types leave out that a session without a certificate gives an empty object.
    const certificate: Partial<PeerCertificate> = socket.getPeerCertificate();
    if (certificate.valid_to === undefined) return { state: 'down', message: 'It shows no certificate' };
    const trust = socket.authorized ? undefined : String(socket.authorizationError);
    return judgeCertificate(probe, certificate as PeerCertificate, trust, io.now());
  } catch (error) {
    return unanswered(probe, error);
  } finally {
    socket?.destroy();
  }
}

/** The weightiest fault first. `trust` is OpenSSL's word on the chain, undefined when it is trusted. */
function judgeCertificate(probe: TlsProbe, certificate: PeerCertificate, trust: string | undefined, now: Date): ProbeOutcome {
  const value = Math.floor((Date.parse(certificate.valid_to) - now.getTime()) / DAY_MS);
  const days = { value, unit: 'days' } as const;
  if (Date.parse(certificate.valid_to) <= now.getTime())
    return { state: 'down', message: `The certificate ended ${count(-value, 'day')} ago`, ...days };
  if (Date.parse(certificate.valid_from) > now.getTime()) return { state: 'down', message: 'The certificate is not valid yet', ...days };
  if (checkServerIdentity(probe.hostname, certificate) !== undefined)
    return { state: 'down', message: `The certificate is not for ${probe.hostname}`, ...days };
  if (trust === 'DEPTH_ZERO_SELF_SIGNED_CERT') return { state: 'degraded', message: 'The certificate is self-signed', ...days };
  if (trust !== undefined && !trust.includes('ALTNAME'))
    return { state: 'degraded', message: 'The certificate is not from an authority that this machine trusts', ...days };
  if (value < probe.warnDays) return { state: 'degraded', message: `The certificate ends in ${count(value, 'day')}`, ...days };
  return { state: 'up', message: `Valid, ${count(value, 'day')} left`, ...days };
}

function handshake(probe: TlsProbe, io: ProbeIo): Promise<TLSSocket> {
  const { host, port } = io.route(probe.host, probe.port);
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  const socket = connect({
    host,
    port,
    // A wrong certificate is what this looks for, so it must not end the handshake.
    rejectUnauthorized: false,
    ...(isIP(probe.hostname) === 0 ? { servername: probe.hostname } : {}),
    ...(io.ca === undefined ? {} : { ca: [...getCACertificates('default'), io.ca] }),
  });
  const abort = (): void => void socket.destroy(io.signal.reason as Error);
  if (io.signal.aborted) abort();
  io.signal.addEventListener('abort', abort, { once: true });
  socket.once('secureConnect', () => resolve(socket));
  socket.on('error', reject);
  socket.once('close', () => {
    io.signal.removeEventListener('abort', abort);
    reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
  });
  return promise;
}
