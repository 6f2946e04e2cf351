import type { IngressRole } from '../../../core/roles/ingress.ts';

/** Entry points for people. `websecure` is for the LAN; `tunnel` is reached by the tunnel alone, and there only when the lab has one. */
export const ENTRY_POINTS = {
  lan: { name: 'websecure', port: 443, redirects: 80 },
  tunnel: { name: 'tunnel', port: 8443 },
} as const satisfies IngressRole['entryPoints'];
