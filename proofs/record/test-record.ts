import type { ProofRecord } from './record.ts';

/** A record of nothing in particular, for tests; `more` is laid over it. */
export function testRecord(more: Partial<ProofRecord> = {}): ProofRecord {
  return {
    schema: 'rackbook/proof/2',
    id: 'ingress',
    takenAt: '2026-11-29T12:00:00.000Z',
    ok: true,
    seconds: 40,
    tools: [{ name: 'Traefik', version: '3.6.12' }],
    read: [{ path: 'infra/a', sha256: 'a'.repeat(64) }],
    folders: [],
    checks: [{ subject: 'service:pdf', name: 'pdf.lab.example.net from home: login', ok: true, detail: '401' }],
    ...more,
  };
}
