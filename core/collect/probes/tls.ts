import { isIP } from 'node:net';
import { connect, getCACertificates, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { Probe } from '../../facts/probe.ts';
import { judgeCertificate } from './certificate.ts';
import { type ProbeIo, type ProbeOutcome, unanswered } from './outcome.ts';

type TlsProbe = Extract<Probe, { kind: 'tls' }>;

/** Looks at the certificate that an endpoint shows. `at` is when it ends. */
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
