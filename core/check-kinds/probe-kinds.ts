import type { CheckKinds } from './check-kind.ts';

/** The checks that the lab declares as probes, whoever makes them. */
export const PROBE_KINDS = {
  http: { title: 'HTTP', proves: 'direct' },
  ingress: { title: 'HTTPS through the ingress to', proves: 'ingress' },
  tcp: { title: 'TCP', proves: 'direct' },
  dns: { title: 'DNS', proves: 'name' },
  tls: { title: 'Certificate', proves: 'certificate' },
} as const satisfies CheckKinds;
